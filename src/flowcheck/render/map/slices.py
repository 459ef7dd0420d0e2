"""Sections and slices: which flows stand in which box of the detail, none higher than a page."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.render.drawing.sheet import GREY, INK, Text, clean
from flowcheck.render.drawing.type import broken, fitted, width
from flowcheck.render.map.diagram import HEAD, LINE, PAD, Row
from flowcheck.render.map.fitting import FRAME
from flowcheck.render.map.style import LINES, NAME, SMALL, is_red, sign
from flowcheck.views.families import FAMILIES
from flowcheck.views.map_parties import RECIPIENT, SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowcheck.views.data_map import DataMap, MapFlow
    from flowcheck.views.map_parties import Party

_SIGNED, _DATA, _PURPOSE = 128.0, 196.0, 118.0
"""Points of a row's columns: sign and id, data, purpose."""
WIDE, SENDER = _SIGNED + _DATA + _PURPOSE + 2 * PAD, 128.0
"""Points of the box of a receiver, and of a sender's."""
_NAME_LINES = 3
_BETWEEN = 8.6
"""Points between two boxes."""


class Slice(Struct, frozen=True, gc=False):
    """Flows to one party that stand in one box.

    Attributes:
        party: The receiver.
        rows: The flows as rows.
        flows: The same, in the same order.
        part: As "1 of 3", "" for a box that is whole.
    """

    party: Party
    rows: tuple[Row, ...]
    flows: tuple[MapFlow, ...]
    part: str = ""

    @property
    def height(self) -> float:
        """Points of its box, with the gap to the next."""
        return sum(row.height for row in self.rows) + HEAD + _BETWEEN


class Section(Struct, frozen=True, gc=False):
    """Receivers that stand together.

    Attributes:
        title: Of its pages.
        subtitle: Below it.
        kind: SYSTEM, or RECIPIENT.
        slices: The receivers, each in slices no higher than a page.
    """

    title: str
    subtitle: str
    kind: str
    slices: tuple[Slice, ...]

    def with_(self, other: Section) -> Section:
        """Return the section of a page that two share."""
        title = f"{self.title}; {other.title.partition(': ')[2]}"
        return Section(title, self.subtitle, self.kind, (*self.slices, *other.slices))


def sections(data_map: DataMap, most: float) -> Iterator[Section]:
    """Yield the sections that have any flow.

    Args:
        data_map: What there is to draw.
        most: Points of a box at most.
    """
    collected: dict[str, list[MapFlow]] = {}
    internal: dict[str, list[MapFlow]] = {}
    outgoing: dict[str, dict[str, list[MapFlow]]] = {family: {} for family in FAMILIES}
    for flow in data_map.flows:
        party = data_map.parties[flow.target]
        if flow.collects:
            where = collected
        elif party.kind == SYSTEM:
            where = internal
        else:
            where = outgoing[party.family]
        where.setdefault(flow.target, []).append(flow)
    parts = [
        ("Detail: what is collected", "Every declared collection, with its purpose", collected),
        ("Detail: between own systems", "Every declared flow into an own system", internal),
    ]
    parts += [
        (f"Detail: {family}", "Every declared flow to these recipients, with its purpose", found)
        for family, found in outgoing.items()
    ]
    for title, subtitle, found in parts:
        if found:
            slices = [
                part
                for name, flows in found.items()
                for part in _slices(data_map, name, flows, most)
            ]
            yield Section(title, subtitle, slices[0].party.kind, tuple(slices))


def _slices(
    data_map: DataMap, receiver: str, flows: Sequence[MapFlow], most: float
) -> Iterator[Slice]:
    """Yield a receiver's flows in as few slices as do."""
    places = {name: place for place, name in enumerate(data_map.parties)}
    order = sorted(flows, key=lambda flow: (not is_red(flow.state), places[flow.source]))
    rows = [_row(flow) for flow in order]
    whole = _taken(data_map, rows, order)
    share = whole / ceil(whole / most)
    parts: list[list[int]] = [[]]
    for at, row in enumerate(rows):  # parts alike, rather than a small rest
        part = [*parts[-1], at]
        high = _taken(data_map, [rows[n] for n in part], [order[n] for n in part])
        if parts[-1] and high > min(most, share + row.height):
            parts.append([at])
        else:
            parts[-1] = part
    for at, part in enumerate(parts, 1):
        yield Slice(
            data_map.parties[receiver],
            tuple(rows[n] for n in part),
            tuple(order[n] for n in part),
            f"{at} of {len(parts)}" if len(parts) > 1 else "",
        )


def _taken(data_map: DataMap, rows: Sequence[Row], flows: Sequence[MapFlow]) -> float:
    """Return the points that rows take, or those that their senders take if they are more."""
    return max(sum(row.height for row in rows), senders_height(data_map, flows))


def senders_height(data_map: DataMap, flows: Iterable[MapFlow]) -> float:
    """Return the points that the senders of flows take, one below the other."""
    names = {flow.source for flow in flows}
    return sum(name_height(name_lines(data_map.parties[name])) + _BETWEEN for name in names)


def name_lines(party: Party) -> list[str]:
    """Return a sender's name in lines, as many as it may have."""
    room = SENDER - 2 * PAD
    words = broken(clean(party.name), room, NAME, bold=True)
    if len(words) > _NAME_LINES:
        cut = fitted(f"{words[_NAME_LINES - 1]} ...", room, NAME, bold=True)
        words = [*words[: _NAME_LINES - 1], cut]
    return words


def name_height(words: Sequence[str]) -> int:
    """Return the points that a sender's name takes."""
    return 5 + 10 * len(words)


def needed(data_map: DataMap, page: Sequence[Slice], flows: Sequence[MapFlow]) -> float:
    """Return the points of the diagram of a page, at the size of its smallest type.

    Args:
        data_map: What is drawn.
        page: The slices on it.
        flows: Those of the slices.
    """
    families = {part.party.family for part in page if part.party.kind == RECIPIENT}
    high = max(sum(part.height for part in page), senders_height(data_map, flows))
    return high + FRAME * max(1, len(families))


def _row(flow: MapFlow) -> Row:
    line = LINES[flow.state]
    marks = f" {' '.join(flow.marks)}" if flow.marks else ""
    called = _called(clean(f"{sign(flow)}{marks}"), clean(flow.id))
    data = broken(clean(", ".join(flow.data)), _DATA - 6, SMALL)
    purpose = broken(clean(", ".join(flow.purposes) or "no purpose"), _PURPOSE - 4, SMALL)
    texts = []
    for x, words in ((PAD, called), (PAD + _SIGNED, data), (PAD + _SIGNED + _DATA, purpose)):
        for number, text in enumerate(words):
            y = 2.0 + SMALL * 0.86 + number * LINE
            bold = words is called
            color = line.color if bold else GREY if words is purpose else INK
            texts.append(Text(x, y, text, SMALL, bold, color))
    lines = max(len(called), len(data), len(purpose))
    title = clean(f"{flow.id}: {sign(flow)}; {', '.join(flow.data)} for {', '.join(flow.purposes)}")
    return Row(
        flow.id, ceil(lines * LINE + 3), tuple(texts), line.fill, (flow.id,), flow.state, title
    )


def _called(said: str, name: str) -> list[str]:
    """Return a flow's sign and id, on one line where they fit."""
    whole = f"{said} {name}"
    room = _SIGNED - 6
    if width(whole, SMALL, bold=True) <= room:
        return [whole]
    return [*broken(said, room, SMALL, bold=True), *broken(name, room, SMALL, bold=True)]
