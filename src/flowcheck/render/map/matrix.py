"""The matrix: who sends to whom, a cell for each pair; it needs no engine and has no crossings."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.render.drawing.sheet import GREY, INK, Box, Text, clean
from flowcheck.render.drawing.type import broken, fitted, width
from flowcheck.render.map.matrix_cells import cell, cell_height
from flowcheck.render.map.style import RED, is_red
from flowcheck.render.map.words import country
from flowcheck.views.families import FAMILIES
from flowcheck.views.map_parties import RECIPIENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowcheck.render.drawing.sheet import Item
    from flowcheck.render.map.page import Area
    from flowcheck.views.data_map import DataMap, MapFlow
    from flowcheck.views.map_parties import Party

_NAMES = 112.0
"""Points of the column of senders."""
_NARROW, _WIDE = 58.0, 130.0
"""Points of a recipient's column: the least, and the most."""
_BETWEEN = 7.0
"""Points between two families."""
_BAND = 23.0
_HEAD, _FOOT = 64.0, 20.0
NOTE = 21.0
"""Points of the notes below all of them."""
_TYPE, _NAME, _NOTE = 6.6, 7.2, 7.2
_MOST_LINES = 4
"""Of a name."""
_ROW = 19.0
_READ = (
    "Rows send, columns receive; an empty cell is no declared flow. A system that sends nothing to"
    " these recipients has no row. IF: under a condition. X, ?: see the findings."
)
_GRID, _BANDED = "#c3c8ce", "#e6e9ec"


class Matrix(Struct, frozen=True):
    """As much of it as a page is wide and high; several may stand on one.

    Attributes:
        columns: Recipients, by family.
        step: Points of a column.
        rows: Senders with the height of each.
        cells: Flows by sender and recipient.
    """

    columns: tuple[Party, ...]
    step: float
    rows: tuple[tuple[Party, float], ...]
    cells: dict[tuple[str, str], list[MapFlow]]

    @property
    def height(self) -> float:
        """Points, with the gap to the next."""
        return _HEAD + sum(high for _, high in self.rows) + _FOOT

    @property
    def flows(self) -> list[MapFlow]:
        """The flows of the page."""
        return [
            flow
            for sender, _ in self.rows
            for target in self.columns
            for flow in self.cells.get((sender.id, target.id), ())
        ]


def matrices(data_map: DataMap, area: Area) -> Iterator[Matrix]:
    """Yield the matrices: as many columns as a page is wide, as many rows as it is high."""
    cells: dict[tuple[str, str], list[MapFlow]] = {}
    for flow in data_map.flows:
        if data_map.parties[flow.target].kind == RECIPIENT:
            cells.setdefault((flow.source, flow.target), []).append(flow)
    wanted = {target for _, target in cells}
    found = [party for party in data_map.parties.values() if party.id in wanted]
    found.sort(key=lambda party: FAMILIES.index(party.family))
    for columns in _across(found, area.width - _NAMES):
        names = {party.id for party in columns}
        families = len({party.family for party in columns})
        spare = area.width - _NAMES - _BETWEEN * (families - 1)
        step = min(spare / len(columns), _WIDE)
        senders = {sender for sender, target in cells if target in names}
        rows: list[tuple[Party, float]] = []
        for party in data_map.parties.values():
            if party.id not in senders:
                continue
            high = max(
                [
                    _ROW,
                    9 * len(_sender_lines(party)),
                    *(cell_height(cells.get((party.id, name), ()), step) for name in names),
                ]
            )
            if rows and sum(tall for _, tall in rows) + high > area.height - _HEAD - _FOOT - NOTE:
                yield Matrix(tuple(columns), step, tuple(rows), cells)
                rows = []
            rows.append((party, high))
        yield Matrix(tuple(columns), step, tuple(rows), cells)


def _across(parties: Sequence[Party], room: float) -> Iterator[list[Party]]:
    """Yield runs of recipients that fit into a width: whole families where they do."""
    run: list[Party] = []
    for _, some in groupby(parties, lambda party: party.family):
        family = list(some)
        if run and _run_width([*run, *family]) > room:
            yield run
            run = []
        run += family
        most = int(room // _NARROW)
        while _run_width(run) > room:  # a family that is wider than a page
            yield run[:most]
            run = run[most:]
    if run:
        yield run


def _run_width(run: Sequence[Party]) -> float:
    families = len({party.family for party in run})
    return len(run) * _NARROW + (families - 1) * _BETWEEN


def draw(matrix: Matrix, area: Area) -> list[Item]:
    """Return the drawing of a matrix at the top of an area."""
    red = [flow for flow in matrix.flows if is_red(flow.state)]
    senders, targets = {flow.source for flow in red}, {flow.target for flow in red}
    top = area.y + _HEAD
    bottom = top + sum(high for _, high in matrix.rows)
    places = _places(matrix, area.x + _NAMES)
    items: list[Item] = [*_families(places, matrix.step, area.y)]
    y = top
    for party, high in matrix.rows:
        items += _sender(party, area.x, y, high, RED if party.id in senders else INK)
        items += [Box(x, y, matrix.step, high, stroke=_GRID, stroke_width=0.6) for _, x in places]
        y += high
    y = top
    for party, high in matrix.rows:
        for column, x in places:
            flows = matrix.cells.get((party.id, column.id), [])
            items += cell(flows, Box(x, y, matrix.step, high))
        y += high
    for party, x in places:
        color = RED if party.id in targets else INK
        items += _heading(party, x, matrix.step, top, color)
        items += _country(party, x, matrix.step, bottom)
    items.append(Text(area.x, bottom + 10, "Country", _NOTE, color=GREY))
    return items


def notes(x: float, y: float, data_map: DataMap) -> Iterator[Text]:
    """Yield what stands below the matrices of a page: how they are read, and what they leave out.

    Args:
        x: Their left edge.
        y: Their lower edge.
        data_map: All of it; red flows that reach no recipient are in no cell of any page.
    """
    beyond = sum(
        is_red(flow.state) and data_map.parties[flow.target].kind != RECIPIENT
        for flow in data_map.flows
    )
    yield Text(x, y + 7, _READ, _NOTE, color=GREY)
    if beyond:
        some = "flows stay" if beyond > 1 else "flow stays"
        text = f"{beyond:,} {some} with our own systems and have no cell: see overview and detail."
        yield Text(x, y + 16, f"Not disclosed, besides: {text}", _NOTE, bold=True, color=RED)


def _places(matrix: Matrix, x: float) -> list[tuple[Party, float]]:
    """Return where each column starts."""
    found = []
    for number, party in enumerate(matrix.columns):
        if number and matrix.columns[number - 1].family != party.family:
            x += _BETWEEN
        found.append((party, x))
        x += matrix.step
    return found


def _sender(party: Party, x: float, y: float, high: float, color: str) -> Iterator[Text]:
    words = _sender_lines(party)
    start = y + high / 2 - 4.5 * (len(words) - 1) + 2.8
    for number, word in enumerate(words):
        yield Text(x, start + 9 * number, word, 8, bold=True, color=color)


def _lines(party: Party, room: float, size: float) -> list[str]:
    """Return a name in lines, the last one with "..." where there is no room for more."""
    words = broken(clean(party.name), room, size, bold=True)
    if len(words) > _MOST_LINES:
        last = f"{words[_MOST_LINES - 1]} ..."
        words[_MOST_LINES - 1 :] = [fitted(last, room, size, bold=True)]
    return words


def _sender_lines(party: Party) -> list[str]:
    return _lines(party, _NAMES - 8, 8)


def _families(places: Sequence[tuple[Party, float]], step: float, y: float) -> Iterator[Item]:
    """Yield the band of each family above its columns."""
    for family in dict.fromkeys(party.family for party, _ in places):
        spots = [x for party, x in places if party.family == family]
        left, right = spots[0], spots[-1] + step
        yield Box(left, y, right - left, _BAND, fill=_BANDED)
        words = broken(family.upper(), right - left - 4, _TYPE, bold=True)[:2]
        base = y + _BAND / 2 + 2.4 - 4 * (len(words) - 1)
        for number, word in enumerate(words):
            middle = (left + right - width(word, _TYPE, bold=True)) / 2
            yield Text(middle, base + 8 * number, word, _TYPE, bold=True, color=GREY)


def _heading(party: Party, x: float, step: float, top: float, color: str) -> Iterator[Item]:
    for number, word in enumerate(reversed(_lines(party, step - 3, _NAME))):
        middle = x + (step - width(word, _NAME, bold=True)) / 2
        yield Text(middle, top - 4 - 8.6 * number, word, _NAME, bold=True, color=color)


def _country(party: Party, x: float, step: float, bottom: float) -> Iterator[Item]:
    words = country(party)
    if words:
        middle = x + (step - width(words, _NOTE, bold=party.transfer)) / 2
        yield Text(middle, bottom + 10, words, _NOTE, bold=party.transfer)
