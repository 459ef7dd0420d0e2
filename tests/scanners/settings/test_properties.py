"""Property and INI files."""

from __future__ import annotations

from scanned import short


def test_properties() -> None:
    text = "# stripe.no=1\n! no\nstripe.api.key=sk\nsentry.dsn : https://x\nempty=\n"
    assert short("app/application.properties", text, "name") == [
        (3, 1, "stripe.api.key", "set"),
        (4, 1, "sentry.dsn", "set"),
    ]


def test_sections_come_before_names() -> None:
    text = "[stripe]\nsecret_key = sk\n; no = 1\n[a b]\nplain = x\n"
    assert short("settings.ini", text, "name") == [
        (2, 1, "stripe.secret_key", "set"),
        (5, 1, "plain", "set"),
    ]
