"""How a table lies on a sheet: which rows its rows become, and how many lines each cell has."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.render.frame import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.render.documents import Cell, Column, Table

LINES = 32
"""Lines of a row at most: a spreadsheet's row holds 409 points, and hides what is beyond."""
_FIT = 1.2
"""Characters of 9 point type to a column's width of 1, which is a digit of the default font."""


class Part(Struct, frozen=True):
    """What a cell of the sheet holds: runs of text, whether each is missing, and its lines."""

    runs: tuple[tuple[str, bool], ...] = ()
    lines: int = 1
    none: bool = False


def parts_of(
    table: Table, cells: tuple[Cell, ...], known: dict[tuple[int, int], list[Part]]
) -> Iterator[list[Part]]:
    """Yield a row, as many rows as its longest cell needs; the keys stand in each.

    Args:
        table: Whose row it is.
        cells: The row.
        known: What cells of this table come to, by column and identity: many rows share them.
    """
    split = []
    for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
        parts = known.get((index, id(cell)))
        if parts is None:
            parts = known[index, id(cell)] = list(_split(column, cell))
        split.append(parts)
    for number in range(max(map(len, split))):
        yield [
            parts[number] if number < len(parts) else parts[0] if index < table.keys else Part()
            for index, parts in enumerate(split)
        ]


def _split(column: Column, cell: Cell) -> Iterator[Part]:
    """Yield a cell's text, cut where it would be higher than a row can be."""
    width = int(column.width * _FIT)
    runs: list[tuple[str, bool]] = []
    place = START
    for item in cell:
        for piece in _pieces(printable(item.text), width):
            text = f"{column.join}{piece}" if runs else piece
            further = after(place, text, width)
            if runs and further[0] > LINES:
                yield Part(tuple(runs), place[0])
                runs, text, further = [], piece, after(START, piece, width)
            runs.append((text, item.missing))
            place = further
    if not cell:
        yield Part(((column.none, False),), after(START, column.none, width)[0], none=True)
    else:
        yield Part(tuple(runs), place[0])


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield a text, cut where it alone would be higher than a row can be."""
    if len(text) <= width * LINES // 2 or after(START, text, width)[0] <= LINES:
        yield text
        return
    lines = wrap(text, width)
    for start in range(0, len(lines), LINES):
        yield " ".join(lines[start : start + LINES])


START = (1, 0)


def after(place: tuple[int, int], text: str, width: int) -> tuple[int, int]:
    """Return the line and the column at which a text ends, written from a place on.

    Lines are broken between words, and within one that is longer than a line.
    """
    line, column = place
    for number, part in enumerate(text.split("\n")):
        if number:
            line, column = line + 1, 0
        for word in part.split():
            needs = len(word) + (column > 0)
            if column + needs > width:
                line, needs = line + (column > 0), len(word)
                line, column = line + (needs - 1) // width, (needs - 1) % width + 1
            else:
                column += needs
    return line, column
