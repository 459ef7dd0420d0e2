"""Terms found by the words that people use for them."""

from __future__ import annotations

import pytest

from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.views.phrases import Phrases

VOCABULARY = built_in_vocabulary()
DATA = Phrases(VOCABULARY["data"])


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("your name and e-mail address", ["full_name", "email_address"]),
        ("Email addresses, NAMES", ["email_address", "full_name"]),
        ("the IP address of your device", ["ip_address"]),
        ("your card number", ["payment_card"]),
        ("names, names and more names", ["full_name"]),
        ("billing", []),
        ("billing and delivery address", ["billing_address", "shipping_address"]),
        (
            "email or postal addresses, and IP address",
            ["email_address", "postal_address", "ip_address"],
        ),
        ("first and last name", ["given_name", "family_name"]),
        ("cookies, invoices", ["cookie_identifier", "invoice"]),
        ("personal information", []),
        ("information", []),
        ("nothing of it", []),
        ("", []),
    ],
)
def test_find(text: str, terms: list[str]) -> None:
    assert DATA.find(text) == terms


def test_the_verbs_of_purposes_and_plurals_in_y() -> None:
    assert Phrases(VOCABULARY["purpose"]).find("sending newsletters") == ["newsletter_delivery"]
    assert Phrases(VOCABULARY["recipient"]).find("delivery companies") == ["shipping_provider"]


def test_mentions_say_where() -> None:
    text = "Your billing and delivery address"
    found = [text[mention.start : mention.end] for mention in DATA.mentions(text)]
    assert found == ["billing", "delivery address"]


def test_every_term_is_found_by_its_label_unless_it_is_general_or_shares_it() -> None:
    for facet, lattice in VOCABULARY.facets.items():
        phrases = Phrases(lattice)
        missed = [
            term.id
            for term in lattice.terms.values()
            if not term.generic
            and term.id != lattice.root
            and phrases.find(term.label) != [term.id]
        ]
        assert len(missed) <= len(lattice.terms) / 50, (facet, missed)


def test_terms_can_be_left_out() -> None:
    assert Phrases(VOCABULARY["recipient"]).find("us") == ["us"]
    assert Phrases(VOCABULARY["recipient"], but=["us"]).find("us") == []
