"""A document in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.render.documents.links import safe_url
from flowcheck.render.markdown import kept, row

if TYPE_CHECKING:
    from flowcheck.render.documents import Cell, Column, Document, Item, Table


_STARTS = tuple("#+-=0123456789")


def write(document: Document) -> bytes:
    """Return the document."""
    parts = [f"# {kept(document.title)}\n\n", row("", ""), row("---", "---")]
    parts += [row(kept(name), kept(text)) for name, text in document.head]
    for title, lines in (
        ("What was checked", document.checked),
        ("What was not", document.unchecked),
    ):
        parts += [f"\n## {title}\n\n", *(f"- {_block(line)}\n" for line in lines)]
    parts += [part for table in document.tables for part in _table(table)]
    return "".join(parts).encode()


def judged(content: bytes) -> str:
    """Return the day that a document names as the one it was judged on, or ""."""
    found = re.search(rb"^\| Judged as of \| ([0-9-]+) \|$", content, re.MULTILINE)
    return found[1].decode() if found else ""


def _table(table: Table) -> list[str]:
    parts = [f"\n## {kept(table.title)}\n"]
    if table.note:
        parts.append(f"\n{_block(table.note)}\n")
    if not table.rows:
        return [*parts, "\nNone.\n"]
    parts += ["\n", row(*(kept(column.title) for column in table.columns))]
    parts.append(row(*("---" for _ in table.columns)))
    for cells in table.rows:
        pairs = zip(table.columns, cells, strict=True)
        parts.append(row(*(_cell(column, cell) for column, cell in pairs)))
    return parts


def _block(text: str) -> str:
    """Return a paragraph, whose first letter makes no list, heading, rule or code of it."""
    text = text.strip()
    first = f"&#{ord(text[0])};" if text[:1] in _STARTS else kept(text[:1])
    return first + kept(text[1:])


def _cell(column: Column, cell: Cell) -> str:
    return column.join.replace("\n", "<br>").join(map(_item, cell)) or f"<i>{kept(column.none)}</i>"


def _item(item: Item) -> str:
    text = kept(item.text)
    if item.missing:
        return f"<b>{text}</b>"
    url = safe_url(item.url)
    return f"[{text}]({url})" if url else text
