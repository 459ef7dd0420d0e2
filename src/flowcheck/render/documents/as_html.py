"""A document as one HTML file: no script, no request, every name escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from typing import TYPE_CHECKING

from flowcheck.render.documents.links import safe_url
from flowcheck.render.frame import printable

if TYPE_CHECKING:
    from flowcheck.render.documents import Cell, Column, Document, Item, Table

_STYLE = """\
:root { color-scheme: light dark; --line: #8a949e; --soft: #eef2f6; --bad: #b3002d;
  --link: #0b5c96; }
@media (prefers-color-scheme: dark) {
  :root { --line: #6b7681; --soft: #1d242b; --bad: #ff8fa3; --link: #8cc8f5; }
}
body { font: 15px/1.45 system-ui, "Segoe UI", Roboto, Arial, sans-serif; margin: 2rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; }
th, td { vertical-align: top; }
td { overflow-wrap: anywhere; min-width: 6rem; }
thead th { background: var(--soft); position: sticky; top: 0; }
ul { margin: 0; padding-left: 1.1rem; } td ul { padding-left: .9rem; }
.missing { color: var(--bad); font-weight: 700; } .none { font-style: italic; }
a { color: var(--link); }
@media print {
  @page { size: A3 landscape; margin: 12mm; }
  body { margin: 0; font-size: 9pt; } .wide { overflow: visible; }
  thead { display: table-header-group; } thead th { position: static; } tr { break-inside: avoid; }
}
"""


def write(document: Document) -> bytes:
    """Return the document."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _text(document.title)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta name="referrer" content="no-referrer">\n',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n",
        f"<h1>{title}</h1>\n<dl>\n",
        *(f"<dt>{_text(name)}</dt><dd>{_text(text)}</dd>\n" for name, text in document.head),
        "</dl>\n",
        *_list("What was checked", document.checked),
        *_list("What was not", document.unchecked),
        *(part for table in document.tables for part in _table(table)),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(parts).encode()


def judged(content: bytes) -> str:
    """Return the day that a document names as the one it was judged on, or ""."""
    found = re.search(rb"<dt>Judged as of</dt><dd>([0-9-]+)</dd>", content)
    return found[1].decode() if found else ""


def _list(title: str, lines: tuple[str, ...]) -> list[str]:
    items = [f"<li>{_text(line)}</li>\n" for line in lines]
    return [f"<h2>{_text(title)}</h2>\n<ul>\n", *items, "</ul>\n"]


def _table(table: Table) -> list[str]:
    name, title = _text(table.key), _text(table.title)
    parts = [f'<h2 id="{name}">{title}</h2>\n']
    if table.note:
        parts.append(f"<p>{_text(table.note)}</p>\n")
    if not table.rows:
        return [*parts, "<p>None.</p>\n"]
    parts.append(
        f'<div class="wide" role="region" tabindex="0" aria-labelledby="{name}">\n'
        f'<table aria-labelledby="{name}">\n<thead><tr>'
    )
    parts += [f'<th scope="col">{_text(column.title)}</th>' for column in table.columns]
    parts.append("</tr></thead>\n<tbody>\n")
    for cells in table.rows:
        parts.append("<tr>")
        for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            start, end = ('<th scope="row">', "</th>") if index < table.keys else ("<td>", "</td>")
            parts.append(f"{start}{_cell(column, cell)}{end}")
        parts.append("</tr>\n")
    return [*parts, "</tbody>\n</table>\n</div>\n"]


def _cell(column: Column, cell: Cell) -> str:
    if not cell:
        return f'<span class="none">{_text(column.none)}</span>'
    if len(cell) == 1 or column.join != "\n":
        return column.join.join(map(_item, cell))
    return f"<ul>{''.join(f'<li>{_item(item)}</li>' for item in cell)}</ul>"


def _item(item: Item) -> str:
    text = _text(item.text)
    if item.missing:
        return f'<span class="missing">{text}</span>'
    url = safe_url(item.url)
    return f'<a href="{escape(url)}" rel="noreferrer">{text}</a>' if url else text


def _text(text: str) -> str:
    return escape(printable(text))
