"""A document as an Excel workbook: a sheet a table, ready to filter and to print."""

from __future__ import annotations

import datetime as dt
import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

from flowcheck.errors import UsageError
from flowcheck.render.documents.sheet_layout import START, Part, after, parts_of
from flowcheck.render.frame import printable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from flowcheck.render.documents import Document, Table

A3, A4 = 8, 9
_ROWS = 1_048_000
"""Rows of a sheet, but for those into which the last may be cut."""
_LINE, _MARGIN = 11.8, 3.0
"""Points of a line of 9 point type, and of what stands about the lines of a row."""
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
    known: dict[tuple[int, int], list[Part]] = {}
    for cells in table.rows:
        if line > _ROWS:
            raise UsageError(
                f"a sheet holds {_ROWS:,} rows, and {table.title} has more: write JSON"
            )
        for parts in parts_of(table, cells, known):
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


def _style(part: Part, styles: _Styles) -> Format:
    if part.none:
        return styles.none
    whole = bool(part.runs) and all(missing for _, missing in part.runs)
    return styles.missing if whole else styles.cell


def _put(
    sheet: Worksheet, place: tuple[int, int], part: Part, style: Format, styles: _Styles
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
        sheet.set_row(number, after(START, text, _ABOUT_WIDTH)[0] * _LINE + _MARGIN)
        sheet.write_string(number, 0, name, styles.key)
        sheet.write_string(number, 1, printable(text), styles.cell)


def contents(content: bytes) -> dict[str, bytes]:
    """Return what the parts of a workbook hold: who packs them may pack them differently.

    Raises:
        zipfile.BadZipFile: It is no workbook.
    """
    with ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}
