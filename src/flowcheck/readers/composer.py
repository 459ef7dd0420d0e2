"""The composer: turns the events of a YAML parser into a value that knows where it stands.

Every plain scalar stays the text that was typed (an empty one, `~` and `null` become None), so that
no YAML 1.1 rule turns `no` into a flag or `1.0` into a number; the schema gives values their type.
It keeps its own stack: deep nesting cannot exhaust Python's or C's.
"""

# ruff: noqa: ANN401 - the events of the C parser have no types
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from flowcheck.model.source import MappingMarks, SequenceMarks, Source

if TYPE_CHECKING:
    from flowcheck.errors import Problem

MAX_DEPTH = 100
MAX_ALIASED = 100_000
MAX_NODES = 4_000_000
MAX_PROBLEMS = 1_000

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_STR_TAGS = frozenset((None, "!", "tag:yaml.org,2002:str"))
_CONTAINER_TAGS = frozenset((None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"))
_NO_KEY = object()
_EMPTY = "nothing may be meant, or something may have been lost"


class Stop(Exception):  # noqa: N818 - ends the reading of one file; never leaves the reader
    """The rest of the file cannot be read."""


class Composer:
    """Turns the events of one file into a value with marks."""

    def __init__(self, path: str, text: str) -> None:
        self.source = Source(path, text)
        self.problems: list[Problem] = []
        self.value: Any = None
        self.documents = 0
        # per open container: itself, marks, key, key start and end, start, anchor, nodes before
        self.stack: list[list[Any]] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open_anchors: set[str] = set()
        self.anchor_places: dict[str, int] = {}
        self.nodes = 0
        self.aliased = 0

    def _problem(self, event: Any, message: str, why: str = "", help_: str = "") -> None:
        self._problem_at((event.start_mark.index, event.end_mark.index), message, why, help_)

    def _problem_at(self, place: tuple[int, int], message: str, why: str, help_: str) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise Stop
        self.problems.append(self.source.problem(*place, message, why, help_))

    def run(self, loader: Any) -> None:
        """Take every event of a parser.

        Raises:
            Stop: The rest of the file cannot be read; the problem is noted.
        """
        get_event = loader.get_event
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent:
                self._open(event, {}, {})
            elif kind is SequenceStartEvent:
                self._open(event, [], [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is DocumentStartEvent:
                self._document(event)
            elif kind is StreamEndEvent:
                return

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._problem(
                event,
                "a second YAML document starts here",
                "one file is one mapping; what follows `---` would be lost",
                "move it to a file of its own",
            )
            raise Stop

    def _scalar(self, event: Any) -> None:
        self.nodes += 1
        text = event.value
        if event.tag not in _STR_TAGS:
            self._tag(event)
        value = None if not event.style and text in _NULLS else text
        if event.anchor is not None:
            self._anchor(event)
            self.anchors[event.anchor] = (value, 1)
        if self.stack and self.stack[-1][2] is _NO_KEY:
            self._key(event, text)
            return
        if value is None and self.stack:
            self._empty(event)
        self._add(value, event.start_mark.index, event.end_mark.index)

    def _empty(self, event: Any) -> None:
        """Note a value that is not there: after a key, or as an item of a list."""
        frame = self.stack[-1]
        if frame[2] is None:
            self._problem(event, "an item of this list is empty", _EMPTY, "give it, or remove it")
            return
        self._problem_at(
            (frame[3], frame[4]),
            f"`{frame[2]}` is empty",
            _EMPTY,
            f"give `{frame[2]}` a value, or remove the key",
        )

    def _anchor(self, event: Any) -> None:
        first = self.anchor_places.setdefault(event.anchor, event.start_mark.index)
        if first != event.start_mark.index:
            line, _ = self.source.place(first)
            self._problem(
                event,
                f"the anchor `&{event.anchor}` is given twice, first on line {line}",
                "an alias would mean one here and another there",
                "rename one of the two",
            )

    def _tag(self, event: Any) -> None:
        self._problem(
            event,
            f"the tag `{event.tag}` is not allowed",
            "flowcheck reads plain text, lists and mappings only",
            "remove the tag",
        )

    def _key(self, event: Any, text: str) -> None:
        frame = self.stack[-1]
        container, marks, *_ = frame
        if not text:
            self._problem(event, "a key is empty", _EMPTY, "write `key: value`")
        elif text in container:
            line, _ = self.source.place(marks[text][0])
            self._problem(
                event,
                f"duplicate key `{text}`, already given on line {line}",
                "YAML readers keep one of the two and drop the other silently",
                "remove one, or merge them",
            )
        elif text == "<<" and not event.style:
            self._problem(
                event,
                "merge keys (`<<`) are not part of YAML 1.2",
                "what they add would not be seen by a reader of the file",
                "write the keys out",
            )
        frame[2], frame[3], frame[4] = text, event.start_mark.index, event.end_mark.index

    def _add(self, value: Any, start: int, end: int) -> None:
        if not self.stack:
            self.value = value
            return
        frame = self.stack[-1]
        container, marks, key = frame[0], frame[1], frame[2]
        if key is None:
            container.append(value)
            marks.append((start, end))
        elif key is not _NO_KEY:
            container[key] = value
            marks[key] = (frame[3], frame[4], start, end)
            frame[2] = _NO_KEY

    def _open(self, event: Any, container: Any, marks: MappingMarks | SequenceMarks) -> None:
        if self.stack and self.stack[-1][2] is _NO_KEY:
            self._problem(
                event,
                "a key must be plain text",
                "flowcheck looks records up by their keys",
                "write `key: value`, and quotes around a value that starts with a bracket or brace",
            )
            raise Stop
        if len(self.stack) >= MAX_DEPTH:
            self._problem(
                event,
                f"nested deeper than {MAX_DEPTH} levels",
                "no record of an inventory is that deep",
                "remove the surplus brackets or indentation",
            )
            raise Stop
        if event.tag not in _CONTAINER_TAGS:
            self._tag(event)
        if event.anchor is not None:
            self._anchor(event)
            self.open_anchors.add(event.anchor)
        if self.nodes > MAX_NODES:
            self._problem(
                event,
                f"the file holds more than {MAX_NODES:,} values",
                "it would fill the memory, and no one reviews a file of that size",
                "split it, one file per system",
            )
            raise Stop
        self.source.marks[id(container)] = marks
        key = _NO_KEY if isinstance(container, dict) else None
        self.stack.append(
            [container, marks, key, 0, 0, event.start_mark.index, event.anchor, self.nodes]
        )
        self.nodes += 1

    def _close(self, event: Any) -> None:
        container, _, _, _, _, start, anchor, before = self.stack.pop()
        if anchor is not None:
            self.anchors[anchor] = (container, self.nodes - before)
            self.open_anchors.discard(anchor)
        self._add(container, start, event.end_mark.index)

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if name in self.open_anchors or name not in self.anchors:
            what = "stands inside what it names" if name in self.open_anchors else "is not defined"
            self._problem(
                event, f"the alias `*{name}` {what}", "it stands for nothing", "write the value out"
            )
            raise Stop
        value, size = self.anchors[name]
        self.nodes += size
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            self._problem(
                event,
                f"aliases expand to more than {MAX_ALIASED:,} values",
                "a small file would fill the memory",
                "write the values out, or split the records",
            )
            raise Stop
        if self.stack and self.stack[-1][2] is _NO_KEY:
            self._problem(
                event,
                "an alias cannot be a key",
                "flowcheck looks records up by their keys",
                "write the key out",
            )
            raise Stop
        self._add(value, event.start_mark.index, event.end_mark.index)
