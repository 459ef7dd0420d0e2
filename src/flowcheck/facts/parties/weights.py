"""What each kind of sighting weighs as evidence of a vendor: one table, with a reason for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model import mention as seen
from flowcheck.model.setting_names import setting_words
from flowcheck.model.vendor import DASHBOARD, DOCS, NOT_EVIDENCE, TOOL, TYPES

if TYPE_CHECKING:
    from collections.abc import Collection

    from flowcheck.model.mention import Mention
    from flowcheck.model.vendor import Hit

STRONG, MEDIUM, WEAK = "strong", "medium", "weak"
STRENGTHS = (STRONG, MEDIUM, WEAK)
PACKAGE, INFRASTRUCTURE, HOST, CONFIGURATION, SBOM = SIGNALS = (
    "package", "infrastructure", "host", "configuration", "sbom",
)  # fmt: skip
"""Two sightings are independent where their signals differ."""


class Weight(Struct, frozen=True, gc=False):
    """What a kind of sighting weighs.

    Attributes:
        signal: package, infrastructure, host, configuration or sbom.
        strength: strong, medium or weak.
        says: What it shows, in a few words beside a place.
        sees: What is seen, for the table in the documentation.
        why: Why it weighs so much and no more.
    """

    signal: str
    strength: str
    says: str
    sees: str
    why: str


_OWN_COPY = "the same SDK talks to a copy that one runs oneself"
WEIGHTS: dict[str, Weight] = {
    "asked": Weight(
        PACKAGE, STRONG, "asked for by a manifest",
        "an SDK that a manifest asks for; or that a lock file holds, where no manifest of its "
        "ecosystem names any package",
        "it is in the program, and it is made to send data",
    ),
    "asked_copy": Weight(
        PACKAGE, MEDIUM, "asked for by a manifest, and may talk to a copy of one's own",
        "such an SDK of software that can be self-hosted", _OWN_COPY,
    ),
    "asked_configured": Weight(
        PACKAGE, MEDIUM, "asked for by a manifest, and sends nothing until it is told where",
        "such an SDK that sends nothing until it is told where",
        "where it sends to stands elsewhere: in a host or a setting",
    ),
    "locked": Weight(
        PACKAGE, WEAK, "in a lock file, and no manifest asks for it",
        "an SDK in a lock file that does not tell what is asked for from what that brings along",
        "what is asked for stands in a manifest; the rest is mostly never called",
    ),
    "indirect": Weight(
        PACKAGE, WEAK, "brought along by another package",
        "an SDK that another package brings along", "it is mostly never called",
    ),
    "dev": Weight(
        PACKAGE, WEAK, "for development only",
        "an SDK for development only", "no data about people is there",
    ),
    "managed": Weight(
        PACKAGE, WEAK, "only its version is managed",
        "an SDK whose version alone is managed", "nothing asks for it here",
    ),
    "tool": Weight(
        PACKAGE, WEAK, "a tool that helps to build",
        "a vendor's tool: a build plugin, a command line, a test helper",
        "it handles code, and no data about people",
    ),
    "types": Weight(
        PACKAGE, WEAK, "types only",
        "a package that only describes types", "it has no code that could send anything",
    ),
    "import": Weight(
        PACKAGE, MEDIUM, "in source code",
        "an SDK that source code imports",
        "the code uses it; yet what it is called by may be another package",
    ),
    "terraform": Weight(
        INFRASTRUCTURE, STRONG, "Terraform sets it up",
        "a Terraform provider or resource", "somebody has an account there, and runs something",
    ),
    "image": Weight(
        INFRASTRUCTURE, STRONG, "a container that sends to it",
        "a container image of a vendor's agent", "the agent is there to send data",
    ),
    "infrastructure_copy": Weight(
        INFRASTRUCTURE, MEDIUM, "may be a copy of one's own",
        "a Terraform resource or an image of software that can be self-hosted",
        "it may set up, or send to, a copy that one runs oneself",
    ),
    "action": Weight(
        INFRASTRUCTURE, MEDIUM, "a workflow sends to it",
        "a GitHub Action that sends something to a vendor",
        "mostly code or a release, and seldom data about people",
    ),
    "file": Weight(
        INFRASTRUCTURE, MEDIUM, "a file that its program reads",
        "a file that only a vendor's own program reads, as `netlify.toml`",
        "the vendor is set up here; yet such files stay when it is left",
    ),
    "call": Weight(
        HOST, STRONG, "called",
        "a vendor's host that code calls", "data goes there",
    ),
    "load": Weight(
        HOST, STRONG, "a page loads from it",
        "a vendor's host that a page loads a script or a pixel from",
        "every visitor's address and page go there",
    ),
    "csp": Weight(
        HOST, MEDIUM, "a content security policy lets it in",
        "a vendor's host that a content security policy lets in",
        "pages may load it; whether one does stands elsewhere",
    ),
    "config": Weight(
        HOST, MEDIUM, "a configuration names it",
        "a vendor's host in a configuration", "something is told to go there",
    ),
    "literal": Weight(
        HOST, MEDIUM, "named in code",
        "a vendor's API or script host in some text of code",
        "nobody links to an API; yet it may stand in a list or a comparison",
    ),
    "link": Weight(
        HOST, WEAK, "named in code, perhaps as a link",
        "a vendor's bare domain, or its www, in some text of code",
        "links and lists of domains look the same",
    ),
    "credential": Weight(
        CONFIGURATION, MEDIUM, "a key or address of it",
        "a setting of a vendor's that reads like a key, an id or an address",
        "who has a key has an account; templates and left-overs have keys too",
    ),
    "workflow_key": Weight(
        INFRASTRUCTURE,
        MEDIUM,
        "a key or address that a workflow uses",
        "the same in a workflow that builds, tests or deploys",
        "it is mostly the key of an action beside it, and so the same sign",
    ),
    "address_copy": Weight(
        CONFIGURATION, WEAK, "an address, perhaps of a copy of one's own",
        "a setting with the address of software that can be self-hosted",
        "mostly set just where it is self-hosted",
    ),
    "setting": Weight(
        CONFIGURATION, WEAK, "a setting of it",
        "any other setting of a vendor's", "it is a switch or a region, and gives no access",
    ),
    "service": Weight(
        SBOM, STRONG, "a service in the bill of materials",
        "a service that a bill of materials names", "the bill says that the program calls it",
    ),
}  # fmt: skip
"""Every weight by name. What is no evidence has none: look-alikes, the repository's own packages,
hosts of dashboards and documentation."""

_PACKAGES = {
    seen.INDIRECT: "indirect",
    seen.DEV: "dev",
    seen.MANAGED: "managed",
    TOOL: "tool",
    TYPES: "types",
}
_HOSTS = {
    seen.CALL: "call",
    seen.SCRIPT: "load",
    seen.CSP: "csp",
    seen.CONFIG: "config",
    seen.LITERAL: "literal",
}
_CREDENTIALS = frozenset(
    str.split(
        "KEY KEYS APIKEY TOKEN SECRET DSN API PASSWORD PASS WEBHOOK ID SID APPID CLIENTID "
        "CREDENTIALS LICENSE ACCOUNT AUTH SIGNING WRITEKEY ACCESSKEY"
    )
)
_ADDRESSES = frozenset(str.split("URL URI HOST HOSTNAME ENDPOINT DOMAIN SERVER ORIGIN BASEURL"))

_WORKFLOW = re.compile(
    r"(?:.*/)?(?:\.(?:github|circleci|buildkite|woodpecker|forgejo|gitea|azuredevops)/.*"
    r"|\.gitlab-ci[^/]*|\.(?:travis|drone|cirrus|appveyor)\.ya?ml|appveyor\.ya?ml|Jenkinsfile[^/]*"
    r"|(?:azure|bitbucket)-pipelines[^/]*\.ya?ml)"
)
"""Files that say how a program is built, tested and deployed."""


def weigh(mention: Mention, hit: Hit, asked: Collection[str]) -> Weight | None:
    """Return what a mention of a vendor weighs; None where it is no evidence.

    Args:
        mention: What stands in a file.
        hit: Whose it is.
        asked: Types of packages of which some manifest names one.
    """
    name = _name(mention, hit, asked)
    return WEIGHTS[name] if name else None


def _name(mention: Mention, hit: Hit, asked: Collection[str]) -> str:
    if hit.role in (NOT_EVIDENCE, DASHBOARD, DOCS):
        return ""
    if mention.kind in (seen.PACKAGE, seen.IMPORT):
        return _package(mention, hit, asked)
    if mention.kind in (seen.TERRAFORM, seen.IMAGE) and hit.product.self_hostable:
        return "infrastructure_copy"
    if mention.kind == seen.HOST:
        name = _HOSTS.get(mention.role, "literal")
        return "link" if name == "literal" and _is_bare(mention.value, hit.pattern) else name
    return _setting(mention, hit) if mention.kind == seen.NAME else mention.kind


def _package(mention: Mention, hit: Hit, asked: Collection[str]) -> str:
    if hit.role in (TOOL, TYPES):
        return _PACKAGES[hit.role]
    if mention.kind == seen.IMPORT:
        return "import"
    if mention.role == seen.LOCKED and mention.value.partition(":")[0] in asked:
        return "locked"
    if mention.role in _PACKAGES:
        return _PACKAGES[mention.role]
    if hit.product.self_hostable:
        return "asked_copy"
    return "asked" if hit.product.data_leaves == "always" else "asked_configured"


def _setting(mention: Mention, hit: Hit) -> str:
    words = set(setting_words(mention.value))
    if not words & (_CREDENTIALS | _ADDRESSES):
        return "setting"
    if not words & _CREDENTIALS and hit.product.self_hostable:
        return "address_copy"
    return "workflow_key" if _WORKFLOW.match(mention.path) else "credential"


def _is_bare(host: str, pattern: str) -> bool:
    """Tell whether a host is a vendor's whole domain, which people link to, and no part of it."""
    return host.removeprefix("www.") == pattern and pattern.count(".") == 1
