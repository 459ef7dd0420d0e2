"""The published text: where a quote stands in it, and which passages no statement quotes."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

from flowcheck.model.source import Text, TextRange

_SPACE = re.compile(r"\s+")
_BULLET = re.compile(
    r"(?:[\u2022\u2023\u25cf\u25e6*\u2013\u2014-]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))\s+"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])([\"\u201d')\]]*)\s+(?=[\"\u201c'(\[]?[A-Z0-9])")
_NUMBER = re.compile(r"#+\s+\d{1,3}(?:\.\d{1,3})*\.?\s+")
"""What opens a numbered heading of Markdown."""
_WORD = re.compile(r"\w")


class Passage(Struct, frozen=True, gc=False):
    """A sentence, a bullet or a heading: offsets into the text, and itself as one line."""

    range: TextRange
    text: str
    bullet: bool


class PolicyText(Text):
    """The text of the policy, verbatim.

    Attributes:
        path: File relative to the project's root.
        text: The content.
    """

    def __init__(self, path: str, text: str) -> None:
        super().__init__(path, text)
        self._flat, self._offsets = _flatten(text)
        self._passages: tuple[Passage, ...] | None = None

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every sentence, bullet and heading, in order."""
        if self._passages is None:
            self._passages = tuple(_passages(self.text))
        return self._passages

    def heading(self, words: str) -> TextRange | None:
        """Return the first passage that consists of these words alone."""
        wanted = _bare(words)
        return next((p.range for p in self.passages if _bare(p.text) == wanted), None)

    def locate(self, quote: str, section: str = "") -> TextRange | None:
        """Return where a quote stands; white space apart, it must be verbatim.

        Of several places, one that is a passage of its own is preferred, then the first below the
        heading `section`, then the first.
        """
        wanted = _one_line(quote)
        places: list[TextRange] = []
        at = self._flat.find(wanted) if wanted else -1
        while at >= 0:
            last = self._offsets[at + len(wanted) - 1]
            places.append(TextRange(self._offsets[at], last + 1))
            at = self._flat.find(wanted, at + 1)
        if len(places) < 2:  # noqa: PLR2004
            return places[0] if places else None
        starts = [p.range.start for p in self.passages]
        whole = [
            place
            for place in places
            if self.passages[max(0, bisect_right(starts, place.start) - 1)].range == place
        ]
        pool = whole or places
        head = self.heading(section) if section else None
        below = [place for place in pool if head and place.start >= head.start]
        return (below or pool)[0]

    def uncovered(self, quoted: list[TextRange]) -> list[tuple[Passage, TextRange]]:
        """Return each passage with words that no quote covers, and the first such stretch."""
        found = []
        ranges = _merged(quoted)
        ends = [covered.end for covered in ranges]
        for passage in self.passages:
            first = bisect_right(ends, passage.range.start)
            for gap in _gaps(passage.range, ranges, first):
                if _WORD.search(self.text, gap.start, gap.end):
                    found.append((passage, _trimmed(self.text, gap)))
                    break
        return found


def _bare(heading: str) -> str:
    """Return a heading without the marks and the number before it: "## 1. What we collect"."""
    words = _one_line(heading).lstrip("#").lstrip()
    numbered = _BULLET.match(words)
    return words[numbered.end() :] if numbered else words


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _flatten(text: str) -> tuple[str, list[int]]:
    """Return the text with white space folded, and for each character its offset in the text."""
    parts: list[str] = []
    offsets: list[int] = []
    end = 0
    for space in _SPACE.finditer(text):
        parts.append(text[end : space.start()])
        offsets.extend(range(end, space.start()))
        parts.append(" ")
        offsets.append(space.start())
        end = space.end()
    parts.append(text[end:])
    offsets.extend(range(end, len(text)))
    return "".join(parts), offsets


def _passages(text: str) -> list[Passage]:
    found: list[Passage] = []
    for start, end, bullet in _blocks(text):
        begin = start
        for stop in [*_sentence_ends(text, start, end), end]:
            piece = _trimmed(text, TextRange(begin, stop))
            if piece.end > piece.start:
                words = _one_line(text[piece.start : piece.end])
                found.append(Passage(piece, words, bullet))
            begin = stop
    return found


def _sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Return where sentences end; the point of a number that opens a heading ends none."""
    opening = _NUMBER.match(text, start, end)
    first = opening.end() if opening else start
    return [m.end(1) for m in _SENTENCE_END.finditer(text, start, end) if m.start() >= first]


def _blocks(text: str) -> list[tuple[int, int, bool]]:
    """Return paragraphs and bullets as (start, end, is a bullet); a bullet's mark left out.

    Lines that are wrapped belong to the block above; after a bullet only those indented more.
    """
    blocks: list[tuple[int, int, bool]] = []
    indent_of_block = -1
    offset = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        indent = len(line) - len(line.lstrip())
        start, end = offset + indent, offset + len(line.rstrip())
        offset += len(line)
        if not body:
            indent_of_block = -1
            continue
        mark = _BULLET.match(body)
        if mark:
            blocks.append((start + mark.end(), end, True))
            indent_of_block = indent
        elif indent_of_block >= 0 and (not blocks[-1][2] or indent > indent_of_block):
            blocks[-1] = (blocks[-1][0], end, blocks[-1][2])
        else:
            blocks.append((start, end, False))
            indent_of_block = indent
    return blocks


def _merged(ranges: list[TextRange]) -> list[TextRange]:
    """Return the same stretches of text, sorted and apart from each other."""
    found: list[TextRange] = []
    for piece in sorted(ranges):
        if found and piece.start <= found[-1].end:
            found[-1] = TextRange(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return found


def _gaps(whole: TextRange, ranges: list[TextRange], first: int) -> list[TextRange]:
    """Return what of a passage none of the ranges, from the given one on, covers."""
    gaps = []
    at = whole.start
    for index in range(first, len(ranges)):
        covered = ranges[index]
        if covered.start >= whole.end:
            break
        if covered.start > at:
            gaps.append(TextRange(at, covered.start))
        at = max(at, covered.end)
    if at < whole.end:
        gaps.append(TextRange(at, whole.end))
    return gaps


def _trimmed(text: str, piece: TextRange) -> TextRange:
    words = text[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip())
    return TextRange(start, max(start, piece.start + len(words.rstrip())))
