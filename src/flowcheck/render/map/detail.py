"""The detail pages: every flow as a row of its receiver, with its id, data and purpose in words.

First what is collected, then what own systems send each other, then the families of recipients; on
as many pages as it takes.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.render.drawing.sheet import GREY, INK, Text, clean
from flowcheck.render.drawing.type import broken, fitted, width
from flowcheck.render.map.diagram import (
    HEAD,
    LEFT,
    LINE,
    PAD,
    RIGHT,
    Box,
    Cluster,
    Diagram,
    Edge,
    Row,
    head,
)
from flowcheck.render.map.style import (
    LAWFUL,
    LINES,
    NAME,
    OURS,
    PEOPLE,
    SMALL,
    THEIRS,
    is_red,
    sign,
)
from flowcheck.render.map.words import country, worst
from flowcheck.views.data_map import RECIPIENT, SOURCE, SUBJECT, SYSTEM
from flowcheck.views.families import FAMILIES, LEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowcheck.views.data_map import DataMap, MapFlow, Party

_SIGNED, _DATA, _PURPOSE = 128.0, 196.0, 118.0
"""Points of a row's columns: sign and id, data, purpose."""
_WIDE = _SIGNED + _DATA + _PURPOSE + 2 * PAD
_SENDER = 128.0
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
    order = sorted(flows, key=lambda flow: (not is_red(flow.state), flow.source))
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
    return sum(_name_height(_name(data_map.parties[name])) + _BETWEEN for name in names)


def _name(party: Party) -> list[str]:
    """Return a sender's name in lines."""
    room = _SENDER - 2 * PAD
    words = broken(clean(party.name), room, NAME, bold=True)
    if len(words) > _NAME_LINES:
        cut = fitted(f"{words[_NAME_LINES - 1]} ...", room, NAME, bold=True)
        words = [*words[: _NAME_LINES - 1], cut]
    return words


def _name_height(words: Sequence[str]) -> int:
    return 5 + 10 * len(words)


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


def page_diagram(data_map: DataMap, section: Section, slices: Sequence[Slice]) -> Diagram:
    """Return the diagram of one page.

    Args:
        data_map: Knows the parties.
        section: What the page is about.
        slices: The receivers of the page.
    """
    flows = [flow for part in slices for flow in part.flows]
    diagram = Diagram()
    order = list(data_map.parties)
    for name in sorted(dict.fromkeys(flow.source for flow in flows), key=order.index):
        diagram.boxes.append(_sender(data_map.parties[name], diagram))
    for number, part in enumerate(slices):
        cluster, fill = _receivers(data_map, section, part.party, slices)
        diagram.clusters.setdefault(cluster.id, cluster)
        name = f"{number}>{part.party.id}"
        diagram.boxes.append(_receiver(name, part, cluster.id, fill))
        for row, flow in zip(part.rows, part.flows, strict=True):
            edge = Edge(f"<{flow.source}", name, flow.id, flow.state, (flow.id,), row.title)
            diagram.edges.append(edge)
    return diagram


def _sender(party: Party, diagram: Diagram) -> Box:
    clusters = {
        SUBJECT: (Cluster("subjects", "DATA SUBJECTS", LEFT), PEOPLE),
        SOURCE: (Cluster("sources", "OTHER SOURCES", LEFT), PEOPLE),
        SYSTEM: (Cluster("senders", "OUR SYSTEMS", LEFT, "boundary"), OURS),
        RECIPIENT: (Cluster("onward", "VENDORS, ONWARD", LEFT), THEIRS),
    }
    cluster, fill = clusters[party.kind]
    diagram.clusters.setdefault(cluster.id, cluster)
    words = _name(party)
    texts = tuple(Text(PAD, 10.4 + 10 * n, text, NAME, bold=True) for n, text in enumerate(words))
    row = Row("name", _name_height(words), texts, fill)
    return Box(f"<{party.id}", cluster.id, LEFT, _SENDER, (row,))


def _receiver(name: str, part: Slice, cluster: str, fill: str) -> Box:
    party = part.party
    about = [country(party)] if party.country else []
    about += [party.role.replace("_", " ")] if party.role else []
    about += [f"part {part.part}"] if part.part else []
    shown = fitted(clean(party.name), _WIDE - 150, NAME, bold=True)
    row = head(shown, ", ".join(about), "", _WIDE, fill, port="name")
    return Box(name, cluster, RIGHT, _WIDE, (row, *part.rows), worst(part.flows))


def _receivers(
    data_map: DataMap, section: Section, party: Party, slices: Sequence[Slice]
) -> tuple[Cluster, str]:
    if section.kind == SYSTEM:
        title = f"TRUST BOUNDARY: {clean(data_map.controller)} (controller)"
        return Cluster("ours", title, RIGHT, "boundary"), OURS
    family = party.family
    if family == LEGAL:
        return Cluster("legal", "LEGAL RECIPIENTS (own controllers)", RIGHT, "dotted"), LAWFUL
    roles = {part.party.role for part in slices if part.party.family == family}
    word = {"processor": "PROCESSORS", "controller": "CONTROLLERS"}.get(
        next(iter(roles)) if len(roles) == 1 else "", "RECIPIENTS"
    )
    return Cluster(family, f"{word}: {family}", RIGHT), THEIRS
