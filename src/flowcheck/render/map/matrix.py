"""The matrix: who sends to whom, a cell for each pair; it needs no engine and has no crossings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.render.drawing.sheet import GREY, INK, Box, Group, Path, Text, clean
from flowcheck.render.drawing.type import broken, fitted, width
from flowcheck.render.map.style import LINES, RED, codes, is_red, sign, worst
from flowcheck.views.data_map import DISCLOSED, RECIPIENT
from flowcheck.views.families import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowcheck.render.drawing.sheet import Item
    from flowcheck.render.map.page import Area
    from flowcheck.views.data_map import DataMap, MapFlow, Party

_NAMES = 112.0
"""Points of the column of senders."""
_COLUMN = 58.0
_BETWEEN = 7.0
"""Points between two families."""
_HEAD, _FOOT = 56.0, 26.0
_TYPE, _LEAD = 6.6, 7.6
_ROW = 19.0
_MOST = 12
"""Most flows of a cell that are named."""


class Matrix(Struct, frozen=True, gc=False):
    """A page of it.

    Attributes:
        columns: Recipients, by family.
        rows: Senders with the height of each.
        cells: Flows by sender and recipient.
    """

    columns: tuple[Party, ...]
    rows: tuple[tuple[Party, float], ...]
    cells: dict[tuple[str, str], list[MapFlow]]

    @property
    def flows(self) -> list[MapFlow]:
        """The flows of the page."""
        senders = {party.id for party, _ in self.rows}
        wanted = {party.id for party in self.columns}
        return [
            flow
            for (sender, target), flows in self.cells.items()
            if sender in senders and target in wanted
            for flow in flows
        ]


def matrices(data_map: DataMap, area: Area) -> Iterator[Matrix]:
    """Yield the pages of the matrix: as many columns as a page is wide, as many rows as it is high."""
    cells: dict[tuple[str, str], list[MapFlow]] = {}
    for flow in data_map.flows:
        if data_map.parties[flow.target].kind == RECIPIENT:
            cells.setdefault((flow.source, flow.target), []).append(flow)
    wanted = {target for _, target in cells}
    found = [party for party in data_map.parties.values() if party.id in wanted]
    found.sort(key=lambda party: FAMILIES.index(party.family))
    for columns in _across(found, area.width - _NAMES):
        names = {party.id for party in columns}
        senders = {sender for sender, target in cells if target in names}
        room = area.height - _HEAD - _FOOT
        rows: list[tuple[Party, float]] = []
        for party in data_map.parties.values():
            if party.id not in senders:
                continue
            high = max(
                [_ROW, *(_cell_height(cells.get((party.id, name), ())) for name in names)]
            )
            if rows and sum(height for _, height in rows) + high > room:
                yield Matrix(tuple(columns), tuple(rows), cells)
                rows = []
            rows.append((party, high))
        yield Matrix(tuple(columns), tuple(rows), cells)


def _across(parties: Sequence[Party], room: float) -> Iterator[list[Party]]:
    """Yield runs of recipients that fit into a width; a family is not left alone at an edge."""
    run: list[Party] = []
    used = 0.0
    for party in parties:
        step = _COLUMN + (_BETWEEN if run and run[-1].family != party.family else 0)
        if run and used + step > room:
            yield run
            run, used, step = [], 0.0, _COLUMN
        run.append(party)
        used += step
    if run:
        yield run


def _entries(flows: Sequence[MapFlow]) -> Iterator[tuple[str, list[MapFlow]]]:
    """Yield what a cell names, each with the flows that it stands for."""
    ordered = sorted(flows, key=lambda flow: not is_red(flow.state))
    shown = ordered if len(ordered) <= _MOST else ordered[: _MOST - 1]
    for flow in shown:
        yield _called(flow), [flow]
    if len(shown) < len(ordered):
        rest = ordered[len(shown) :]
        yield f"+{len(rest)} flows", rest


def _called(flow: MapFlow) -> str:
    word = sign(flow).partition(" ")[0]
    return clean(flow.id if flow.state == DISCLOSED else f"{word} {flow.id}")


def _words(said: str, flows: Sequence[MapFlow]) -> tuple[list[str], list[str]]:
    room = _COLUMN - 5
    return broken(said, room, _TYPE, True), broken(codes(flows), room, _TYPE)


def _entry_height(said: str, flows: Sequence[MapFlow]) -> float:
    return _LEAD * sum(map(len, _words(said, flows))) + 4


def _cell_height(flows: Sequence[MapFlow]) -> float:
    return sum(_entry_height(said, some) for said, some in _entries(flows))


def draw(matrix: Matrix, area: Area) -> tuple[list[Item], float]:
    """Return what a page of the matrix shows, with its height."""
    red_senders = {flow.source for flow in matrix.flows if is_red(flow.state)}
    red_targets = {flow.target for flow in matrix.flows if is_red(flow.state)}
    top = area.y + _HEAD
    bottom = top + sum(height for _, height in matrix.rows)
    items: list[Item] = []
    x = area.x + _NAMES
    places: list[tuple[Party, float]] = []
    for number, party in enumerate(matrix.columns):
        if number and matrix.columns[number - 1].family != party.family:
            x += _BETWEEN
        places.append((party, x))
        x += _COLUMN
    items += _families(places, area.y)
    y = top
    for party, high in matrix.rows:
        color = RED if party.id in red_senders else INK
        words = broken(clean(party.name), _NAMES - 8, 8, True)[:2]
        start = y + high / 2 - 4.5 * (len(words) - 1) + 2.8
        items += [Text(area.x, start + 9 * n, w, 8, True, color) for n, w in enumerate(words)]
        items += [Box(at, y, _COLUMN, high, stroke="#c3c8ce", stroke_width=0.6) for _, at in places]
        y += high
    y = top
    for party, high in matrix.rows:
        for column, at in places:
            flows = matrix.cells.get((party.id, column.id), [])
            items += _cell(flows, at, y, high)
        y += high
    for party, at in places:
        items += _heading(party, at, top, RED if party.id in red_targets else INK)
        items += _country(party, at, bottom)
    items.append(Text(area.x, bottom + 10, "Country", 7.2, color=GREY))
    words = (
        "Rows send, columns receive; an empty cell is no declared flow. A system that sends nothing"
        " to these recipients has no row. IF: under a condition. X, ?: see the findings."
    )
    items.append(Text(area.x, bottom + 21, words, 7.2, color=GREY))
    return items, bottom + _FOOT - area.y


def _families(places: Sequence[tuple[Party, float]], y: float) -> Iterator[Item]:
    """Yield the band of each family above its columns."""
    for family in dict.fromkeys(party.family for party, _ in places):
        spots = [x for party, x in places if party.family == family]
        left, right = spots[0], spots[-1] + _COLUMN
        yield Box(left, y, right - left, 14, fill="#e6e9ec")
        words = fitted(family.upper(), right - left - 4, 6.8, bold=True)
        if width(words, 6.8, True) > right - left - 4:
            continue
        middle = (left + right - width(words, 6.8, True)) / 2
        yield Text(middle, y + 9.5, words, 6.8, True, GREY)


def _heading(party: Party, x: float, top: float, color: str) -> Iterator[Item]:
    words = broken(clean(party.name), _COLUMN - 3, 7.2, True)
    if len(words) > 4:  # noqa: PLR2004 - as many lines as there is room for
        words = [*words[:3], fitted(f"{words[3]} ...", _COLUMN - 3, 7.2, bold=True)]
    for number, word in enumerate(reversed(words)):
        middle = x + (_COLUMN - width(word, 7.2, True)) / 2
        yield Text(middle, top - 4 - 8.6 * number, word, 7.2, True, color)


def _country(party: Party, x: float, bottom: float) -> Iterator[Item]:
    if party.country:
        words = f"{party.country}{' T' if party.transfer else ''}"
        middle = x + (_COLUMN - width(words, 7.2, party.transfer)) / 2
        yield Text(middle, bottom + 10, words, 7.2, party.transfer)


def _cell(flows: Sequence[MapFlow], x: float, y: float, high: float) -> Iterator[Item]:
    """Yield the flows of a pair, one below the other; the last takes the height that is left."""
    entries = list(_entries(flows))
    spare = (high - _cell_height(flows)) / len(entries) if entries else 0.0
    for said, some in entries:
        state = worst(some)
        line = LINES[state]
        names, data = _words(said, some)
        tall = _entry_height(said, some) + spare
        inset = line.width / 2
        shapes: list[Text | Box | Path] = [
            Box(
                x + inset, y + inset, _COLUMN - 2 * inset, tall - 2 * inset,
                fill=line.fill or "#f2f7fb", stroke=line.color,
                stroke_width=line.width, dash=line.dash,
            )
        ]  # fmt: skip
        base = y + spare / 2 + 2 + _TYPE * 0.82
        for number, word in enumerate([*names, *data]):
            bold = number < len(names)
            middle = x + (_COLUMN - width(word, _TYPE, bold)) / 2
            color = line.color if bold else INK
            shapes.append(Text(middle, base + number * _LEAD, word, _TYPE, bold, color))
        title = clean("; ".join(f"{f.id}: {sign(f)}, {', '.join(f.data)}" for f in some[:6]))
        yield Group(tuple(shapes), tuple(f.id for f in some), state, title, "cell")
        y += tall
