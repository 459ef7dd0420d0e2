"""Terminal columns: how wide a text is shown, where it may be cut, and how it is folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ELLIPSIS = "..."
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_KEYCAPS = "0123456789#*"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_COMPOSED = re.compile("[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")
_JAMO_INSIDE = range(0x1160, 0x1200)


def columns(text: str) -> int:
    """Return how many columns of a terminal a printable text takes."""
    if text.isascii():
        return len(text)
    if not _COMPOSED.search(text):  # nothing changes the width of what stands before it
        return sum(map(_columns, text))
    return sum(width for _, width in cells(text))


def cells(text: str) -> Iterator[tuple[str, int]]:
    """Yield what a terminal shows as one character, with the columns that it takes.

    Marks, joined emoji, skin tones and the later parts of a Hangul syllable stand in the cell of
    what they change; the style selector of an emoji makes it wide.
    """
    start, width, base, joined = 0, 0, "", False
    for index, letter in enumerate(text):
        own = _columns(letter)
        pictures = index > start and unicodedata.category(base) == "So"
        if index > start and (
            own == 0
            or (joined and pictures and unicodedata.category(letter) == "So")
            or (pictures and ord(letter) in _SKIN_TONES)
        ):
            if letter == _EMOJI_STYLE and (pictures or base in _KEYCAPS):
                width = 2
        else:
            if index > start:
                yield text[start:index], width
            start, width, base = index, own, letter
        joined = letter == _JOINER
    if text:
        yield text[start:], width


@lru_cache(maxsize=4096)
def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf") or ord(letter) in _JAMO_INSIDE:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def head(text: str, room: int) -> str:
    """Return the longest start of a text that fits into a number of columns."""
    return "".join(_fitting(cells(text), room))


def tail(text: str, room: int) -> str:
    """Return the longest end of a text that fits into a number of columns."""
    return "".join(reversed(list(_fitting(reversed(list(cells(text))), room))))


def _fitting(parts: Iterable[tuple[str, int]], room: int) -> Iterator[str]:
    for part, width in parts:
        room -= width
        if room < 0:
            return
        yield part


def fold(text: str, room: int, first: int | None = None) -> list[str]:
    """Return a text as lines of at most so many columns, broken at spaces.

    A word that is wider than a line stands alone; between wide characters, which are written
    without spaces, a line may break.

    Args:
        text: Printable.
        room: Columns of a line.
        first: Columns of the first line, where something stands before it.
    """
    left = room if first is None else first
    lines = [""]
    for word in text.split():
        space = 1 if lines[-1] else 0
        width = columns(word)
        for piece in _pieces(word, room) if width > room and not word.isascii() else [word]:
            width = columns(piece)
            if width + space > left and (lines[-1] or left < room):
                lines.append("")
                left, space = room, 0
            lines[-1] += " " * space + piece
            left -= width + space
            space = 0
    return lines


def _pieces(word: str, room: int) -> list[str]:
    """Return a long word as runs of narrow characters and single wide ones."""
    pieces: list[str] = []
    run = ""
    for cell, width in cells(word):
        if width > 1 or columns(run) >= room:
            pieces += [run] if run else []
            run = ""
        if width > 1:
            pieces.append(cell)
        else:
            run += cell
    return [*pieces, run] if run else pieces
