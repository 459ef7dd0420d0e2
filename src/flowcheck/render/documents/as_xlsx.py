"""A document as an Excel workbook: a sheet a table, ready to filter and to print."""

from __future__ import annotations

import datetime as dt
import io
import re
from contextlib import suppress
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

from flowcheck.errors import UsageError
from flowcheck.render.frame import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from flowcheck.render.documents import Cell, Column, Document, Table

A3, A4 = 8, 9
LINES = 32
"""Lines of a row at most: a spreadsheet's row holds 409 points, and hides what is beyond."""
_ROWS = 1_048_000
"""Rows of a sheet, but for those into which the last may be cut."""
_LINE, _MARGIN = 11.8, 3.0
"""Points of a line of 9 point type, and of what stands about the lines of a row."""
_FIT = 1.2
"""Characters of 9 point type to a column's width of 1, which is a digit of the default font."""
_FONT = {
    "font_name": "Arial",
    "font_size": 9,
    "valign": "top",
    "text_wrap": True,
    "border": 1,
    "border_color": "#b8c0c8",
}
_RED = "#8c0022"
_ABOUT_WIDTH = 100


class _Styles(Struct, frozen=True):
    """The formats of a workbook's cells."""

    title: Format
    head: Format
    cell: Format
    key: Format
    missing: Format
    red: Format
    none: Format


def write(document: Document) -> bytes:
    """Return the workbook; the same document gives the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only who wants a workbook waits for it

    stream = io.BytesIO()
    book = Workbook(stream, _options())
    judged = dt.date.fromisoformat(str(document.facts["judged"]))
    made = dt.datetime(judged.year, judged.month, judged.day, tzinfo=dt.UTC).replace(tzinfo=None)
    book.set_properties(
        {"title": printable(document.title), "author": "flowcheck", "created": made}
    )
    styles = _styles(book)
    for table in document.tables:
        _sheet(book, document, table, styles)
    _about(book, document, styles)
    book.close()
    return stream.getvalue()


def judged(content: bytes) -> str:
    """Return the day that a document names as the one it was judged on, or ""."""
    with suppress(BadZipFile, KeyError, ValueError), ZipFile(io.BytesIO(content)) as parts:
        found = re.search(rb"<dcterms:created[^>]*>([0-9-]+)T", parts.read("docProps/core.xml"))
        return found[1].decode() if found else ""
    return ""


def _options() -> dict[str, Any]:
    """Return the options of a workbook, which the library changes as it writes."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # a column is as wide as digits of the default font: Arial has the same width everywhere
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }


def _styles(book: Workbook) -> _Styles:
    bold = {**_FONT, "bold": True}
    return _Styles(
        book.add_format({**_FONT, "bold": True, "font_size": 14, "border": 0}),
        book.add_format({**bold, "bg_color": "#0b3c5d", "font_color": "#ffffff", "border": 1}),
        book.add_format(_FONT),
        book.add_format(bold),
        book.add_format({**bold, "font_color": _RED, "bg_color": "#fde8ec"}),
        book.add_format({**bold, "font_color": _RED}),
        book.add_format({**_FONT, "font_color": "#555555", "italic": True}),
    )


def _sheet(book: Workbook, document: Document, table: Table, styles: _Styles) -> None:
    sheet = book.add_worksheet(table.title[:31])
    _page(sheet, document, A3)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, table.keys)
    sheet.set_row(0, 3 * _LINE + _MARGIN)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.title, styles.head)
    line = 0
    for cells in table.rows:
        if line > _ROWS:
            raise UsageError(
                f"a sheet holds {_ROWS:,} rows, and {table.title} has more: write JSON"
            )
        for parts in _parts(table, cells):
            line += 1
            sheet.set_row(line, max(part.lines for part in parts) * _LINE + _MARGIN)
            for index, part in enumerate(parts):
                style = styles.key if index < table.keys else _style(part, styles)
                _put(sheet, (line, index), part, style, styles)
    sheet.autofilter(0, 0, line, len(table.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{line + 1}"})


def _page(sheet: Worksheet, document: Document, paper: int) -> None:
    """Set a sheet up for print: landscape, as wide as one page, numbered, and told what it is."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.6)
    head = dict(document.head)
    whole = {"scale_with_doc": False}
    sheet.set_header(f"&L&14&B{_code(document.title)}&R&10{_code(head['Policy'])}", whole)
    made = f"Judged as of {head['Judged as of']}; what was checked: see the sheet About"
    sheet.set_footer(f"&L&10{_code(made)}&R&10Page &P of &N", whole)


def _code(text: str) -> str:
    """Return text for a page's head or foot, where `&` starts a code and 255 characters is all."""
    return printable(text).replace("&", "&&")[:110]


def _style(part: _Part, styles: _Styles) -> Format:
    if part.none:
        return styles.none
    whole = bool(part.runs) and all(missing for _, missing in part.runs)
    return styles.missing if whole else styles.cell


class _Part(Struct, frozen=True):
    """What a cell of the sheet holds: runs of text, whether each is missing, and its lines."""

    runs: tuple[tuple[str, bool], ...] = ()
    lines: int = 1
    none: bool = False


def _parts(table: Table, cells: tuple[Cell, ...]) -> Iterator[list[_Part]]:
    """Yield a row, as many rows as its longest cell needs; the keys stand in each."""
    split = [list(_split(column, cell)) for column, cell in zip(table.columns, cells, strict=True)]
    for number in range(max(map(len, split))):
        yield [
            parts[number] if number < len(parts) else parts[0] if index < table.keys else _Part()
            for index, parts in enumerate(split)
        ]


def _split(column: Column, cell: Cell) -> Iterator[_Part]:
    """Yield a cell's text, cut where it would be higher than a row can be."""
    width = int(column.width * _FIT)
    runs: list[tuple[str, bool]] = []
    place = _START
    for item in cell:
        for piece in _pieces(printable(item.text), width):
            text = f"{column.join}{piece}" if runs else piece
            further = _after(place, text, width)
            if runs and further[0] > LINES:
                yield _Part(tuple(runs), place[0])
                runs, text, further = [], piece, _after(_START, piece, width)
            runs.append((text, item.missing))
            place = further
    if not cell:
        yield _Part(((column.none, False),), _after(_START, column.none, width)[0], none=True)
    else:
        yield _Part(tuple(runs), place[0])


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield a text, cut where it alone would be higher than a row can be."""
    if len(text) <= width * LINES // 2 or _after(_START, text, width)[0] <= LINES:
        yield text
        return
    lines = wrap(text, width)
    for start in range(0, len(lines), LINES):
        yield " ".join(lines[start : start + LINES])


_START = (1, 0)


def _after(place: tuple[int, int], text: str, width: int) -> tuple[int, int]:
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


def _put(
    sheet: Worksheet, place: tuple[int, int], part: _Part, style: Format, styles: _Styles
) -> None:
    """Write a cell; what is missing stands in red where it is but a part of the cell."""
    runs = [run for run in part.runs if run[0]]
    if len(runs) > 1 and any(missing for _, missing in runs):
        fragments: list[str | Format] = []
        for text, missing in runs:
            fragments += [styles.red if missing else styles.cell, text]
        sheet.write_rich_string(*place, *fragments, style)
    else:
        sheet.write_string(*place, "".join(text for text, _ in runs), style)


def _about(book: Workbook, document: Document, styles: _Styles) -> None:
    sheet = book.add_worksheet("About")
    _page(sheet, document, A4)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, _ABOUT_WIDTH)
    sheet.write_string(0, 0, printable(document.title), styles.title)
    lines = [
        *document.head,
        *(("What was checked", text) for text in document.checked),
        *(("What was not", text) for text in document.unchecked),
        *((f"How to read {table.title}", table.note) for table in document.tables if table.note),
        ("How to read the sheets", "A row that is too high goes on in the next, beside its key."),
    ]
    for number, (name, text) in enumerate(lines, 2):
        sheet.set_row(number, _after(_START, text, _ABOUT_WIDTH)[0] * _LINE + _MARGIN)
        sheet.write_string(number, 0, name, styles.key)
        sheet.write_string(number, 1, printable(text), styles.cell)


def contents(content: bytes) -> dict[str, bytes]:
    """Return what the parts of a workbook hold: who packs them may pack them differently.

    Raises:
        zipfile.BadZipFile: It is no workbook.
    """
    with ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}
