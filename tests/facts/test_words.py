"""Terms read well inside a sentence."""

from __future__ import annotations

import pytest

from conftest import ROOT, TODAY
from flowcheck.facts.words import plain
from flowcheck.project import load

FACTS = load(ROOT, today=TODAY).facts


@pytest.mark.parametrize(
    ("facet", "term", "said"),
    [
        ("data", "payment_card", "payment card"),
        ("data", "ip_address", "IP address"),
        ("region", "us", "United States"),
        ("region", "de", "Germany"),
        ("region", "vi", "United States Virgin Islands"),
        ("region", "north_america", "North America"),
        ("region", "third_country", "country without a general adequacy decision"),
        ("data", "no_term", "`no_term`"),
    ],
)
def test_a_label_inside_a_sentence(facet: str, term: str, said: str) -> None:
    assert plain(FACTS, facet, term) == said
