"""The style of the map: told apart in grey, and by whoever sees no red."""

from __future__ import annotations

from itertools import combinations

import pytest

from flowcheck.render.drawing.sheet import GREY, INK, PAPER
from flowcheck.render.map.style import BLUE, LAWFUL, LINES, OURS, PALE_BLUE, PALE_RED, PEOPLE, RED
from flowcheck.render.map.style import THEIRS as RECIPIENTS

Color = tuple[float, float, float]
READ = 4.5
"""Contrast of text that WCAG 2.2 asks for at level AA."""
SEEN = 3.0
"""The same of a line."""
FILLS = (PAPER, OURS, RECIPIENTS, LAWFUL, PEOPLE, PALE_BLUE, PALE_RED)
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                (-0.011820, 0.042940, 0.968881))  # fmt: skip
"""Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB."""


def linear(color: str) -> Color:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def luminance(color: Color) -> float:
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), color, strict=True))


def contrast(one: Color, other: Color) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def without_red(color: Color) -> Color:
    r, g, b = (
        min(1.0, max(0.0, sum(w * c for w, c in zip(row, color, strict=True))))
        for row in DEUTERANOPIA
    )
    return r, g, b


def grey(color: Color) -> Color:
    return (luminance(color),) * 3


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
