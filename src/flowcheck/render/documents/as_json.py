"""A document in JSON: null for what is not declared, an empty list for what is known to be none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.render.json_format import dump

if TYPE_CHECKING:
    from flowcheck.render.documents import Cell, Column, Document, Table


def write(document: Document) -> bytes:
    """Return the document."""
    value = {
        **document.facts,
        "checked": list(document.checked),
        "not_checked": list(document.unchecked),
        **{table.key: _rows(table) for table in document.tables},
    }
    return dump(value).encode()


def judged(content: bytes) -> str:
    """Return the day that a document names as the one it was judged on, or ""."""
    found = re.search(rb'^  "judged": "([0-9-]+)",$', content, re.MULTILINE)
    return found[1].decode() if found else ""


def _rows(table: Table) -> list[dict[str, object]]:
    return [
        {
            column.key: _value(column, cell)
            for column, cell in zip(table.columns, cells, strict=True)
        }
        for cells in table.rows
    ]


def _value(column: Column, cell: Cell) -> object:
    if not column.many:
        return cell[0].value if cell else None
    values = [item.value for item in cell]
    return None if values == [None] else values
