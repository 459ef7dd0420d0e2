"""What tests of scanners share: the mentions of a text, as short tuples."""

from __future__ import annotations

from contextlib import suppress

import msgspec

from flowcheck.model.mention import INCLUDE, OWN, PACKAGE, Mention
from flowcheck.scanners import BrokenFileError, File, scanners_for


def scan(path: str, content: str | bytes) -> list[Mention]:
    """Return what all scanners of a file find in it, sorted by place."""
    raw = content.encode() if isinstance(content, str) else content
    found: list[Mention] = []
    for scanner in scanners_for(path):
        found += scanner.scan(File(path, raw))
    assert msgspec.convert(msgspec.to_builtins(found), list[Mention]) == found, "can be kept"
    return sorted(found)


def short(path: str, content: str | bytes, kind: str = "") -> list[tuple[int, int, str, str]]:
    """Return line, column, value and role of the mentions of a kind; of any by default."""
    return [
        (mention.line, mention.column, mention.value, mention.role)
        for mention in scan(path, content)
        if kind in ("", mention.kind)
    ]


def broken(path: str, content: str | bytes) -> tuple[str, int]:
    """Return what is said of a broken file, and the character offset at which it breaks."""
    try:
        scan(path, content)
    except BrokenFileError as error:
        return error.message, error.start
    raise AssertionError(path)


def named(path: str, content: str | bytes) -> list[tuple[int, str, str, str]]:
    """Return line, text as written there, value and role of the packages that a file mentions."""
    return [
        (found.line, found.text[found.column - 1 : found.end_column - 1], found.value, found.role)
        for found in scan(path, content)
        if found.kind in (PACKAGE, OWN, INCLUDE)
    ]


def before_it_broke(path: str, content: str) -> list[str]:
    """Return the values that the scanners of a broken file yield before they say so."""
    found: list[str] = []
    for scanner in scanners_for(path):
        with suppress(BrokenFileError):
            found.extend(mention.value for mention in scanner.scan(File(path, content.encode())))
    return found
