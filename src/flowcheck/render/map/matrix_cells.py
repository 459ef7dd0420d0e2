"""The cells of the matrix: the flows of a pair, each with its id, what becomes of it, and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.drawing.sheet import INK, Box, Group, Path, Text, clean
from flowcheck.render.drawing.type import broken, width
from flowcheck.render.map.style import LINES, is_red, sign
from flowcheck.render.map.words import codes, ids, worst
from flowcheck.views.data_map import DISCLOSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowcheck.views.data_map import MapFlow

_TYPE, _LEAD = 6.6, 7.6
_MOST = 12
"""Most flows of a cell that are named."""
_FILL = "#f2f7fb"


def _entries(flows: Sequence[MapFlow]) -> Iterator[tuple[str, list[MapFlow]]]:
    """Yield what a cell names, each with the flows that it stands for."""
    ordered = sorted(flows, key=lambda flow: not is_red(flow.state))
    shown = ordered if len(ordered) <= _MOST else ordered[: _MOST - 1]
    for flow in shown:
        word = sign(flow).partition(" ")[0]
        yield clean(flow.id if flow.state == DISCLOSED else f"{word} {flow.id}"), [flow]
    if len(shown) < len(ordered):
        rest = ordered[len(shown) :]
        yield f"+{len(rest)} flows", rest


def _words(said: str, flows: Sequence[MapFlow], step: float) -> tuple[list[str], list[str]]:
    room = step - 5
    return broken(said, room, _TYPE, bold=True), broken(codes(flows), room, _TYPE)


def _pad(state: str) -> float:
    return 1.2 + LINES[state].width * 0.9  # the frame of an entry may be wide


def _entry_height(said: str, flows: Sequence[MapFlow], step: float) -> float:
    return _LEAD * sum(map(len, _words(said, flows, step))) + 2 * _pad(worst(flows))


def cell_height(flows: Sequence[MapFlow], step: float) -> float:
    """Return the points that a cell takes in a column of some width."""
    return sum(_entry_height(said, some, step) for said, some in _entries(flows))


def cell(flows: Sequence[MapFlow], place: Box) -> Iterator[Group]:
    """Yield the flows of a pair, one below the other, all as high as the place together."""
    entries = list(_entries(flows))
    spare = (place.height - cell_height(flows, place.width)) / len(entries) if entries else 0.0
    y = place.y
    for said, some in entries:
        state = worst(some)
        line = LINES[state]
        names, data = _words(said, some, place.width)
        tall = _entry_height(said, some, place.width) + spare
        inset = line.width / 2
        shapes: list[Text | Box | Path] = [
            Box(
                place.x + inset, y + inset, place.width - 2 * inset, tall - 2 * inset,
                fill=line.fill or _FILL, stroke=line.color,
                stroke_width=line.width, dash=line.dash,
            )
        ]  # fmt: skip
        base = y + spare / 2 + _pad(state) + _TYPE * 0.84
        for number, word in enumerate([*names, *data]):
            bold = number < len(names)
            middle = place.x + (place.width - width(word, _TYPE, bold=bold)) / 2
            color = line.color if bold else INK
            at = base + number * _LEAD
            shapes.append(Text(middle, at, word, _TYPE, bold=bold, color=color))
        title = clean("; ".join(f"{f.id}: {sign(f)}, {', '.join(f.data)}" for f in some[:6]))
        yield Group(tuple(shapes), ids(some), state, title, "cell")
        y += tall
