"""The CCPA's categories: terms of the vocabulary, and what is declared to happen to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from companies import with_systems
from flowcheck.project import load
from flowcheck.views.ccpa import ADVERTISING, SALES, Handled, ccpa
from flowcheck.views.ccpa_categories import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SYSTEMS = """\
systems:
  - id: a
    derives: interest_inference
    collects: [{id: c, data: [email_address, precise_location], source: user, purpose: billing}]
    stores: [{name: faces, data: face_template}]
    flows:
      - {id: f, to: ads, data: email_address, purpose: retargeting}
      - {id: g, to: ads, data: email_address, purpose: billing}
      - {id: h, to: ads, data: email_address, purpose: billing, action: rent}
      - {id: i, to: ads, data: email_address, purpose: billing, action: licence}
      - {id: j, to: b, data: prompt, purpose: billing}
      - {id: k, to: court, data: aggregated_data, purpose: billing}
  - {id: b}
vendors:
  - {id: ads, role: advertising_network}
vocabulary:
  action: {licence: {parents: share}}
"""


@pytest.fixture
def handled(write_project: Callable[..., Path]) -> dict[str, Handled]:
    files = with_systems(SYSTEMS)
    facts = load(write_project(files)).facts
    return {found.category.key: found for found in ccpa(facts)}


def test_every_term_is_one_of_the_vocabulary(handled: dict[str, Handled], tmp_path: Path) -> None:
    vocabulary = load(tmp_path).vocabulary
    for category in CATEGORIES:
        assert set(category.terms) <= set(vocabulary["data"].terms), category.key
    assert set(ADVERTISING) <= set(vocabulary["purpose"].terms)
    assert set(SALES) <= set(vocabulary["action"].terms)
    assert list(handled) == [category.key for category in CATEGORIES]


def test_a_term_is_in_every_category_that_it_falls_into(handled: dict[str, Handled]) -> None:
    falls = {key for key, found in handled.items() if "precise_location" in found.data}
    assert falls == {"geolocation", "sensitive"}
    assert handled["other"].data == ("prompt",)
    assert handled["not_personal"].data == ("aggregated_data",)


def test_what_is_stored_or_made_and_never_flows_is_there(handled: dict[str, Handled]) -> None:
    assert handled["biometric"].data == ("face_template",)
    assert [store.label for store in handled["biometric"].stores] == ["faces"]
    assert handled["inferences"].derived
    assert handled["inferences"].flows == ()


def test_sold_shared_and_disclosed_are_told_apart(handled: dict[str, Handled]) -> None:
    found = handled["identifiers"]
    assert (found.sold, found.shared, found.disclosed) == (("ads",), ("ads",), ("ads",))
    assert found.sources == ("user",)
    assert found.purposes == ("billing", "retargeting")
    assert handled["other"].disclosed == ()  # an own system is no other party
    assert handled["not_personal"].disclosed == ("court",)


def test_each_kind_of_giving_by_itself(write_project: Callable[..., Path]) -> None:
    for flow, kind in {"f": "shared", "g": "disclosed", "h": "sold", "i": "disclosed"}.items():
        lines = SYSTEMS.split("\n")
        kept = [x for x in lines if not x.startswith("      - {id: ") or f"{{id: {flow}," in x]
        files = with_systems("\n".join(kept))
        facts = load(write_project(files)).facts
        found = next(c for c in ccpa(facts) if c.category.key == "identifiers")
        given = {"sold": found.sold, "shared": found.shared, "disclosed": found.disclosed}
        assert given == {name: ("ads",) if name == kind else () for name in given}, flow
