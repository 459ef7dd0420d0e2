"""Frames: lines of a file with carets under what is meant, aligned for wide characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.render.width import ELLIPSIS, columns, fold, head, tail

if TYPE_CHECKING:
    from flowcheck.render import Look

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "bold": "1",
    "gutter": "1;34",
    "policy": "36",
    "ok": "1;32",
}
TAB = "    "
_REPLACEMENT = "\ufffd"
_SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
"""Those that do not break, or are wide or thin (category Zs): published texts are full of them."""
_JOINERS = "\u200c\u200d"
_NARROWEST = 30
_LABEL_ROOM = 40
_LEAST = 12
_AROUND = 400
"""Characters on either side of what is meant that are looked at: more than any terminal shows."""


def printable(text: str) -> str:
    """Return a text without characters that could drive a terminal or hide what is written.

    A tab becomes spaces, a space of another kind a plain one, every other control, format or
    unassigned character a mark. Joiners stay between letters of scripts that write with them, and
    within emoji.
    """
    if text.isprintable():
        return text
    text = text.replace("\t", TAB).translate(_SPACES)
    return "".join(
        letter if letter.isprintable() or _joins(text, index) else _REPLACEMENT
        for index, letter in enumerate(text)
    )


def _joins(text: str, index: int) -> bool:
    around = (text[max(0, index - 1) : index], text[index + 1 : index + 2])
    return text[index] in _JOINERS and all(a and not a.isascii() for a in around)


class Pen(Struct, frozen=True, gc=False):
    """Writes text in colour and with links, or plain.

    Attributes:
        color: Whether ANSI colours are written.
        links: Whether OSC 8 links are written.
        base: The project's root as a URI that ends with a slash; "" makes no links of files.
    """

    color: bool
    links: bool = False
    base: str = ""

    def __call__(self, style: str, text: str) -> str:
        """Return text in a style, as it is where colours are off."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.color and text else text

    def link(self, uri: str, text: str) -> str:
        """Return text that a terminal opens a URI from, as it is where links are off."""
        return f"\x1b]8;;{uri}\x1b\\{text}\x1b]8;;\x1b\\" if self.links and uri else text

    def file(self, path: str, text: str) -> str:
        """Return text that a terminal opens a file of the project from."""
        if not (self.links and self.base):
            return text
        from urllib.parse import quote  # noqa: PLC0415 - only a terminal with links needs it

        return self.link(self.base + quote(path), text)


def pen_of(look: Look) -> Pen:
    """Return the pen that a look asks for."""
    return Pen(look.color, look.links, look.base)


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
        more: Further lines of what is meant; their labels and headings are not shown. A jump in
            their numbers is shown as one.
    """

    path: str
    line: int
    column: int
    end_column: int
    text: str
    label: str = ""
    heading: str = ""
    more: tuple[Mark, ...] = ()

    @property
    def last_line(self) -> int:
        """The number of the last line that is shown."""
        return self.more[-1].line if self.more else self.line


def frame(  # noqa: PLR0913 - the look of a frame
    mark: Mark, pen: Pen, *, gutter: int, width: int, style: str, caret: str
) -> list[str]:
    """Return the lines that show a place.

    Args:
        mark: The place.
        pen: Colours and links.
        gutter: Digits of the widest line number of the finding.
        width: Columns of the terminal; a longer line is windowed around the caret.
        style: Of the caret and its label.
        caret: The character drawn under what is meant.
    """
    arrow = "-->" if caret == "^" else ":::"
    bar = pen("gutter", f"{' ' * gutter} |")
    place = printable(mark.path) + (f":{mark.line}:{mark.column}" if mark.line else "")
    heading = _shortened(printable(mark.heading), width - gutter - 6 - columns(place))
    shown = pen.file(mark.path, place) + (f"  {heading}" if heading else "")
    lines = [f"{' ' * gutter}{pen('gutter', arrow)} {shown}"]
    if not mark.line:
        return lines
    room = max(_NARROWEST, width - gutter - 3)
    lines.append(bar)
    previous = mark
    for part in (mark, *mark.more):
        if part.line > previous.line + 1:
            lines.append(pen("gutter", ELLIPSIS))
        previous = part
        text, before, meant = _window(part, room)
        number = pen("gutter", f"{part.line:>{gutter}} |")
        under = caret * max(1, columns(meant))
        lines += [f"{number} {text}", f"{bar} {' ' * columns(before)}{pen(style, under)}"]
    start = columns(before)
    label = printable(mark.label)
    if not label:
        return lines
    if start + columns(under) + 1 + columns(label) <= room:
        lines[-1] = f"{bar} {' ' * start}{pen(style, f'{under} {label}')}"
        return lines
    indent = min(start, room - min(columns(label), _LABEL_ROOM, room))
    pieces = fold(label, room - indent)
    return [*lines, *(f"{bar} {' ' * indent}{pen(style, piece)}" for piece in pieces)]


def _shortened(text: str, room: int) -> str:
    """Return a text, or as much of it as there is room for; "" where that says nothing."""
    if columns(text) <= room:
        return text
    return head(text, room - len(ELLIPSIS)) + ELLIPSIS if room >= _LEAST else ""


def _window(mark: Mark, room: int) -> tuple[str, str, str]:
    """Return the line cut to fit, what stands before the caret, and what is meant."""
    start = max(0, mark.column - 1)
    end = max(start + 1, mark.end_column - 1)
    before = printable(mark.text[max(0, start - _AROUND) : start])
    meant = printable(mark.text[start : min(end, start + _AROUND)])
    after = printable(mark.text[end : end + _AROUND])
    total = columns(before) + columns(meant) + columns(after)
    if start <= _AROUND and len(mark.text) <= end + _AROUND and total <= room:
        return before + meant + after, before, meant
    if start > _AROUND or columns(before) + columns(meant) > room * 2 // 3:
        beside = max(columns(after), 1 + columns(mark.label))
        spare = room - len(ELLIPSIS) - columns(meant) - beside
        kept = tail(before, max(room // 4, spare))
        before = ELLIPSIS + kept if len(kept) + len(ELLIPSIS) < len(before) else before
    left = room - columns(before)
    if columns(meant) > left:
        meant = head(meant, left - len(ELLIPSIS))
        return before + meant + ELLIPSIS, before, meant
    if columns(meant) + columns(after) > left:
        after = head(after, left - columns(meant) - len(ELLIPSIS)) + ELLIPSIS
    return before + meant + after, before, meant
