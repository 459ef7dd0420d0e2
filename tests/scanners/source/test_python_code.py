"""Python, in one realistic file: everything at its place, and what is no evidence."""

from __future__ import annotations

import pytest

from scanned import short

SAMPLE = '''\
"""Talks to Stripe, see https://docs.stripe.com

import nothing
"""
import os, stripe
import google.cloud.storage as gcs
from google.cloud import bigquery
from google.cloud import (
    tasks,
    run as r,
)
from . import near
from sentry_sdk.integrations.django import DjangoIntegration
# import commented; os.environ["COMMENTED"]
from pydantic_settings import BaseSettings

API_URL = "https://api.vendor.com/v1"
KEY = os.environ["STRIPE_SECRET_KEY"]
OTHER = os.getenv('SEGMENT_KEY', "x"), env.str("ALGOLIA_KEY"), config("TWILIO_SID")


def call(region):
    """Calls https://api.documented.com."""
    requests.post(
        f"https://{region}.api.mailgun.net/v3",
        json={"note": "see https://prose.com for more"},
    )


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="app_")
    stripe_key: str

    def method(self):
        pass


host = "app.posthog.com"
names = ["api.segment.io", "main.py", "user.name"]
CSP_CONNECT_SRC = ("'self'", "*.sentry.io")
headers = {"Content-Security-Policy": "default-src 'self'; connect-src *.mixpanel.com"}
'''


def test_a_program_yields_all_it_has_at_its_places() -> None:
    assert short("app/main.py", SAMPLE) == [
        (5, 12, "python:stripe", ""),
        (6, 8, "python:google.cloud.storage", ""),
        (7, 26, "python:google.cloud.bigquery", ""),
        (9, 5, "python:google.cloud.tasks", ""),
        (10, 5, "python:google.cloud.run", ""),
        (13, 6, "python:sentry_sdk.integrations.django", ""),
        (15, 6, "python:pydantic_settings", ""),
        (17, 20, "api.vendor.com", "call"),
        (18, 19, "STRIPE_SECRET_KEY", "read"),
        (19, 20, "SEGMENT_KEY", "read"),
        (19, 49, "ALGOLIA_KEY", "read"),
        (19, 72, "TWILIO_SID", "read"),
        (25, 28, "api.mailgun.net", "call"),
        (32, 5, "APP_STRIPE_KEY", "read"),
        (38, 9, "app.posthog.com", "call"),
        (39, 11, "api.segment.io", "literal"),
        (40, 33, "sentry.io", "csp"),
        (41, 74, "mixpanel.com", "csp"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "# https://api.stripe.com",
        'x = 1  # "https://api.stripe.com"',
        "import json, os.path",
        "from . import stripe",
        "from .stripe import x",
        '''def f():\n    """\n    import stripe\n    """''',
        'raise E("Visit https://dashboard.stripe.com now")',
        'x = "http://localhost:8000", "http://10.0.0.1", "https://example.com"',
        'x = "http://www.w3.org/2000/svg"',
        'open("main.py"); t("home.title"); url("admin.page")',
    ],
)
def test_it_is_no_evidence(line: str) -> None:
    assert short("a.py", f"{line}\n") == []


def test_a_module_is_mentioned_once() -> None:
    assert short("a.py", "import stripe\n\ndef f():\n    import stripe\n") == [
        (1, 8, "python:stripe", "")
    ]


def test_a_text_in_brackets_at_the_start_of_a_line_is_no_documentation() -> None:
    assert short("a.py", 'x = [\n    """https://api.stripe.com""",\n]\n') == [
        (2, 16, "api.stripe.com", "literal")
    ]
