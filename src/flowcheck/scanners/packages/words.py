"""Texts that know where they stand, and how data made of them is read whatever it holds.

Each reader of a format gives a document of plain dicts and lists in which every key and every text
is a `Word`. A manifest may hold anything anywhere: what is not of the type that its place wants is
passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.scanners.scanner import BrokenFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?= )", re.MULTILINE)


class Word(str):
    """A text of a file.

    Attributes:
        start: Character offset of its first character.
        end: Offset after its last one.
    """

    __slots__ = ("end", "start")

    start: int
    end: int

    def cut(self, start: int, stop: int) -> Word:
        """Return a part of it; where the text is written with escapes, the part stands for all."""
        if self.end - self.start != len(self):
            return word(self[start:stop], self.start, self.end)
        return word(self[start:stop], self.start + start, self.start + stop)

    def group(self, match: re.Match[str], group: int | str = 0) -> Word:
        """Return what a group of a match in this word holds."""
        return self.cut(*match.span(group))


def word(text: str, start: int, end: int) -> Word:
    """Return a text that stands at a half-open range of offsets."""
    made = Word(text)
    made.start, made.end = start, end
    return made


def matched(match: re.Match[str], group: int | str = 0) -> Word:
    """Return what a group of a match in a whole file holds."""
    return word(match[group], *match.span(group))


def at(node: object, *keys: str) -> object:
    """Return what stands below some keys; None where nothing does."""
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def table(node: object, *keys: str) -> dict[Word, object]:
    """Return the table below some keys; an empty one where there is none."""
    found = at(node, *keys)
    return found if isinstance(found, dict) else {}


def text(node: object, *keys: str) -> Word | None:
    """Return the text below some keys; None where there is none."""
    found = at(node, *keys)
    return found if isinstance(found, Word) else None


def texts(node: object, *keys: str) -> Iterator[Word]:
    """Yield the texts of the list below some keys."""
    found = at(node, *keys)
    for item in found if isinstance(found, list) else ():
        if isinstance(item, Word):
            yield item


def tables(node: object, *keys: str) -> Iterator[dict[Word, object]]:
    """Yield the tables of the list below some keys."""
    found = at(node, *keys)
    for item in found if isinstance(found, list) else ():
        if isinstance(item, dict):
            yield item


def broken(content: str, message: str, start: int) -> BrokenFileError:
    """Return what is wrong with a file; marks of a merge conflict explain everything else."""
    conflict = _CONFLICT.search(content)
    if conflict:
        return BrokenFileError("holds the marks of a merge conflict", conflict.start())
    return BrokenFileError(message, max(0, min(start, len(content))))
