"""Files of environment variables: names, and hosts among the values."""

from __future__ import annotations

import pytest

from scanned import short

SAMPLE = """\
# Set the key=value pairs of Stripe here
STRIPE_SECRET_KEY=sk_test
export SENTRY_DSN="https://key@o1.Ingest.sentry.io:443/2"
# SENDGRID_API_KEY=
#MAILGUN_KEY=https://api.mailgun.net
lower.case = x
not a setting
DATABASE_URL=postgres://u:p@db.neon.tech/x,https://api.example.com/a
LOCAL=http://localhost:3000
"""


@pytest.mark.parametrize(
    "name", [".env", ".env.example", "app/.env.production", "prod.env", ".envrc"]
)
def test_a_file(name: str) -> None:
    assert short(name, SAMPLE) == [
        (2, 1, "STRIPE_SECRET_KEY", "set"),
        (3, 8, "SENTRY_DSN", "set"),
        (3, 32, "o1.ingest.sentry.io", "config"),
        (4, 3, "SENDGRID_API_KEY", "set"),
        (5, 2, "MAILGUN_KEY", "set"),
        (6, 1, "lower.case", "set"),
        (8, 1, "DATABASE_URL", "set"),
        (8, 29, "db.neon.tech", "config"),
        (8, 52, "api.example.com", "config"),
        (9, 1, "LOCAL", "set"),
    ]


def test_a_long_line_of_nothing_takes_no_time() -> None:
    assert short(".env", "A=" + "a://" * 200_000) == [(1, 1, "A", "set")]
    assert short(".env", "#" * 500_000) == []
