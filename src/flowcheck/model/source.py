"""Places: symbolic addresses that records carry, and the spans they become in a file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from flowcheck.errors import Problem

Step = str | int


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A place in an input file, by its path of keys and list indices.

    Attributes:
        path: File relative to the project's root, with forward slashes.
        loc: Keys and 0-based indices from the document's root, as pydantic's `loc`.
        on_key: Whether the key is meant, and not its value.
    """

    path: str
    loc: tuple[Step, ...] = ()
    on_key: bool = False

    def child(self, *steps: Step) -> Address:
        """Return the address of something below this one."""
        return Address(self.path, (*self.loc, *steps))

    def key(self, name: str) -> Address:
        """Return the address of a key of this mapping."""
        return Address(self.path, (*self.loc, name), on_key=True)


@dataclass(frozen=True, slots=True, order=True)
class TextRange:
    """A passage of the policy's text: half-open character offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A resolved place: 1-based lines and columns in characters, `end_column` exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


MappingMarks = dict[str, tuple[int, int, int, int]]
"""Per key: offsets of the key's start and end, and of the value's start and end."""
SequenceMarks = list[tuple[int, int]]
"""Per item: offsets of its start and end."""


class Text:
    """A text file with its lines, to turn offsets into places.

    Attributes:
        path: File relative to the project's root, with forward slashes.
        text: The content, decoded.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None
        self._last_line: tuple[int, str] = (0, "")

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._starts = starts
        return self._starts

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of a character offset."""
        line = bisect_right(self._line_starts(), offset)
        return line, offset - self._line_starts()[line - 1] + 1

    def start_of(self, number: int) -> int:
        """Return the offset at which a line, by its 1-based number, starts."""
        return self._line_starts()[number - 1]

    def line(self, number: int) -> str:
        """Return a line by its 1-based number, without its end; "" where there is none."""
        if number != self._last_line[0]:  # many problems of one long line share its text
            self._last_line = (number, self._line(number))
        return self._last_line[1]

    def _line(self, number: int) -> str:
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r")

    def span(self, start: int, end: int) -> Span:
        """Return the span of a half-open range of offsets."""
        line, column = self.place(start)
        end_line, end_column = self.place(max(start, end))
        return Span(self.path, line, column, end_line, end_column)

    def problem(self, start: int, end: int, message: str, why: str, help_: str) -> Problem:
        """Return a problem at a half-open range of offsets; only its first line is shown."""
        span = self.span(start, end)
        last = max(span.column + 1, span.end_column if span.end_line == span.line else 0)
        text = self.line(span.line)
        return Problem(self.path, span.line, span.column, message, why, help_, last, text)


class Source(Text):
    """A YAML file as read: its value, and where each part of it stands.

    Attributes:
        value: Mappings, lists, texts and None (an empty value).
        marks: Offsets of the entries of each container, by the container's `id`.
        complete: Whether the value holds all that the file says.
    """

    def __init__(
        self,
        path: str,
        text: str,
        value: object = None,
        marks: dict[int, MappingMarks | SequenceMarks] | None = None,
    ) -> None:
        super().__init__(path, text)
        self.value = value
        self.marks = marks or {}
        self.complete = False

    def at(self, loc: tuple[Step, ...]) -> object:
        """Return the value at a path, or None where there is none."""
        here: object = self.value
        for step in loc:
            if isinstance(here, dict):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here

    def resolve(self, loc: tuple[Step, ...], *, on_key: bool = False) -> Span:
        """Return the span of the value (or key) at a path, or of the nearest part above it.

        A step that leads into a lone term (where a list may stand) stays at that term. The span
        of a mapping or list ends with its first line.
        """
        start, end, here = 0, 0, self.value
        for depth, step in enumerate(loc):
            marks = self.marks.get(id(here))
            if isinstance(here, dict) and isinstance(marks, dict) and step in marks:
                key_start, key_end, start, end = marks[str(step)]
                here = here[step]
                if on_key and depth == len(loc) - 1:
                    return self.span(key_start, key_end)
            elif isinstance(here, list) and isinstance(marks, list) and isinstance(step, int):
                if not step < len(here):
                    break
                start, end = marks[step]
                here = here[step]
            else:
                break
        return self._first_line(start, end)

    def _first_line(self, start: int, end: int) -> Span:
        stop = self.text.find("\n", start)
        limit = len(self.text) if stop < 0 else stop
        clipped = self.text[start : min(end, limit)].rstrip()
        return self.span(start, start + max(1, len(clipped)))
