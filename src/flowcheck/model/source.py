"""Places: symbolic addresses that records carry, and the spans they become in a file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct

from flowcheck.errors import Problem

Step = str | int


class Address(Struct, frozen=True, order=True, gc=False):
    """A place in an input file, by its path of keys and list indices.

    Attributes:
        path: File relative to the project's root, with forward slashes.
        loc: Keys and 0-based indices from the document's root, as a validator's `loc`.
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


class TextRange(Struct, frozen=True, order=True, gc=False):
    """A passage of the policy's text: half-open character offsets."""

    start: int
    end: int


class Span(Struct, frozen=True, order=True, gc=False):
    """A resolved place: 1-based lines and columns in characters, `end_column` exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Marks:
    """Where the entries of each container stand: half-open character offsets, packed."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._starts: dict[int, int] = {}

    def keep(self, container: object, offsets: list[int]) -> None:
        """Keep a container's offsets, entry by entry in its order.

        Args:
            container: The mapping or list; it must live as long as these marks.
            offsets: Start and end of each item; for a mapping of each key and of each value.
        """
        self._starts[id(container)] = len(self._numbers)
        self._numbers.fromlist(offsets)

    def know(self, container: object) -> bool:
        """Tell whether a container's offsets were kept: its file was read to its end."""
        return id(container) in self._starts

    def entry(self, container: dict[str, object], key: str) -> tuple[int, int, int, int]:
        """Return the offsets of a key's start and end and of its value's."""
        at = self._starts[id(container)] + 4 * list(container).index(key)
        key_start, key_end, start, end = self._numbers[at : at + 4]
        return key_start, key_end, start, end

    def item(self, container: list[object], index: int) -> tuple[int, int]:
        """Return the offsets of an item's start and end."""
        at = self._starts[id(container)] + 2 * index
        return self._numbers[at], self._numbers[at + 1]


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
            lengths = accumulate(map(len, self.text.split("\n")), initial=0)
            self._starts = [start + number for number, start in enumerate(lengths)][:-1]
        return self._starts

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of a character offset."""
        starts = self._starts or self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

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
        marks: Where the entries of each of its containers stand.
        complete: Whether the value holds all that the file says.
    """

    def __init__(self, path: str, text: str) -> None:
        super().__init__(path, text)
        self.value: object = None
        self.marks = Marks()
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
            if not self.marks.know(here):
                break
            if isinstance(here, dict) and step in here:
                key_start, key_end, start, end = self.marks.entry(here, str(step))
                if on_key and depth == len(loc) - 1:
                    return self.span(key_start, key_end)
                here = here[step]
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                start, end = self.marks.item(here, step)
                here = here[step]
            else:
                break
        return self._first_line(start, end)

    def _first_line(self, start: int, end: int) -> Span:
        stop = self.text.find("\n", start)
        limit = len(self.text) if stop < 0 else stop
        clipped = self.text[start : min(end, limit)].rstrip()
        return self.span(start, start + max(1, len(clipped)))
