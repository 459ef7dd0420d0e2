"""The style of the map: told apart in grey, and by whoever sees no red."""

from __future__ import annotations

from itertools import combinations

import pytest

from colours import READ, SEEN, contrast, grey, linear, without_red
from flowcheck.render.drawing.sheet import GREY, INK, PAPER
from flowcheck.render.map.style import BLUE, LAWFUL, LINES, OURS, PALE_BLUE, PALE_RED, PEOPLE, RED
from flowcheck.render.map.style import THEIRS as RECIPIENTS

FILLS = (PAPER, OURS, RECIPIENTS, LAWFUL, PEOPLE, PALE_BLUE, PALE_RED)


@pytest.mark.parametrize("seen", [lambda c: c, grey, without_red], ids=["full", "grey", "deutan"])
def test_text_keeps_its_contrast(seen: object) -> None:
    assert callable(seen)
    for ink in (INK, GREY, BLUE, RED):
        for fill in FILLS:
            assert contrast(seen(linear(ink)), seen(linear(fill))) >= READ, (ink, fill)


@pytest.mark.parametrize("seen", [grey, without_red], ids=["grey", "deutan"])
def test_lines_stand_out_from_paper(seen: object) -> None:
    assert callable(seen)
    for line in LINES.values():
        assert contrast(seen(linear(line.color)), seen(linear(PAPER))) >= SEEN


def test_no_two_states_differ_by_colour_alone() -> None:
    for one, other in combinations(LINES.values(), 2):
        assert one.sign != other.sign
        assert one.means != other.means
        if one.color != other.color:
            assert (one.width, one.dash) != (other.width, other.dash)


def test_what_is_not_disclosed_has_the_widest_line() -> None:
    widths = {state: line.width for state, line in LINES.items()}
    assert widths["undisclosed"] == widths["prohibited"] == 3.4
    assert widths["conditional"] == 1.8
    assert widths["disclosed"] == 1.1
