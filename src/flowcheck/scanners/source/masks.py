"""Texts of which some ranges are blank, and all else stands where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable


def only(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return as long a text in which everything but some ranges, in order, is blank."""
    kept: list[str] = []
    behind = 0
    for start, end in ranges:
        kept += (" " * (start - behind), text[start:end])
        behind = end
    return "".join((*kept, " " * (len(text) - behind)))


def without(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return as long a text in which some ranges, in order, are blank."""
    kept: list[str] = []
    behind = 0
    for start, end in ranges:
        kept += (text[behind:start], " " * (end - start))
        behind = end
    return "".join((*kept, text[behind:]))


def blank(match: re.Match[str]) -> str:
    """Return as many blanks as a match is long, to be put in its place."""
    return " " * (match.end() - match.start())
