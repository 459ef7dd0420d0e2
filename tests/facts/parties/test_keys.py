"""Whose key a setting is."""

from __future__ import annotations

import pytest

from flowcheck.facts.parties.keys import GENERIC, KEYS, holder


@pytest.mark.parametrize(
    ("setting", "whose"),
    [
        ("ACME_API_KEY", "ACME"),
        ("VITE_ACME_API_KEY", "ACME"),
        ("NEXT_PUBLIC_ACME_DSN", "ACME"),
        ("ACME_MAIL_CLIENT_SECRET", "ACME_MAIL"),
        ("MY_ACME_PRIVATE_SECRET_KEY", "ACME"),
        ("acmeApiKey", "ACME"),
        ("acme.access-token", "ACME"),
        ("Acme__WebhookSecret", "ACME"),
        ("ACME_KEY", ""),
        ("API_KEY", ""),
        ("SECRET_KEY", ""),
        ("DJANGO_SECRET_KEY", ""),
        ("JWT_SECRET_KEY", ""),
        ("GITHUB_ACCESS_TOKEN", ""),
        ("MY_APP_API_KEY", ""),
        ("ACME_REGION", ""),
        ("", ""),
    ],
)
def test_holder(setting: str, whose: str) -> None:
    assert holder(setting) == whose


@pytest.mark.parametrize("key", KEYS)
def test_every_form_of_key_tells_who_handed_it_out(key: str) -> None:
    assert holder(f"ACME_{key}") == "ACME"


@pytest.mark.parametrize("word", sorted(GENERIC))
def test_no_generic_word_is_anybody(word: str) -> None:
    assert holder(f"{word}_API_KEY") == ""
