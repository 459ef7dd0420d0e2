"""What tests of scanners share: the mentions of a text, as short tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.scanners import BrokenFileError, File, scanners_for

if TYPE_CHECKING:
    from flowcheck.model.mention import Mention


def scan(path: str, content: str | bytes) -> list[Mention]:
    """Return what all scanners of a file find in it, sorted by place."""
    raw = content.encode() if isinstance(content, str) else content
    found: list[Mention] = []
    for scanner in scanners_for(path):
        found += scanner.scan(File(path, raw))
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
