"""Points as boxes: few, and together just the points."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from flowcheck.views.inventory_diff import compare
from flowcheck.views.inventory_diff.exposures import boxed

if TYPE_CHECKING:
    from flowcheck.engine import Report

POINTS = st.sets(st.tuples(*(st.sampled_from("abc") for _ in range(3))), max_size=20)


@given(POINTS)
def test_boxes_hold_each_point_once(points: set[tuple[str, ...]]) -> None:
    found = [point for box in boxed(sorted(points)) for point in product(*box)]
    assert sorted(found) == sorted(points)


def test_a_full_product_is_one_box() -> None:
    assert boxed(product("ab", "cd", "ef")) == [(("a", "b"), ("c", "d"), ("e", "f"))]
    assert boxed([]) == []


def test_an_edition_does_not_differ_from_itself(failing: Report) -> None:
    assert compare(failing, failing).is_empty


def test_all_of_a_new_project_is_new_and_all_of_an_old_one_ends(failing: Report) -> None:
    found = compare(None, failing)
    assert {e.news for e in found.exposures} == {"recipient", "data"}
    assert found.exposures[0].verdict == max(e.verdict for e in found.exposures if e.verdict)
    flows = {flow for exposure in found.exposures for flow in exposure.flows}
    assert flows == {flow.id for flow in failing.facts.inventory.flows}
    assert found.new == failing.standing
