"""What a scanner is: the names of the files that it reads, and a pure function of one file."""

from __future__ import annotations

import codecs
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.errors import FlowcheckError
from flowcheck.model.mention import Mention
from flowcheck.model.source import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flowcheck.errors import Problem

_READABLE = 1_000
"""Characters of the longest line that is shown."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class BrokenFileError(FlowcheckError):
    """A file is not what its name says; it becomes a warning at its place, and the scan goes on.

    Attributes:
        message: What is wrong, as "is no JSON: a comma is missing".
        start: Character offset at which it is wrong.
    """

    def __init__(self, message: str, start: int = 0) -> None:
        self.message = message
        self.start = start
        super().__init__(message)


class File:
    """One file as scanners see it.

    Attributes:
        path: Relative to the root, with forward slashes.
        content: Its bytes.
    """

    def __init__(self, path: str, content: bytes) -> None:
        self.path = path
        self.content = content

    @cached_property
    def text(self) -> str:
        """The content as text; bytes that are no text become U+FFFD."""
        encoding = next((name for mark, name in _MARKS if self.content.startswith(mark)), "utf-8")
        return self.content.decode(encoding, errors="replace")

    @cached_property
    def _places(self) -> Text:
        return Text(self.path, self.text)

    @cached_property
    def _is_ascii(self) -> bool:
        return self.content.isascii()

    def offset(self, byte: int) -> int:
        """Return the character offset of a byte offset, for parsers that count bytes of UTF-8."""
        return byte if self._is_ascii else len(self.content[:byte].decode(errors="replace"))

    def problem(self, start: int, message: str, why: str, help_: str) -> Problem:
        """Return a problem at a character offset of `text`."""
        return self._places.problem(start, start, message, why, help_)

    def mention(self, kind: str, value: str, start: int, end: int, role: str = "") -> Mention:
        """Return a mention at a half-open range of character offsets of `text`."""
        span = self._places.span(start, end)
        line = self._places.line(span.line)
        stop = span.end_column if span.end_line == span.line else len(line) + 1
        text = line if len(line) <= _READABLE else ""
        return Mention(self.path, span.line, span.column, stop, kind, value, role, text)


class Scanner(Struct, frozen=True, gc=False):
    """One kind of signal in one kind of file.

    Attributes:
        names: Patterns of the files that it reads, as `fnmatch` has them: of the name, or of the
            whole path where the pattern has a slash.
        scan: Yields what a file mentions.
        largest: Bytes of the largest file that it reads; a larger one is a warning.

    Its `scan` raises `BrokenFileError`; whatever it has yielded before that counts.
    """

    names: tuple[str, ...]
    scan: Callable[[File], Iterable[Mention]]
    largest: int = 4_000_000
