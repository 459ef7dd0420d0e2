"""What has changed between two editions of a document: rows that came, went or read otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from flowcheck.render.documents import Cell, Column, Document, Item, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMNS = (
    Column("table", "Table", 20, many=False),
    Column("entry", "Entry", 36, many=False),
    Column("change", "Change", 12, many=False),
    Column("what", "What", 24, many=False, none="all of it"),
    Column("before", "Before", 70, none="was not there", join="; "),
    Column("after", "After", 70, none="is not there", join="; "),
)


def with_changes(before: Document, after: Document, since: str) -> Document:
    """Return the later document, headed by a table of what has changed.

    Args:
        before: The earlier edition.
        after: The later one.
        since: What the earlier one was made from, for people.
    """
    earlier = {table.key: table for table in before.tables}
    later = {table.key: table for table in after.tables}
    rows: list[tuple[Cell, ...]] = []
    for key in dict.fromkeys((*later, *earlier)):
        empty = replace(later.get(key) or earlier[key], rows=())
        rows += _between(earlier.get(key, empty), later.get(key, empty))
    table = Table("changes", "Changes", _COLUMNS, tuple(rows), keys=2, note=f"Since {since}.")
    head = (*after.head, ("Compared with", since))
    facts = {**after.facts, "since": since}
    return replace(after, head=head, facts=facts, tables=(table, *after.tables))


def _between(earlier: Table, table: Table) -> Iterator[tuple[Cell, ...]]:
    """Yield what came into a table, what went, and what of the rest reads otherwise."""
    old, new = _by_key(earlier), _by_key(table)
    for key, row in new.items():
        if key not in old:
            yield _change(table, row, "added", None, (), _words(table, row))
    for key, row in old.items():
        if key not in new:
            yield _change(table, row, "removed", None, _words(table, row), ())
    for key, row in new.items():
        for index, column in enumerate(table.columns):
            if key in old and old[key][index] != row[index]:
                yield _change(table, row, "changed", column, old[key][index], row[index])


def _by_key(table: Table) -> dict[tuple[str, ...], tuple[Cell, ...]]:
    """Return a table's rows by what tells them apart: the values of their first columns."""
    found = {}
    for row in table.rows:
        names = tuple(str(item.value) for cell in row[: table.keys] for item in cell)
        found[names] = row
    return found


def _words(table: Table, row: tuple[Cell, ...]) -> Cell:
    """Return what a row says as one cell: each column with its contents."""
    pairs = list(zip(table.columns, row, strict=True))[table.keys :]
    return tuple(
        Item(
            f"{column.title}: {', '.join(item.text for item in cell)}", {column.key: _values(cell)}
        )
        for column, cell in pairs
        if cell
    )


def _values(cell: Cell) -> list[object]:
    return [item.value for item in cell]


def _change(  # noqa: PLR0913 - a row has as many cells
    table: Table, row: tuple[Cell, ...], what: str, column: Column | None, old: Cell, new: Cell
) -> tuple[Cell, ...]:
    names = [item.text for cell in row[: table.keys] for item in cell]
    ids = [item.value for cell in row[: table.keys] for item in cell]
    return (
        (Item(table.title, table.key),),
        (Item(", ".join(names), ids[0] if len(ids) == 1 else ids),),
        (Item(what, what),),
        (Item(column.title, column.key),) if column else (),
        old,
        new,
    )
