"""Documents: what auditors, customers and the public are given, as tables for any writer."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, cast

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowcheck.engine import Report

NOT_DECLARED = "NOT DECLARED"

KINDS: dict[str, tuple[str, ...]] = {
    "ropa": ("markdown", "xlsx", "csv", "json", "html"),
    "subprocessors": ("markdown", "html", "json", "xlsx"),
    "coverage": ("markdown", "html", "json", "xlsx"),
    "traceability": ("markdown", "html", "json", "xlsx"),
    "ccpa": ("markdown", "html", "json", "xlsx"),
}
"""Each kind with its formats, the default first; a kind is a module here, and so is a format."""

SUFFIXES: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
}
"""The format that a file's name asks for."""


class Item(Struct, frozen=True, gc=False):
    """One thing in a cell.

    Attributes:
        text: For people.
        value: For programs: an id, a number, or a mapping.
        url: Where it leads, or "".
        missing: Whether it says that something is not declared.
    """

    text: str
    value: object
    url: str = ""
    missing: bool = False


Cell = tuple[Item, ...]
"""Things listed; () for what is known to be nothing."""


class Column(Struct, frozen=True, gc=False):
    """A column of a table.

    Attributes:
        key: Its name for programs.
        title: Its name for people, with the article that asks for it.
        width: Characters that it wants in print.
        many: Whether programs get a list.
        none: What stands in an empty cell.
        join: What parts the things of a cell for people: a new line, or a mark and a space.
    """

    key: str
    title: str
    width: int = 20
    many: bool = True
    none: str = "none declared"
    join: str = "\n"


class Table(Struct, frozen=True, gc=False):
    """A table.

    Attributes:
        key: Its name for programs.
        title: Its heading.
        columns: Its columns.
        rows: Each with a cell a column.
        keys: How many of the first columns tell a row from all others.
        note: A paragraph on how it is to be read, or "".
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: int = 1
    note: str = ""

    def missing(self) -> dict[str, int]:
        """Return in how many cells something is not declared, by the column's key."""
        found = {
            column.key: sum(any(item.missing for item in row[index]) for row in self.rows)
            for index, column in enumerate(self.columns)
        }
        return {key: number for key, number in found.items() if number}


class Document(Struct, frozen=True, gc=False):
    """A document.

    Attributes:
        kind: One of `KINDS`.
        title: What it is.
        head: What it was made from, each with its name.
        facts: The same for programs.
        checked: What was checked.
        unchecked: What was not.
        tables: What it says.
    """

    kind: str
    title: str
    head: tuple[tuple[str, str], ...]
    facts: dict[str, object]
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]
    tables: tuple[Table, ...]


def make(kind: str, report: Report, **options: str) -> Document:
    """Return a document of a kind from what a run of `lint` has found.

    Args:
        kind: One of `KINDS`.
        report: The result of the run.
        options: What that kind takes: `role` of ropa.
    """
    module = import_module(f"{__name__}.{kind}")
    return cast("Callable[..., Document]", module.document)(report, **options)


def write(format_: str, document: Document) -> bytes:
    """Return a document as a file of a format."""
    module = import_module(f"{__name__}.as_{format_}")
    return cast("Callable[[Document], bytes]", module.write)(document)


def judged(format_: str, content: bytes) -> dt.date | None:
    """Return the day as of which a document in a file was judged, None where it does not say."""
    module = import_module(f"{__name__}.as_{format_}")
    text = cast("Callable[[bytes], str]", module.judged)(content)
    with suppress(ValueError):
        return dt.date.fromisoformat(text)
    return None
