"""Files that one vendor's program alone reads: to have one is to use the vendor.

Which vendor's each is stands in the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import FILE
from flowcheck.scanners.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.scanner import File

NAMES = (
    ".crowdin.yml", ".doppler.yaml", ".firebaserc", ".gcloudignore", ".infisical.json",
    ".pscale.yml", ".sentryclirc", "amplify.yml", "apphosting.yaml", "apprunner.yaml",
    "azure.yaml", "cdk.json", "checkly.config.js", "checkly.config.ts",
    "cloudbuild.yaml", "convex.json", "crowdin.yml", "doppler.yaml", "eas.json", "firebase.json",
    "fly.toml", "google-services.json", "googleservice-info.plist", "heroku.yml",
    "liveblocks.config.ts", "netlify.toml", "newrelic.cjs", "newrelic.ini", "newrelic.js",
    "newrelic.yml", "railway.json", "railway.toml", "render.yaml", "samconfig.toml",
    "sanity.cli.js", "sanity.cli.ts", "sanity.config.js", "sanity.config.ts",
    "sentry.client.config.js", "sentry.client.config.ts", "sentry.edge.config.ts",
    "sentry.properties", "sentry.server.config.js", "sentry.server.config.ts",
    "slicemachine.config.json", "trigger.config.ts", "vercel.json", "vercel.ts", "wrangler.json",
    "wrangler.jsonc", "wrangler.toml",
)  # fmt: skip


def scan(file: File) -> Iterator[Mention]:
    """Yield the file itself, at its first line."""
    first = file.text.partition("\n")[0].rstrip("\r")
    yield file.mention(FILE, file.path.rpartition("/")[2].lower(), 0, max(1, len(first)))


SCANNER = Scanner(NAMES, scan)
