"""Type: the widths of the one typeface that is drawn in, and lines broken to them.

Liberation Sans, which is shipped with flowcheck, has the widths of Arial, Helvetica and Arimo: what
is measured here holds wherever one of them is there, and SVG fixes it where none is.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from importlib.resources import files

FAMILY = "Liberation Sans"
FAMILIES = f"'{FAMILY}', Arimo, Arial, Helvetica, sans-serif"
ASCENT, DESCENT = 0.75, 0.22
"""Of a line's size: what stands above its baseline, accents aside, and below."""

_UNICODE = (3, 1)
_OURS_ALONE = frozenset(
    "\u20bf\u21d4\u25d0\u25d1\u25d2\u25d3\u25d4\u25d5\u25d6\u25d7\u263f\u2641\u2643\u2644\u2645\u2646"
    "\u2647\u2669\u266c"
)
"""Signs that the typeface of the bundled engine, otherwise the same, lacks."""
_WIDE = 1.0
"""Ems: what a letter that the typeface lacks is taken for; most of those are CJK or emoji."""


@lru_cache(maxsize=2)
def _advances(*, bold: bool) -> dict[int, float]:
    """Return the advance of each character in ems, from the tables `cmap` and `hmtx` (OpenType)."""
    name = f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    font = (files("flowcheck.data") / "fonts" / name).read_bytes()
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * count, 16)
    }
    units = struct.unpack_from(">H", font, tables[b"head"] + 18)[0]
    measured = struct.unpack_from(">H", font, tables[b"hhea"] + 34)[0]
    widths = struct.unpack_from(f">{2 * measured}H", font, tables[b"hmtx"])[::2]
    return {
        letter: widths[min(glyph, measured - 1)] / units
        for letter, glyph in _glyphs(font, tables[b"cmap"]).items()
    }


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Return each character's glyph, from the subtable of format 4 for Unicode."""
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    records = [struct.unpack_from(">HHI", font, cmap + 4 + 8 * n) for n in range(count)]
    table = cmap + next(offset for *kind, offset in records if tuple(kind) == _UNICODE)
    segments = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", font, table + 14)
    starts_at = table + 16 + 2 * segments
    starts = struct.unpack_from(f">{segments}H", font, starts_at)
    deltas = struct.unpack_from(f">{segments}H", font, starts_at + 2 * segments)
    offsets_at = starts_at + 4 * segments
    offsets = struct.unpack_from(f">{segments}H", font, offsets_at)
    found = {}
    for n, (start, end, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        for letter in range(start, min(end, 0xFFFE) + 1):
            glyph = letter
            if offset:
                place = offsets_at + 2 * n + offset + 2 * (letter - start)
                glyph = struct.unpack_from(">H", font, place)[0]
            if glyph or not offset:
                found[letter] = (glyph + delta) & 0xFFFF
    return {letter: glyph for letter, glyph in found.items() if glyph}


@lru_cache(maxsize=65536)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is set, in points.

    Args:
        text: One line.
        size: Of the type, in points.
        bold: Whether it is bold.
    """
    advances = _advances(bold=bold)
    return size * sum(advances.get(ord(letter), _WIDE) for letter in text)


def letters_beyond(text: str) -> str:
    """Return the letters of a text that one of the typefaces lacks, each once.

    Ours, in which PDF is set, or that of the engine, in which pictures are. What is hidden is no
    letter: it is told otherwise.
    """
    if text.isascii():
        return ""
    known = _advances(bold=False)
    return "".join(
        letter
        for letter in dict.fromkeys(text)
        if letter.isprintable() and (ord(letter) not in known or letter in _OURS_ALONE)
    )


def broken(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines of at most so many points, broken at spaces, else within words.

    Args:
        text: Words.
        room: Points of a line.
        size: Of the type, in points.
        bold: Whether it is bold.
    """
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, room, size, bold=bold):
            whole = f"{lines[-1]} {piece}" if lines[-1] and piece[:1] != "\0" else lines[-1] + piece
            whole = whole.replace("\0", "")
            if lines[-1] and width(whole, size, bold=bold) > room:
                lines.append(piece.strip("\0"))
            else:
                lines[-1] = whole
    return lines


def _pieces(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    """Return a word, in pieces where it is wider than a line; a later piece starts with NUL."""
    pieces = []
    while width(word.strip("\0"), size, bold=bold) > room and len(word) > 1:
        end = len(word)
        while end > 1 and width(word[:end].strip("\0"), size, bold=bold) > room:
            end -= 1
        seam = max(word.rfind(mark, 1, end) for mark in "-_>/.") + 1
        end = seam if seam > 1 else max(end, 1 + word.startswith("\0"))
        pieces.append(word[:end])
        word = "\0" + word[end:]
    return [*pieces, word]


def shrunk(text: str, room: float, size: float, least: float) -> float:
    """Return the size at which a bold text fits into a room, between the least and its own.

    Args:
        text: One line.
        room: Points.
        size: Points of type, where there is room.
        least: Points of type at least, whether it fits or not.
    """
    wide = width(text, size, bold=True)
    return size if wide <= room else max(least, size * room / wide)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a text, cut with "..." where it is wider than the room."""
    if width(text, size, bold=bold) <= room:
        return text
    end = len(text)
    while end and width(f"{text[:end]}...", size, bold=bold) > room:
        end -= 1
    return f"{text[:end].rstrip()}..."
