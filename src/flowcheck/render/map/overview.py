"""The overview: one diagram of everything, as coarse as it has to be to be read.

Flows alike are one line: those with the same ends that are disclosed, or that stand under the same
condition. What is not disclosed has a line and a row of its own, in words, at every level.
"""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from flowcheck.facts.words import listed
from flowcheck.render.drawing.sheet import GREY, INK, Text, clean
from flowcheck.render.drawing.type import broken, fitted, width
from flowcheck.render.map.diagram import (
    LEFT,
    LINE,
    MIDDLE,
    PAD,
    RIGHT,
    Box,
    Cluster,
    Diagram,
    Edge,
    Row,
    head,
    head_width,
    lines,
)
from flowcheck.render.map.style import (
    LAWFUL,
    LINES,
    NAME,
    OURS,
    PEOPLE,
    SMALL,
    THEIRS,
    codes,
    is_disclosed,
    is_red,
    sign,
    times,
    worst,
)
from flowcheck.views.data_map import DISCLOSED, RECIPIENT, SOURCE, SUBJECT, SYSTEM
from flowcheck.views.families import FAMILIES, LEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowcheck.views.data_map import DataMap, MapFlow, Party

LEVELS = range(6)
"""From every party on its own to all systems as one box."""
_EDGES = (40, 40, 90, 90, 90, 10**9)
"""Most lines of a level."""
_RED_ROWS = 8
"""Most rows in words of a box; what is left shares one."""
_LISTED = 8
"""Most lines of names in a box that stands for several."""
_COLUMNS = 4
_CODES = 92.0
"""Points at the right of a system's name for what it gets from people and third parties."""
TOLD, FAMILY, OURS_OF = "told", "family:", "ours:"

GROUPS_RECIPIENTS, NARRATES_OURS, GROUPS_BY_OWNER, GROUPS_BY_KIND, ONE_OF_OURS = 1, 2, 3, 4, 5


def overview(data_map: DataMap, level: int) -> Diagram | None:
    """Return the overview at a level, None where it would have too many lines.

    Args:
        data_map: What there is to draw.
        level: One of `LEVELS`; each groups more than the one before.
    """
    maker = _Overview(data_map, level)
    diagram = maker.diagram()
    return diagram if len(diagram.edges) <= _EDGES[level] else None


class _Bundle(Struct):
    """Flows that one line stands for."""

    tail: str
    head: str
    port: str
    flows: list[MapFlow] = field(default_factory=list)


class _Overview:
    def __init__(self, data_map: DataMap, level: int) -> None:
        self.map = data_map
        self.level = level
        self.used = {end for flow in data_map.flows for end in (flow.source, flow.target)}
        self.nests = _nests(
            data_map.parties[name] for name in data_map.parties if name in self.used
        )
        self.members: dict[str, list[Party]] = {}
        for party in data_map.parties.values():
            if party.id in self.used:
                self.members.setdefault(self.key(party), []).append(party)

    def key(self, party: Party) -> str:
        """Return the box that a party is drawn in."""
        level = self.level
        if party.kind in (SUBJECT, SOURCE) and level >= GROUPS_RECIPIENTS:
            return SOURCE if party.kind == SOURCE else self.nests[party.id]
        if party.kind == RECIPIENT and level >= GROUPS_RECIPIENTS:
            return FAMILY + party.family
        if party.kind == SYSTEM and level >= GROUPS_BY_OWNER:
            by = {GROUPS_BY_OWNER: party.owner or "no owner", GROUPS_BY_KIND: party.family}
            return OURS_OF + by.get(level, "")
        return party.id

    def diagram(self) -> Diagram:
        """Return boxes, lines and clusters."""
        received: dict[str, dict[str, list[MapFlow]]] = {name: {} for name in self.members}
        bundles: dict[tuple[str, str, str], _Bundle] = {}
        for flow in self.map.flows:
            tail = self.key(self.map.parties[flow.source])
            target = self.key(self.map.parties[flow.target])
            told = self._is_told(flow)
            port = self._port(flow, told=told)
            received[target].setdefault(port, []).append(flow)
            if not told:
                key = (tail, target, port)
                bundles.setdefault(key, _Bundle(tail, target, port)).flows.append(flow)
        for name, ports in received.items():
            self._share_rows(name, ports, bundles)
        edges = [self._edge(bundle) for bundle in bundles.values()]
        order = sorted(self.members, key=lambda name: self._order(self.members[name][0]))
        least = dict.fromkeys((LEFT, MIDDLE, RIGHT), 0.0)
        diagram = Diagram()
        for _ in range(2):  # first for the width that a column needs, then with it
            diagram = Diagram(edges=edges)
            for name in order:
                diagram.boxes.append(self._box(name, received[name], diagram, least))
            for box in diagram.boxes:
                least[box.column] = max(least[box.column], ceil(box.width))
        return diagram

    def _is_told(self, flow: MapFlow) -> bool:
        """Tell whether a flow is a row without a line: within a box, or between own systems."""
        ends = [self.map.parties[name] for name in (flow.source, flow.target)]
        if self.key(ends[0]) == self.key(ends[1]):
            return True
        return self.level >= NARRATES_OURS and ends[0].kind == ends[1].kind == SYSTEM

    def _port(self, flow: MapFlow, *, told: bool) -> str:
        if not is_disclosed(flow):
            return f"flow:{flow.id}"
        if told:
            return TOLD
        return DISCLOSED if flow.state == DISCLOSED else f"if:{sign(flow)}"

    def _share_rows(
        self,
        name: str,
        ports: dict[str, list[MapFlow]],
        bundles: dict[tuple[str, str, str], _Bundle],
    ) -> None:
        """Put what is beyond the most rows in words of a box into one row."""
        beyond = [port for port in ports if port.startswith("flow:")][_RED_ROWS:]
        if len(beyond) < 2:  # noqa: PLR2004 - one more row says as much as one that counts it
            return
        for port in beyond:
            flows = ports.pop(port)
            ports.setdefault("more", []).extend(flows)
            for key in [key for key in bundles if key[1:] == (name, port)]:
                bundle = bundles.pop(key)
                shared = bundles.setdefault((key[0], name, "more"), _Bundle(key[0], name, "more"))
                shared.flows += bundle.flows

    def _order(self, party: Party) -> tuple[int, int, int]:
        kinds = (SUBJECT, SOURCE, SYSTEM, RECIPIENT)
        family = FAMILIES.index(party.family) if party.kind == RECIPIENT else 0
        return kinds.index(party.kind), family, list(self.map.parties).index(party.id)

    def _box(
        self,
        name: str,
        received: dict[str, list[MapFlow]],
        diagram: Diagram,
        least: dict[str, float],
    ) -> Box:
        parties, ports = self.members[name], dict(received)
        kind = parties[0].kind
        cluster, column, fill = self._cluster(parties[0], diagram)
        rows: list[Row] = []
        flows, told = ports.pop(DISCLOSED, []), ports.pop(TOLD, [])
        title, note, said = self._heading(name, parties, flows)
        own = _from_own(self.map, told)
        wide = max(head_width(title, note, said), least[column])
        if own:
            wide = max(wide, head_width(title, note, own) + _CODES)
        grouped = len(parties) > 1 or name.startswith((FAMILY, OURS_OF))
        cells = self._cells(parties, ports, flows) if grouped else []
        wide = max(wide, self._least_width(kind, cells))
        both = [*flows, *told]
        row = head(
            title, note, said, wide, fill, port=DISCLOSED, flows=_ids(both),
            state=worst(both) if both else "", title=_told(self.map, both),
        )  # fmt: skip
        if own:
            x = wide - _CODES - width(own, SMALL)
            row = replace(row, texts=(*row.texts, Text(x, row.texts[0].y, own, SMALL, color=GREY)))
        rows.append(row)
        if cells:
            rows.append(_listing(cells, wide))
        rows += [self._row(port, ports[port], wide) for port in sorted(ports, key=_rank)]
        every = [*both, *(flow for some in ports.values() for flow in some)]
        return Box(name, cluster, column, ceil(wide), tuple(rows), worst(every) if every else "")

    def _cluster(self, party: Party, diagram: Diagram) -> tuple[str, str, str]:
        """Return a party's cluster, column and colour; the cluster is noted in the diagram."""
        if party.kind == SUBJECT:
            found = Cluster("subjects", "DATA SUBJECTS", LEFT), PEOPLE
        elif party.kind == SOURCE:
            found = Cluster("sources", "OTHER SOURCES", LEFT), PEOPLE
        elif party.kind == SYSTEM:
            title = f"TRUST BOUNDARY: {clean(self.map.controller)} (controller)"
            found = Cluster("ours", title, MIDDLE, "boundary"), OURS
        elif party.family == LEGAL:
            title = "" if self.level >= GROUPS_RECIPIENTS else "LEGAL RECIPIENTS (own controllers)"
            found = Cluster(f"family:{LEGAL}", title, RIGHT, "dotted"), LAWFUL
        elif self.level >= GROUPS_RECIPIENTS:
            found = Cluster("recipients", "", RIGHT), THEIRS
        else:
            found = Cluster(f"family:{party.family}", party.family.upper(), RIGHT), THEIRS
        diagram.clusters.setdefault(found[0].id, found[0])
        return found[0].id, found[0].column, found[1]

    def _heading(
        self, name: str, parties: list[Party], flows: list[MapFlow]
    ) -> tuple[str, str, str]:
        """Return what a box is called, a note on it and its codes."""
        party = parties[0]
        said = f"{codes(flows)}{times(flows)}" if flows else ""
        if len(parties) == 1 and not name.startswith((FAMILY, OURS_OF)):
            room = 130 if party.kind == SYSTEM else 180
            return fitted(clean(party.name), room, NAME, bold=True), _country(party), said
        count = f"{len(parties)} {_NOUN[party.kind]}{'s' if len(parties) > 1 else ''}"
        if party.kind == RECIPIENT:
            return (
                party.family,
                count + (", own controllers" if party.family == LEGAL else ""),
                said,
            )
        if party.kind == SYSTEM:
            whose = clean(name.partition(":")[2])
            return fitted(whose or "Own systems", 110, NAME, bold=True), count, said
        return ("Third parties" if party.kind == SOURCE else "Users"), "", said

    def _cells(
        self, parties: list[Party], ports: dict[str, list[MapFlow]], flows: list[MapFlow]
    ) -> list[tuple[str, str, str]]:
        """Return name, country and codes of each party in a box that stands for several."""
        kind = parties[0].kind
        if kind == SYSTEM:
            return [(clean(party.name), "", "") for party in parties]
        if kind != RECIPIENT:
            members = dict.fromkeys(name for party in parties for name in party.names)
            return [(clean(name), "", "") for name in members]
        got: dict[str, list[MapFlow]] = {}
        for flow in [*flows, *(flow for some in ports.values() for flow in some)]:
            got.setdefault(flow.target, []).append(flow)
        return [
            (clean(party.name), _country(party), codes(got.get(party.id, []), 3))
            for party in parties
        ]

    def _least_width(self, kind: str, cells: list[tuple[str, str, str]]) -> float:
        if kind == RECIPIENT and cells:
            return _COLUMNS * min(max(map(_cell_width, cells)), 153) + PAD
        if kind == SYSTEM:
            return 150.0
        return {RECIPIENT: 130.0}.get(kind, 118.0)

    def _row(self, port: str, flows: list[MapFlow], wide: float) -> Row:
        state = worst(flows)
        line = LINES[state]
        said: list[tuple[str, bool, str]]
        if port == "more":
            said = [(f"X {len(flows)} MORE NOT DISCLOSED", True, line.color)]
        elif is_red(state):
            said = [
                (text, True, line.color)
                for text in broken(_called(flows[0]), wide - 2 * PAD, SMALL, bold=True)
            ]
            what = _what(flows[0])
            if self._is_told(flows[0]):
                what = f"from {self.map.parties[flows[0].source].name}: {what}"
            said += [(text, False, INK) for text in broken(clean(what), wide - 2 * PAD, SMALL)]
        else:
            said = [(fitted(_under(flows), wide - 2 * PAD, SMALL, bold=True), True, line.color)]
        texts, high = lines(said)
        return Row(port, ceil(high), texts, line.fill, _ids(flows), state, _told(self.map, flows))

    def _edge(self, bundle: _Bundle) -> Edge:
        return Edge(
            bundle.tail, bundle.head, bundle.port, worst(bundle.flows), _ids(bundle.flows),
            _told(self.map, bundle.flows),
        )  # fmt: skip


_NOUN = {SUBJECT: "group", SOURCE: "source", SYSTEM: "system", RECIPIENT: "recipient"}


def _nests(parties: Iterable[Party]) -> dict[str, str]:
    """Return for each party of data subjects the widest that holds all of its members."""
    groups = [party for party in parties if party.kind == SUBJECT]
    return {
        party.id: max(
            (other for other in groups if set(other.members) >= set(party.members)),
            key=lambda other: len(other.members),
        ).id
        for party in groups
    }


def _country(party: Party) -> str:
    return f"{party.country}{' T' if party.transfer else ''}"


def _rank(port: str) -> tuple[int, str]:
    kinds = ("if:", "flow:", "more")
    return next(n for n, kind in enumerate(kinds) if port.startswith(kind)), port


def _ids(flows: Sequence[MapFlow]) -> tuple[str, ...]:
    return tuple(flow.id for flow in flows)


def _told(data_map: DataMap, flows: Sequence[MapFlow]) -> str:
    """Return one line on flows, for whoever points at them or hears them read."""
    if not flows:
        return ""
    senders = listed(list(dict.fromkeys(data_map.parties[f.source].name for f in flows)), 3)
    targets = listed(list(dict.fromkeys(data_map.parties[f.target].name for f in flows)), 3)
    data = listed(list(dict.fromkeys(label for flow in flows for label in flow.data)), 4)
    signs = Counter(sign(flow) for flow in flows)
    words = ", ".join(f"{n} {word}" if len(flows) > 1 else word for word, n in signs.items())
    return clean(f"{senders} to {targets}: {data} ({words})")


def _from_own(data_map: DataMap, flows: Sequence[MapFlow]) -> str:
    """Return what a system gets from others of ours, where no line says it."""
    senders = list(dict.fromkeys(flow.source for flow in flows))
    if not senders:
        return ""
    who = fitted(clean(data_map.parties[senders[0]].name), 92, SMALL)
    whence = who if len(senders) == 1 else f"{len(senders)} systems"
    return f"{codes(flows, 3)}{times(flows)} from {whence}"


def _called(flow: MapFlow) -> str:
    first, _, rest = sign(flow).partition(" ")
    return clean(f"{first} {flow.id} {rest}")


def _what(flow: MapFlow) -> str:
    return f"{listed(flow.data, MOST_NAMED)} / {listed(flow.purposes, MOST_NAMED) or 'no purpose'}"


MOST_NAMED = 3


def _under(flows: Sequence[MapFlow]) -> str:
    return f"{sign(flows[0])}  {codes(flows, 3)}{times(flows)}"


def _cell_width(cell: tuple[str, str, str]) -> float:
    name, country, said = cell
    return width(name, SMALL) + width(country, SMALL) + width(said, SMALL) + 3 * PAD + 8


def _listing(cells: list[tuple[str, str, str]], wide: float) -> Row:
    """Return a row that lists parties, in two columns where they have codes, else as words."""
    if not any(said for _, _, said in cells):
        words = broken(", ".join(name for name, _, _ in cells), wide - 2 * PAD, SMALL)
        if len(words) > _LISTED:
            words = [*words[: _LISTED - 1], f"... {len(cells)} in all"]
        texts, high = lines([(text, False, INK) for text in words])
        return Row("listing", ceil(high), texts)
    half = ceil(len(cells) / _COLUMNS)
    column = wide / _COLUMNS
    placed = []
    for number, (name, country, said) in enumerate(cells):
        x, y = (number // half) * column + PAD, 2 + SMALL * 0.86 + (number % half) * LINE
        room = column - 2 * PAD - width(said, SMALL) - 6
        noted = width(country, SMALL) + 3 if country else 0
        shown = fitted(name, room - noted, SMALL)
        placed.append(Text(x, y, shown, SMALL))
        if country:
            placed.append(Text(x + width(shown, SMALL) + 3, y, country, SMALL, color=GREY))
        if said:
            placed.append(Text(x + column - 2 * PAD - width(said, SMALL), y, said, SMALL))
    return Row("listing", ceil(half * LINE + 3), tuple(placed))
