"""Markdown in which data stays data: no name makes a link, a mention, a tag or a table cell."""

from __future__ import annotations

import re
from functools import lru_cache

from flowcheck.render.frame import printable

_ACTIVE = re.compile(r"[&<>`*~\[\]|\\$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_LINKED = re.compile(r"@|#|(?<=:)//|(?<=www)\.", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)
_GAP = "\u200b"
"""Shows nothing, and keeps a code host from linking a user, an issue or an address."""


def plain(text: str, most: int = 1_000) -> str:
    """Return text of one line that Markdown shows as it is, cut to so many characters.

    What Markdown or HTML would act on is written as a character reference, which neither does.
    """
    text = printable(text)
    if len(text) > most:
        text = text[:most] + "\u2026"
    text = _LINKED.sub(lambda m: m[0] + _GAP if m[0] in "@#" else _GAP + m[0], text)
    return _ACTIVE.sub(lambda m: f"&#{ord(m[0])};", text)


@lru_cache(maxsize=20_000)
def kept(text: str) -> str:
    """Return text for a file: as `plain`, whole, and copied as it was written.

    Nobody is told of a mention in a file, so that ids and mail addresses stay without gaps.
    """
    shown = printable(text)
    return _ACTIVE.sub(lambda m: f"&#{ord(m[0])};", _ADDRESS.sub(_GAP + r"\g<0>", shown))


def code(text: str) -> str:
    """Return text as code."""
    return f"<code>{plain(text)}</code>"


def prose(text: str) -> str:
    """Return a message, in which backticks stand about code."""
    parts = printable(text).split("`")
    if len(parts) % 2 == 0:
        return plain(text)
    return "".join(code(p) if index % 2 else plain(p) for index, p in enumerate(parts) if p)


def link(text: str, url: str) -> str:
    """Return a link to an address of our own."""
    return f"[{plain(text)}]({url})"


def row(*cells: str) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(cells)} |\n"
