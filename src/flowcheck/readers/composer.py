"""The composer: turns the events of a YAML parser into a value that knows where it stands.

Every plain scalar stays the text that was typed (an empty one, `~` and `null` become None), so that
no YAML 1.1 rule turns `no` into a flag or `1.0` into a number; the schema gives values their type.
White space around a quoted or block text is taken off. It keeps its own stack: deep nesting cannot
exhaust Python's or C's.
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

from flowcheck.model.fields import CONTROL
from flowcheck.model.source import Source
from flowcheck.readers import yaml_words as words

if TYPE_CHECKING:
    from flowcheck.errors import Problem

MAX_DEPTH = 100
MAX_ALIASED = 100_000
MAX_NODES = 4_000_000
MAX_PROBLEMS = 1_000

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_LONGEST_NULL = 4
_SHARED = 40
_STR_TAGS = frozenset((None, "!", "tag:yaml.org,2002:str"))
_CONTAINER_TAGS = frozenset((None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"))
_NO_KEY, _DROPPED = object(), object()


class Stop(Exception):  # noqa: N818 - ends the reading of one file; never leaves the reader
    """The rest of the file cannot be read."""


class Composer:
    """Turns the events of one file into a value with marks.

    Attributes:
        source: The file, and where its parts stand.
        texts: The short texts that were read, each once: keys and terms recur in every record.
        problems: What is wrong with it.
    """

    def __init__(self, path: str, text: str, texts: dict[str, str]) -> None:
        self.source = Source(path, text)
        self.texts = texts
        self.problems: list[Problem] = []
        self.documents = 0
        self.top: list[Any] = []
        # the open container, its offsets, and the key that waits for its value (None in a list)
        self.container: Any = self.top
        self.offsets: list[int] = []
        self.key: Any = None
        # for each container around it: these three, its own start, its anchor, the nodes before it
        self.stack: list[tuple[Any, list[int], Any, int, str | None, int]] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open_anchors: set[str] = set()
        self.anchor_places: dict[str, int] = {}
        self.nodes = 0
        self.aliased = 0

    @property
    def value(self) -> Any:
        """The value of the file, as far as it was read."""
        return self.top[0] if self.top else None

    def run(self, loader: Any) -> None:  # noqa: C901, PLR0912, PLR0915 - the one hot loop
        """Take every event of a parser.

        A million of them are a second's work, so what is common is done here, in local names, and
        only what is rare is a call.

        Raises:
            Stop: The rest of the file cannot be read; the problem is noted.
        """
        get_event, stack, keep = loader.get_event, self.stack, self.source.marks.keep
        share = self.texts.setdefault
        container, offsets, key, nodes = self.container, self.offsets, self.key, self.nodes
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                nodes += 1
                value = event.value
                start = event.start_mark.index
                if event.style or event.anchor is not None or event.tag is not None:
                    end = event.end_mark.index
                    self.key = key
                    value = self._dressed(event)
                else:
                    size = len(value)
                    end = start + size  # of a plain text over several lines, the first counts
                    if size <= _LONGEST_NULL and value in _NULLS:
                        value = None
                    elif size <= _SHARED:
                        value = share(value, value)
                if key is _NO_KEY:
                    key = value
                    if not value or value in container or value == "<<":
                        self.container, self.offsets = container, offsets
                        key = self._odd_key(event)
                    if key is not _DROPPED:
                        offsets += (start, end)
                    continue
                if value is None:
                    self.offsets, self.key = offsets, key
                    self._empty(event)
                if key is None:
                    container.append(value)
                    offsets += (start, end)
                else:
                    if key is not _DROPPED:
                        container[key] = value
                        offsets += (start, end)
                    key = _NO_KEY
            elif kind is SequenceStartEvent or kind is MappingStartEvent:
                self.key, self.nodes = key, nodes
                if (
                    key is _NO_KEY
                    or event.anchor is not None
                    or event.tag is not None
                    or len(stack) >= MAX_DEPTH
                    or nodes > MAX_NODES
                ):
                    self._odd_container(event)
                stack.append((container, offsets, key, event.start_mark.index, event.anchor, nodes))
                inner: Any = [] if kind is SequenceStartEvent else {}
                if key is None:
                    container.append(inner)
                elif key is not _DROPPED:
                    container[key] = inner
                container, offsets, key = inner, [], None if kind is SequenceStartEvent else _NO_KEY
                nodes += 1
            elif kind is SequenceEndEvent or kind is MappingEndEvent:
                inner = container
                keep(inner, offsets)
                container, offsets, key, start, anchor, before = stack.pop()
                if anchor is not None:
                    self.anchors[anchor] = (inner, nodes - before)
                    self.open_anchors.discard(anchor)
                if key is not _DROPPED:
                    offsets += (start, event.end_mark.index)
                if key is not None:
                    key = _NO_KEY
            elif kind is AliasEvent:
                self.key, self.nodes = key, nodes
                value = self._aliased(event)
                nodes = self.nodes
                if key is None:
                    container.append(value)
                elif key is not _DROPPED:
                    container[key] = value
                if key is not _DROPPED:
                    offsets += (event.start_mark.index, event.end_mark.index)
                if key is not None:
                    key = _NO_KEY
            elif kind is DocumentStartEvent:
                self._document(event)
            elif kind is StreamEndEvent:
                return

    def _problem(self, event: Any, said: words.Words) -> None:
        self._problem_at(event.start_mark.index, event.end_mark.index, said)

    def _problem_at(self, start: int, end: int, said: words.Words) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise Stop
        self.problems.append(self.source.problem(start, end, *said))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._problem(event, words.SECOND_DOCUMENT)
            raise Stop

    def _dressed(self, event: Any) -> str | None:
        """Return the value of a scalar that has quotes, a tag or an anchor."""
        value: str | None = event.value.strip() if event.style else event.value
        if event.tag not in _STR_TAGS:
            self._problem(event, words.tag(event.tag))
        if not event.style and value in _NULLS:
            value = None
        if event.style == '"' and value and CONTROL.search(value):
            self._problem(event, words.control_character(self._what()))
        if event.anchor is not None:
            self._anchor(event)
            self.anchors[event.anchor] = (value, 1)
        return value

    def _what(self) -> str:
        """Return what is being read, in words."""
        if self.key is _NO_KEY:
            return "a key"
        if self.key is not None:
            return "the value of this key" if self.key is _DROPPED else f"`{self.key}`"
        above = self.stack[-1][2] if self.stack else None
        return f"an item of `{above}`" if isinstance(above, str) else "an item of this list"

    def _empty(self, event: Any) -> None:
        """Note a value that is not there: after a key, or as an item of a list."""
        if not self.stack:
            return  # an empty file is told as such
        if self.key is None:
            self._problem(event, words.EMPTY_ITEM)
        elif self.key is not _DROPPED:
            self._problem_at(self.offsets[-2], self.offsets[-1], words.empty_value(self.key))

    def _anchor(self, event: Any) -> None:
        first = self.anchor_places.setdefault(event.anchor, event.start_mark.index)
        if first != event.start_mark.index:
            line, _ = self.source.place(first)
            self._problem(event, words.anchor_twice(event.anchor, line))

    def _odd_key(self, event: Any) -> Any:
        """Return what an empty, repeated or merging key stands for."""
        text: str = event.value.strip() if event.style else event.value
        if not text:
            self._problem(event, words.EMPTY_KEY)
        if text in self.container:
            at = 4 * list(self.container).index(text)
            line, _ = self.source.place(self.offsets[at])
            if text:
                self._problem(event, words.duplicate_key(text, line))
            return _DROPPED
        if text == "<<" and not event.style:
            self._problem(event, words.MERGE_KEY)
        return text

    def _odd_container(self, event: Any) -> None:
        """Note what is wrong with a container, and its anchor."""
        if self.key is _NO_KEY:
            self._problem(event, words.NO_PLAIN_KEY)
            raise Stop
        if len(self.stack) >= MAX_DEPTH:
            self._problem(event, words.too_deep(MAX_DEPTH))
            raise Stop
        if event.tag not in _CONTAINER_TAGS:
            self._problem(event, words.tag(event.tag))
        if event.anchor is not None:
            self._anchor(event)
            self.open_anchors.add(event.anchor)
        if self.nodes > MAX_NODES:
            self._problem(event, words.too_many(MAX_NODES))
            raise Stop

    def _aliased(self, event: Any) -> Any:
        """Return the value that an alias stands for."""
        name = event.anchor
        if name in self.open_anchors or name not in self.anchors:
            self._problem(event, words.bad_alias(name, is_open=name in self.open_anchors))
            raise Stop
        value, size = self.anchors[name]
        self.nodes += size
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            self._problem(event, words.alias_bomb(MAX_ALIASED))
            raise Stop
        if self.key is _NO_KEY:
            self._problem(event, words.ALIAS_KEY)
            raise Stop
        return value
