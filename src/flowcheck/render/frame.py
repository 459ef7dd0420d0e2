"""Frames: a line of a file with a caret under what is meant, aligned for wide characters."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "bold": "1",
    "gutter": "1;34",
    "policy": "36",
    "ok": "1;32",
}
_ELLIPSIS = "..."
TAB = "    "


class Pen(Struct, frozen=True, gc=False):
    """Writes text in colour, or plain."""

    color: bool

    def __call__(self, style: str, text: str) -> str:
        """Return text in a style, as it is where colours are off."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.color and text else text


class Mark(Struct, frozen=True, gc=False):
    """A place to show.

    Attributes:
        path: The file.
        line: 1-based.
        column: 1-based, in characters.
        end_column: Exclusive.
        text: The line.
        label: Words beside the caret.
        heading: Words after the place.
        place: What is written for the place; "" for path, line and column.
    """

    path: str
    line: int
    column: int
    end_column: int
    text: str
    label: str = ""
    heading: str = ""
    place: str = ""


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    width = 0
    for letter in text:
        if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
            continue
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return width


def printable(text: str) -> str:
    """Return a text without control characters, which could drive a terminal."""
    if text.isprintable():
        return text
    text = text.replace("\t", TAB)
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def frame(  # noqa: PLR0913 - the look of a frame
    mark: Mark, pen: Pen, *, gutter: int, width: int, style: str, caret: str
) -> list[str]:
    """Return the lines that show a place.

    Args:
        mark: The place.
        pen: Colours.
        gutter: Digits of the widest line number of the finding.
        width: Columns of the terminal; a longer line is windowed around the caret.
        style: Of the caret and its label.
        caret: The character drawn under what is meant.
    """
    arrow = "-->" if caret == "^" else ":::"
    bar = pen("gutter", f"{' ' * gutter} |")
    path = printable(mark.path)
    place = f"{path}:{mark.line}:{mark.column}" if mark.line else path
    place = mark.place or place
    heading = f"  {mark.heading}" if mark.heading else ""
    head = f"{' ' * gutter}{pen('gutter', arrow)} {place}{heading}"
    if not mark.line:
        return [head]
    room = max(30, width - gutter - 4)
    text, before, meant = _window(mark, room)
    number = pen("gutter", f"{mark.line:>{gutter}} |")
    under = pen(style, caret * max(1, columns(meant)) + (f" {mark.label}" if mark.label else ""))
    return [head, bar, f"{number} {text}", f"{bar} {' ' * columns(before)}{under}"]


def _window(mark: Mark, room: int) -> tuple[str, str, str]:
    """Return the line cut to fit, what stands before the caret, and what is meant."""
    start = max(0, mark.column - 1)
    end = max(start + 1, mark.end_column - 1)
    before, meant = printable(mark.text[:start]), printable(mark.text[start:end])
    after = printable(mark.text[end:])
    if columns(before + meant + after) <= room:
        return before + meant + after, before, meant
    kept = before[-(room // 4) :]
    if len(kept) + len(_ELLIPSIS) < len(before) and columns(before + meant) > room * 2 // 3:
        before = _ELLIPSIS + kept
    left = room - columns(before)
    if columns(meant) > left:
        meant = _cut(meant, left - len(_ELLIPSIS))
        return before + meant + _ELLIPSIS, before, meant
    if columns(meant + after) > left:
        after = _cut(after, left - columns(meant) - len(_ELLIPSIS)) + _ELLIPSIS
    return before + meant + after, before, meant


def _cut(text: str, room: int) -> str:
    width = 0
    for index, letter in enumerate(text):
        width += columns(letter)
        if width > room:
            return text[:index]
    return text
