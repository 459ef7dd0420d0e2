"""YAML with positions: composed from PyYAML's events, iteratively, within fixed limits.

Every plain scalar stays the text that was typed (an empty one, `~` and `null` become None), so that
no YAML 1.1 rule turns `no` into a flag or `1.0` into a number; the schema gives values their type.
The composer keeps its own stack: deep nesting cannot exhaust Python's or C's.
"""

from __future__ import annotations

import gc
from typing import Any

import yaml
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

from flowcheck.errors import InputError, Problem
from flowcheck.model.source import MappingMarks, SequenceMarks, Source
from flowcheck.readers.text import decode
from flowcheck.readers.yaml_errors import syntax_problem

MAX_BYTES = 32_000_000
MAX_DEPTH = 100
MAX_ALIASED = 100_000
MAX_PROBLEMS = 1_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_STR_TAGS = frozenset((None, "!", "tag:yaml.org,2002:str"))
_CONTAINER_TAGS = frozenset((None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"))
_NO_KEY = object()
_EMPTY = "nothing may be meant, or something may have been lost"


class _Stop(Exception):  # noqa: N818 - ends the reading of one file; never leaves this module
    """The rest of the file cannot be read."""


class _Composer:
    """Turns the events of one file into a value with marks."""

    def __init__(self, path: str, text: str) -> None:
        self.source = Source(path, text)
        self.problems: list[Problem] = []
        self.value: Any = None
        self.documents = 0
        # one frame per open container: [container, its marks, pending key, key start, key end,
        # offset of the start, anchor, node count at the start]
        self.stack: list[list[Any]] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open_anchors: set[str] = set()
        self.anchor_places: dict[str, int] = {}
        self.nodes = 0
        self.aliased = 0

    def problem(self, event: Any, message: str, why: str = "", help_: str = "") -> None:  # noqa: ANN401
        self.problem_at((event.start_mark.index, event.end_mark.index), message, why, help_)

    def problem_at(self, place: tuple[int, int], message: str, why: str, help_: str) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop
        self.problems.append(self.source.problem(*place, message, why, help_))

    def run(self, loader: Any) -> None:  # noqa: ANN401 - the C parser has no type
        get_event = loader.get_event
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self.scalar(event)
            elif kind is MappingStartEvent:
                self.open(event, {}, {})
            elif kind is SequenceStartEvent:
                self.open(event, [], [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.close(event)
            elif kind is AliasEvent:
                self.alias(event)
            elif kind is DocumentStartEvent:
                self.document(event)
            elif kind is StreamEndEvent:
                return

    def document(self, event: Any) -> None:  # noqa: ANN401
        self.documents += 1
        if self.documents > 1:
            self.problem(
                event,
                "a second YAML document starts here",
                "one file is one mapping; what follows `---` would be lost",
                "move it to a file of its own",
            )
            raise _Stop

    def scalar(self, event: Any) -> None:  # noqa: ANN401
        self.nodes += 1
        text = event.value
        if event.tag not in _STR_TAGS:
            self.tag(event)
        value = None if not event.style and text in _NULLS else text
        if event.anchor is not None:
            self.anchor(event)
            self.anchors[event.anchor] = (value, 1)
        if self.stack and self.stack[-1][2] is _NO_KEY:
            self.key(event, text)
            return
        if value is None and self.stack:
            self.empty(event)
        self.add(value, event.start_mark.index, event.end_mark.index)

    def empty(self, event: Any) -> None:  # noqa: ANN401
        """Note a value that is not there: after a key, or as an item of a list."""
        frame = self.stack[-1]
        if frame[2] is None:
            self.problem(event, "an item of this list is empty", _EMPTY, "give it, or remove it")
            return
        self.problem_at(
            (frame[3], frame[4]),
            f"`{frame[2]}` is empty",
            _EMPTY,
            f"give `{frame[2]}` a value, or remove the key",
        )

    def anchor(self, event: Any) -> None:  # noqa: ANN401
        first = self.anchor_places.setdefault(event.anchor, event.start_mark.index)
        if first != event.start_mark.index:
            line, _ = self.source.place(first)
            self.problem(
                event,
                f"the anchor `&{event.anchor}` is given twice, first on line {line}",
                "an alias would mean one here and another there",
                "rename one of the two",
            )

    def tag(self, event: Any) -> None:  # noqa: ANN401
        self.problem(
            event,
            f"the tag `{event.tag}` is not allowed",
            "flowcheck reads plain text, lists and mappings only",
            "remove the tag",
        )

    def key(self, event: Any, text: str) -> None:  # noqa: ANN401
        frame = self.stack[-1]
        container, marks = frame[0], frame[1]
        if text in container:
            line, _ = self.source.place(marks[text][0])
            self.problem(
                event,
                f"duplicate key `{text}`, already given on line {line}",
                "YAML readers keep one of the two and drop the other silently",
                "remove one, or merge them",
            )
        elif text == "<<" and not event.style:
            self.problem(
                event,
                "merge keys (`<<`) are not part of YAML 1.2",
                "what they add would not be seen by a reader of the file",
                "write the keys out",
            )
        frame[2], frame[3], frame[4] = text, event.start_mark.index, event.end_mark.index

    def add(self, value: Any, start: int, end: int) -> None:  # noqa: ANN401
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

    def open(
        self,
        event: Any,  # noqa: ANN401
        container: Any,  # noqa: ANN401
        marks: MappingMarks | SequenceMarks,
    ) -> None:
        if self.stack and self.stack[-1][2] is _NO_KEY:
            self.problem(
                event,
                "a key must be plain text",
                "flowcheck looks records up by their keys",
                "write `key: value`, and quotes around a value that starts with a bracket or brace",
            )
            raise _Stop
        if len(self.stack) >= MAX_DEPTH:
            self.problem(
                event,
                f"nested deeper than {MAX_DEPTH} levels",
                "no record of an inventory is that deep",
                "remove the surplus brackets or indentation",
            )
            raise _Stop
        if event.tag not in _CONTAINER_TAGS:
            self.tag(event)
        if event.anchor is not None:
            self.anchor(event)
            self.open_anchors.add(event.anchor)
        self.source.marks[id(container)] = marks
        key = _NO_KEY if isinstance(container, dict) else None
        self.stack.append(
            [container, marks, key, 0, 0, event.start_mark.index, event.anchor, self.nodes]
        )
        self.nodes += 1

    def close(self, event: Any) -> None:  # noqa: ANN401
        container, _, _, _, _, start, anchor, before = self.stack.pop()
        if anchor is not None:
            self.anchors[anchor] = (container, self.nodes - before)
            self.open_anchors.discard(anchor)
        self.add(container, start, event.end_mark.index)

    def alias(self, event: Any) -> None:  # noqa: ANN401
        name = event.anchor
        if name in self.open_anchors or name not in self.anchors:
            what = "stands inside what it names" if name in self.open_anchors else "is not defined"
            self.problem(
                event, f"the alias `*{name}` {what}", "it stands for nothing", "write the value out"
            )
            raise _Stop
        value, size = self.anchors[name]
        self.nodes += size
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            self.problem(
                event,
                f"aliases expand to more than {MAX_ALIASED:,} values",
                "a small file would fill the memory",
                "write the values out, or split the records",
            )
            raise _Stop
        if self.stack and self.stack[-1][2] is _NO_KEY:
            self.problem(
                event,
                "an alias cannot be a key",
                "flowcheck looks records up by their keys",
                "write the key out",
            )
            raise _Stop
        self.add(value, event.start_mark.index, event.end_mark.index)


def read_yaml(path: str, content: bytes) -> tuple[Source, list[Problem]]:
    """Read one YAML file.

    Args:
        path: File relative to the project's root, for positions and messages.
        content: The file's bytes.

    Returns:
        The source with its value, and the problems found. Reading goes on after a problem where
        it can, so that one run shows all; `complete` tells whether it came to the end.
    """
    if len(content) > MAX_BYTES:
        problem = Problem(
            path,
            0,
            0,
            f"the file has {len(content) / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read",
            "no one reviews a file of that size, and every run would wait for it",
            "split it, one file per system",
        )
        return Source(path, ""), [problem]
    try:
        text = decode(path, content)
    except InputError as error:
        return Source(path, ""), list(error.problems)
    composer = _Composer(path, text)
    enabled = gc.isenabled()
    gc.disable()  # the values are many and hold no cycles
    loader = None
    try:
        loader = _LOADER(text)
        composer.run(loader)
        composer.source.complete = True
    except _Stop:
        pass
    except yaml.YAMLError as error:
        composer.problems.append(syntax_problem(composer.source, error))
    finally:
        if loader is not None:
            loader.dispose()
        if enabled:
            gc.enable()
    composer.source.value = composer.value
    return composer.source, composer.problems
