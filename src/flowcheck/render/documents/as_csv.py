"""A document's table in CSV, in which no spreadsheet finds a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from flowcheck.render.frame import printable

if TYPE_CHECKING:
    from flowcheck.render.documents import Cell, Column, Document

_FORMULA = re.compile(r"\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula at the start of a cell, full-width signs included.

Source: OWASP, CSV injection. Each item is guarded, as in some countries `;` parts the cells.
"""
_BOM = b"\xef\xbb\xbf"
"""Without it Excel reads the file in the code page of the country."""


def write(document: Document) -> bytes:
    """Return the document's first table; each row tells what it was made from.

    Raises:
        ValueError: The document has more than one table.
    """
    (table,) = document.tables
    about = [*document.head[:4], ("Not checked", " ".join(document.unchecked))]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow([*(column.title for column in table.columns), *(name for name, _ in about)])
    told = [guarded(text) for _, text in about]
    for cells in table.rows:
        pairs = zip(table.columns, cells, strict=True)
        writer.writerow([*(_cell(column, cell) for column, cell in pairs), *told])
    return _BOM + stream.getvalue().encode()


def judged(content: bytes) -> str:
    """Return the day that a document names as the one it was judged on, or ""."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", errors="replace"), newline=""))
    return next((row.get("Judged as of") or "" for row in rows), "")


def _cell(column: Column, cell: Cell) -> str:
    return "; ".join(guarded(item.text) for item in cell) or column.none


def guarded(text: str) -> str:
    """Return text of one line that is no formula: an apostrophe stands before what could be one."""
    shown = printable(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown
