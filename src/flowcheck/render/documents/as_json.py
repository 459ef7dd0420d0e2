"""A document in JSON: null for what is not declared, an empty list for what is known to be none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.render.json_format import dump

if TYPE_CHECKING:
    from flowcheck.render.documents import Cell, Column, Document, Table


def write(document: Document) -> bytes:
    """Return the document; each row of a table stands on a line of its own."""
    said = {"checked": list(document.checked), "not_checked": list(document.unchecked)}
    head = dump({**document.facts, **said}).removesuffix("\n}\n")
    return "".join([head, *map(_table, document.tables), "\n}\n"]).encode()


def judged(content: bytes) -> str:
    """Return the day that a document names as the one it was judged on, or ""."""
    found = re.search(rb'^  "judged": "([0-9-]+)",$', content, re.MULTILINE)
    return found[1].decode() if found else ""


def _table(table: Table) -> str:
    rows = ",\n".join(f"    {_row(table, cells)}" for cells in table.rows)
    return f',\n  "{table.key}": [\n{rows}\n  ]' if rows else f',\n  "{table.key}": []'


def _row(table: Table, cells: tuple[Cell, ...]) -> str:
    pairs = zip(table.columns, cells, strict=True)
    return dump({column.key: _value(column, cell) for column, cell in pairs}, None).rstrip("\n")


def _value(column: Column, cell: Cell) -> object:
    if not column.many:
        return cell[0].value if cell else None
    values = [item.value for item in cell]
    return None if values == [None] else values
