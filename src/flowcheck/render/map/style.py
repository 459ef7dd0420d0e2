"""The style of the map: what becomes of a flow as line, colour and words, never as colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.views.data_map import (
    AMBIGUOUS,
    CONDITIONAL,
    DISCLOSED,
    PROHIBITED,
    UNDISCLOSED,
)

if TYPE_CHECKING:
    from flowcheck.views.data_map import MapFlow

BLUE, RED = "#0b5c96", "#b3002d"
PALE_BLUE, PALE_RED = "#e3eff8", "#ffe3e9"
OURS, THEIRS, LAWFUL, PEOPLE = "#dde5ed", "#f3ecd9", "#e4eee3", "#e8f0f7"
"""Fills of our systems, of recipients, of legal recipients, and of people and sources."""

NAME, SMALL = 8.6, 7.8
"""Points of type in a diagram: of names, and the smallest."""
LEAST = 6.5
"""Points of type below which nobody can be asked to read a print."""


class Line(Struct, frozen=True, gc=False):
    """How a flow is drawn, and what stands for it in words.

    Attributes:
        color: Of the line and the words.
        width: Points.
        dash: dashed, or "" for solid.
        fill: Of its row.
        sign: What starts its row.
        means: What the legend says.
    """

    color: str
    width: float
    dash: str
    fill: str
    sign: str
    means: str


LINES: dict[str, Line] = {
    UNDISCLOSED: Line(RED, 3.4, "", PALE_RED, "X UNDISCLOSED", "not in the published policy"),
    PROHIBITED: Line(RED, 3.4, "", PALE_RED, "X PROHIBITED", "the policy rules it out"),
    AMBIGUOUS: Line(RED, 3.4, "dashed", PALE_RED, "? AMBIGUOUS", "the policy contradicts itself"),
    CONDITIONAL: Line(BLUE, 1.8, "dashed", PALE_BLUE, "IF ...", "disclosed, under a condition"),
    DISCLOSED: Line(BLUE, 1.1, "", "", "OK, VAGUE", "disclosed, clearly or in general words"),
}
"""By state, the worst first."""


def sign(flow: MapFlow) -> str:
    """Return what becomes of a flow, in a word or two."""
    if flow.state == CONDITIONAL:
        return f"IF {' AND '.join(flow.conditions).upper()}"
    return LINES[flow.state].sign if flow.state != DISCLOSED else _WORD[flow.verdict]


_WORD = {"clear": "OK", "vague": "VAGUE"}


def is_disclosed(flow: MapFlow) -> bool:
    """Tell whether the policy discloses a flow."""
    return flow.state in (DISCLOSED, CONDITIONAL)


def is_red(state: str) -> bool:
    """Tell whether a state is one that the policy does not bear out."""
    return state in (AMBIGUOUS, UNDISCLOSED, PROHIBITED)
