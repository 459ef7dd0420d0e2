"""The boxes of an overview: a name with codes, who stands behind it, and rows in words."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

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
    Row,
    head,
    head_width,
    lines,
)
from flowcheck.render.map.style import LAWFUL, LINES, NAME, OURS, PEOPLE, SMALL, THEIRS
from flowcheck.render.map.words import (
    called,
    codes,
    country,
    from_own,
    ids,
    in_full,
    times,
    title,
    under,
    what,
    worst,
)
from flowcheck.views.data_map import DISCLOSED
from flowcheck.views.families import LEGAL
from flowcheck.views.map_parties import RECIPIENT, SOURCE, SUBJECT, SYSTEM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.render.map.diagram import Diagram
    from flowcheck.views.data_map import DataMap, MapFlow
    from flowcheck.views.map_parties import Party

TOLD = "told"
"""The port of what no line is drawn for."""
_LISTED, _TOGETHER = 8, 36
"""Most lines of names in a box that stands for several, and of all such boxes of systems."""
_NAME_LINES = 6
COLUMNS, _CELL = 4, 153.0
"""Most recipients of a family side by side, and the most points of one."""
_CODES = 92.0
"""Points at the right of a system's name for what it gets from people and third parties."""
_LEAST = {SUBJECT: 118.0, SOURCE: 118.0, SYSTEM: 150.0, RECIPIENT: 150.0}
_ROOM = {SUBJECT: 180.0, SOURCE: 180.0, SYSTEM: 130.0, RECIPIENT: 180.0}
"""Points of a box at least, and of its name at most."""
_NOUN = {SYSTEM: "system", RECIPIENT: "recipient"}


class Cell(Struct, frozen=True, gc=False):
    """One of several parties in a box: its name, its country and what it receives."""

    name: str
    country: str = ""
    codes: str = ""

    @property
    def width(self) -> float:
        """The points that it takes."""
        words = (self.name, self.country, self.codes)
        return sum(width(word, SMALL) for word in words) + 3 * PAD + 8


class BoxMaker(Struct):
    """Makes the boxes.

    Attributes:
        data_map: Knows the controller and the parties.
        families: Whether recipients stand together by family.
        bare: Whether they are not named then.
        words: Whether every flow has a row in words.
        grouped: How many boxes stand for several systems.
        columns: How many recipients of a family stand side by side.
    """

    data_map: DataMap
    families: bool
    bare: bool
    words: bool = False
    grouped: int = 1
    columns: int = COLUMNS

    def box(
        self,
        name: str,
        parties: list[Party],
        received: dict[str, list[MapFlow]],
        diagram: Diagram,
        least: dict[str, float],
    ) -> Box:
        """Return a box; its cluster is noted in the diagram.

        Args:
            name: Of the box.
            parties: That it stands for.
            received: Flows by row.
            diagram: Takes the cluster.
            least: Points of each column at least.
        """
        ports = dict(received)
        flows, told = ports.pop(DISCLOSED, []), ports.pop(TOLD, [])
        cluster, column, fill = self._cluster(parties[0], diagram)
        every = [*flows, *told, *(flow for some in ports.values() for flow in some)]
        heading, note, said = self._heading(name, parties, every if self.words else flows)
        own = from_own(self.data_map, told)
        grouped = len(parties) > 1 or name.startswith(("family:", "ours:"))
        cells = self._cells(parties, every) if grouped else []
        wide = max(
            head_width(heading, note, said),
            least[column],
            head_width(heading, note, own) + _CODES if own else 0,
            self._least_width(parties[0].kind, cells),
        )
        wide = ceil(wide)
        both = [*flows, *told]
        about = {"flows": ids(both), "state": worst(both), "title": title(self.data_map, both)}
        row = head(heading, note, said, wide, fill, port=DISCLOSED, **about)
        if own:
            x = wide - _CODES - width(own, SMALL)
            row = replace(row, texts=(*row.texts, Text(x, row.texts[0].y, own, SMALL, color=GREY)))
        rows = [row, *([self._listing(cells, wide)] if cells else [])]
        more = " MORE" if any(port.startswith(("flow:", TOLD)) for port in ports) else ""
        rows += [self._row(port, ports[port], wide, more) for port in sorted(ports, key=_rank)]
        return Box(name, cluster, column, wide, tuple(rows), worst(every))

    def _cluster(self, party: Party, diagram: Diagram) -> tuple[str, str, str]:
        """Return a party's cluster, column and colour."""
        if party.kind == SUBJECT:
            found = Cluster("subjects", "DATA SUBJECTS", LEFT), PEOPLE
        elif party.kind == SOURCE:
            found = Cluster("sources", "OTHER SOURCES", LEFT), PEOPLE
        elif party.kind == SYSTEM:
            words = f"TRUST BOUNDARY: {clean(self.data_map.controller)} (controller)"
            found = Cluster("ours", words, MIDDLE, "boundary"), OURS
        elif party.family == LEGAL:
            words = "" if self.families else "LEGAL RECIPIENTS (own controllers)"
            found = Cluster(f"family:{LEGAL}", words, RIGHT, "dotted"), LAWFUL
        elif self.families:
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
        kind, _, shared = name.partition(":")
        if kind not in ("family", "ours", "all") and len(parties) == 1:
            room = _ROOM[party.kind]
            return fitted(clean(party.name), room, NAME, bold=True), country(party), said
        if party.kind in (SUBJECT, SOURCE):
            return ("Third parties" if party.kind == SOURCE else "Users"), "", said
        note = f"{len(parties)} {_NOUN[party.kind]}{'s' if len(parties) > 1 else ''}"
        note += ", own controllers" if party.family == LEGAL else ""
        return fitted(clean(shared), _ROOM[SYSTEM], NAME, bold=True), note, said

    def _cells(self, parties: list[Party], flows: Sequence[MapFlow]) -> list[Cell]:
        kind = parties[0].kind
        if kind == SYSTEM:
            return [Cell(clean(party.name)) for party in parties]
        if kind != RECIPIENT:
            members = dict.fromkeys(name for party in parties for name in party.names)
            return [Cell(clean(name)) for name in members]
        if self.bare:
            return []
        got: dict[str, list[MapFlow]] = {}
        for flow in flows:
            got.setdefault(flow.target, []).append(flow)
        return [
            Cell(clean(party.name), country(party), codes(got[party.id], 3)) for party in parties
        ]

    def _least_width(self, kind: str, cells: list[Cell]) -> float:
        if kind == RECIPIENT and cells:
            return self.columns * min(max(cell.width for cell in cells), _CELL) + PAD
        return _LEAST[kind]

    def _listing(self, cells: list[Cell], wide: float) -> Row:
        """Return a row that lists parties: side by side where they have codes, else as words."""
        if any(cell.codes for cell in cells):
            return _side_by_side(cells, wide, self.columns)
        words = broken(", ".join(cell.name for cell in cells), wide - 2 * PAD, SMALL)
        most = _LISTED if self.bare else max(_LISTED, _TOGETHER // self.grouped)
        if len(words) > most:
            words = [*words[: most - 1], f"... {len(cells)} in all"]
        texts, high = lines([(text, False, INK) for text in words])
        return Row("listing", ceil(high), texts)

    def _row(self, port: str, flows: list[MapFlow], wide: float, more: str) -> Row:
        state = worst(flows)
        line = LINES[state]
        room = wide - 2 * PAD
        if port == "more":
            said = [(f"X {len(flows)}{more} NOT DISCLOSED", True, line.color)]
        elif port.startswith(("flow:", f"{TOLD}:")):
            (flow,) = flows
            sender = clean(self.data_map.parties[flow.source].name)
            words = [f"from {sender}: {what(flow)}" if port.startswith(TOLD) else what(flow)]
            if self.words:
                words = in_full(flow)
            said = [(w, True, line.color) for w in broken(called(flow), room, SMALL, bold=True)]
            said += [(w, False, INK) for text in words for w in broken(text, room, SMALL)]
        else:
            said = [(fitted(under(flows), room, SMALL, bold=True), True, line.color)]
        texts, high = lines(said)
        about = title(self.data_map, flows)
        return Row(port, ceil(high), texts, line.fill, ids(flows), state, about)


def _rank(port: str) -> tuple[int, str]:
    kinds = ("if:", "flow:", TOLD, "more")
    return next(n for n, kind in enumerate(kinds) if port.startswith(kind)), port


def _side_by_side(cells: list[Cell], wide: float, columns: int) -> Row:
    """Return a row of parties in columns, a name that is wider than its column in several lines."""
    tall = ceil(len(cells) / columns)
    step = wide / columns
    names = [_name_lines(cell, step) for cell in cells]
    high = [max(len(words) for words in names[row::tall]) for row in range(tall)]
    placed = []
    for number, (cell, words) in enumerate(zip(cells, names, strict=True)):
        x = (number // tall) * step + PAD
        y = 2 + SMALL * 0.86 + sum(high[: number % tall]) * LINE
        end = x + step - 2 * PAD - width(cell.codes, SMALL)
        placed += [Text(x, y + LINE * n, word, SMALL) for n, word in enumerate(words)]
        placed.append(Text(end, y, cell.codes, SMALL))
        if cell.country:
            after = x + width(words[-1], SMALL) + 3
            last = y + LINE * (len(words) - 1)
            placed.append(Text(after, last, cell.country, SMALL, color=GREY))
    return Row("listing", ceil(sum(high) * LINE + 3), tuple(placed))


def _name_lines(cell: Cell, step: float) -> list[str]:
    """Return a party's name in lines that leave room for its country and codes."""
    noted = width(cell.country, SMALL) + 3 if cell.country else 0
    room = step - 2 * PAD - width(cell.codes, SMALL) - 6 - noted
    words = broken(cell.name, room, SMALL)
    if len(words) > _NAME_LINES:
        cut = fitted(f"{words[_NAME_LINES - 1]} ...", room, SMALL)
        words = [*words[: _NAME_LINES - 1], cut]
    return words
