"""Vendors planted in a generated code base, by the signal that alone shows them, and traps.

Each vendor stands in one place only, so that who finds it has read that signal.
"""

from __future__ import annotations

from typing import NamedTuple


class Signal(NamedTuple):
    """A kind of place in which vendors are planted.

    Attributes:
        name: What is said of it in the table.
        path: The file; `{}` is the number of the vendor, where each has a file of its own.
        head: What the file begins with.
        line: What is written of each; `{}` is its word.
        foot: What the file ends with.
        words: By vendor of the catalogue.
    """

    name: str
    path: str
    head: str
    line: str
    foot: str
    words: dict[str, str]


SIGNALS = (
    Signal(
        "npm package", "apps/web/package.json",
        '{"name": "@shop/web", "private": true, "dependencies": {\n', '  "{}": "^1.0.0",\n',
        '  "react": "^18.0.0"\n}}\n',
        {"stripe": "stripe", "sentry": "@sentry/node", "algolia": "algoliasearch",
         "intercom": "intercom-client", "launchdarkly": "@launchdarkly/node-server-sdk",
         "amplitude": "@amplitude/analytics-browser"},
    ),
    Signal(
        "PyPI package", "services/api/requirements.txt", "flask==3.0.0\n", "{}>=1.0\n", "",
        {"openai": "openai", "anthropic": "anthropic", "twilio": "twilio", "mixpanel": "mixpanel",
         "pinecone": "pinecone-client", "auth0": "auth0-python"},
    ),
    Signal(
        "Go module", "services/events/go.mod", "module shop.example/events\n\nrequire (\n",
        "\t{} v1.2.0\n", ")\n",
        {"datadog": "github.com/DataDog/datadog-go/v5", "plaid": "github.com/plaid/plaid-go",
         "segment": "github.com/segmentio/analytics-go",
         "sendgrid": "github.com/sendgrid/sendgrid-go"},
    ),
    Signal(
        "Maven package", "services/billing/pom.xml",
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><groupId>shop</groupId>\n'
        "<artifactId>billing</artifactId><version>1</version><dependencies>\n",
        "<dependency>{}<version>1</version></dependency>\n", "</dependencies></project>\n",
        {"braintree": "<groupId>com.braintreepayments.gateway</groupId>"
                      "<artifactId>braintree-java</artifactId>",
         "bugsnag": "<groupId>com.bugsnag</groupId><artifactId>bugsnag</artifactId>",
         "okta": "<groupId>com.okta.sdk</groupId><artifactId>okta-sdk-api</artifactId>"},
    ),
    Signal(
        "RubyGem", "services/admin/Gemfile", "source 'https://rubygems.org'\n", "gem '{}'\n", "",
        {"rollbar": "rollbar", "postmark": "postmark-rails", "chargebee": "chargebee",
         "honeybadger": "honeybadger"},
    ),
    Signal(
        "Composer package", "services/shop/composer.json", '{"require": {\n', '  "{}": "^1.0",\n',
        '  "php": ">=8.1"\n}}\n',
        {"mollie": "mollie/mollie-api-php", "mailgun": "mailgun/mailgun-php",
         "adyen": "adyen/php-api-library", "contentful": "contentful/contentful"},
    ),
    Signal(
        "Terraform", "infra/main.tf", "terraform {\n  required_providers {\n",
        '    {}"\n    }\n', "  }\n}\n",
        {"cloudflare": 'cloudflare = {\n      source = "cloudflare/cloudflare',
         "pagerduty": 'pagerduty = {\n      source = "PagerDuty/pagerduty',
         "fastly": 'fastly = {\n      source = "fastly/fastly',
         "new_relic": 'newrelic = {\n      source = "newrelic/newrelic'},
    ),
    Signal(
        "GitHub Action", ".github/workflows/ci.yml",
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n", "      - uses: {}\n",
        "",
        {"codecov": "codecov/codecov-action@v4", "netlify": "nwtgck/actions-netlify@v3"},
    ),
    Signal(
        "host that code calls", "services/api/src/clients/client_{}.py",
        "import requests\n\n\ndef send(body):\n", '    return requests.post("{}", json=body)\n', "",
        {"mapbox": "https://api.mapbox.com/geocoding/v5", "deepl": "https://api.deepl.com/v2/usage",
         "hubspot": "https://api.hubapi.com/crm/v3", "easypost": "https://api.easypost.com/v2",
         "elevenlabs": "https://api.elevenlabs.io/v1"},
    ),
    Signal(
        "script of a page", "apps/web/public/page_{}.html", "<html><head>\n",
        '<script async src="{}"></script>\n', "</head></html>\n",
        {"hotjar": "https://static.hotjar.com/c/hotjar-1.js",
         "fullstory": "https://edge.fullstory.com/s/fs.js",
         "crisp": "https://client.crisp.chat/l.js"},
    ),
    Signal(
        "name in .env", "apps/admin/.env.example", "APP_PORT=3000\n", "{}=\n", "",
        {"resend": "RESEND_API_KEY", "replicate": "REPLICATE_API_TOKEN",
         "cloudinary": "CLOUDINARY_URL", "klaviyo": "KLAVIYO_API_KEY"},
    ),
    Signal(
        "name that code reads", "apps/admin/src/settings/setting_{}.ts", "", "{}\n", "",
        {"posthog": "export const key = process.env.NEXT_PUBLIC_POSTHOG_KEY;",
         "paddle": "export const key = process.env.PADDLE_API_KEY;",
         "sanity": "export const token = process.env.SANITY_API_TOKEN;"},
    ),
)  # fmt: skip
TRAPS = Signal(
    "trap", "", "", "", "",
    {"braze": "apps/web/src/__tests__/track.test.ts\nfetch('https://rest.iad-01.braze.com/users');",
     "iterable": "docs/mail.md\nWe looked at https://api.iterable.com/api and left it.",
     "zendesk": "apps/web/src/help.ts\n// as https://acme.zendesk.com/api/v2 had it\nlet a = 1;",
     "freshworks": 'apps/web/locales/en.json\n{"help": "https://acme.freshdesk.com/api/v2"}',
     "mux": "apps/web/src/dist/player.js\nfetch('https://api.mux.com/video/v1');"},
)  # fmt: skip
"""By vendor a path and what stands there, none of which the shipped product does."""


def planted_files() -> dict[str, str]:
    """Return what is planted: text by path."""
    files = {}
    for signal in SIGNALS:
        lines = [signal.line.replace("{}", word) for word in signal.words.values()]
        if "{}" in signal.path:
            for number, line in enumerate(lines):
                path = signal.path.replace("{}", str(number))
                files[path] = signal.head + line + signal.foot
        else:
            files[signal.path] = signal.head + "".join(lines) + signal.foot
    for trap in TRAPS.words.values():
        path, _, text = trap.partition("\n")
        files[path] = text + "\n"
    return files
