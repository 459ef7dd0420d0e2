"""What cells hold: durations in words, transfers with their safeguards, legal bases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from companies import COMPANY, judged
from flowcheck.render.documents.gdpr import legal_bases, mechanism, transfer
from flowcheck.render.documents.items import duration

if TYPE_CHECKING:
    from flowcheck.facts import Facts


@pytest.fixture(scope="module")
def facts() -> Facts:
    return judged(COMPANY).facts


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("P1Y", "1 year"),
        ("P2Y6M", "2 years 6 months"),
        ("P30D", "30 days"),
        ("P1W", "1 week"),
        ("PT24H", "24 hours"),
        ("PT1M", "1 minute"),
        ("P1MT1M30S", "1 month 1 minute 30 seconds"),
        ("P0D", "0 days"),
    ],
)
def test_a_duration_in_words(iso: str, words: str) -> None:
    assert duration(iso) == words


@pytest.mark.parametrize(
    ("country", "declared", "shown"),
    [
        ("lu", (), ()),
        ("no", (), ()),
        ("us", ("dpf",), ("EU-US Data Privacy Framework",)),
        ("us", (), ("NOT DECLARED",)),
        ("jp", (), ("Adequacy decision of 2019-01-23",)),
        ("jp", ("scc",), ("Standard contractual clauses",)),
        (None, (), ("NOT DECLARED",)),
    ],
)
def test_the_safeguard_of_a_transfer(
    facts: Facts, country: str | None, declared: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    vendor = replace(facts.inventory.vendors["aws"], country=country, transfer=declared)
    assert tuple(item.text for item in mechanism(facts, vendor)) == shown


def test_a_transfer_names_the_country_and_who_is_there(facts: Facts) -> None:
    assert transfer(facts, "aws") is None
    found = {name: transfer(facts, name) for name in ("amplitude", "backups", "court")}
    assert {name: item.text for name, item in found.items() if item} == {
        "amplitude": "United States: Amplitude (EU-US Data Privacy Framework,"
        " Standard contractual clauses)",
        "backups": "NOT DECLARED: country of Backups",
        "court": "NOT DECLARED: country of Court",
    }


def test_legal_bases_tell_which_data_each_is_of(facts: Facts) -> None:
    bases = {"age": ("contract",), "vital_sign": ("explicit_consent",), "prompt": ()}
    shown = [item.text for item in legal_bases(facts, bases, article_6=True)]
    assert shown == [
        "Contract, Art. 6(1)(b): Age",
        "NOT DECLARED: Vital sign [Art. 9], Text prompt",
    ]
    only: dict[str, tuple[str, ...]] = {"vital_sign": ("consent", "explicit_consent")}
    shown = [item.text for item in legal_bases(facts, only, article_6=False)]
    assert shown == ["Explicit consent, Art. 9(2)(a)"]
    assert legal_bases(facts, {}, article_6=False) == ()
