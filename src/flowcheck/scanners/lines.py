"""Lines of YAML as people and templates write them, read without understanding the whole.

Helm charts are templates and no YAML at all, and other files hold forms of their programs; what
matters here, keys, texts and how deep they stand, shows in each line by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(
    r"""^(?P<indent>[ ]*(?:-[ ]+)*)
        (?:(?P<quote>["']?)(?P<key>[\w./-]{1,200})(?P=quote)[ ]*:(?:[ \t]+|(?=\r?$)))?
        (?P<value>.*)$""",
    re.VERBOSE,
)
_SHOWN = 2_000
"""Characters of a line that are looked at."""


class Line(NamedTuple):
    """One line.

    Attributes:
        start: Character offset at which its value starts in the text.
        key: Its key, "" where it has none.
        key_start: Where the key starts.
        value: The rest without quotes and comment.
        above: The keys that it stands below, the outermost first.
        is_item: Whether it begins an item of a list.
    """

    start: int
    key: str
    key_start: int
    value: str
    above: tuple[str, ...]
    is_item: bool


def yaml_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that say something; block scalars are passed over."""
    stack: list[tuple[int, str]] = []
    offset, block = 0, -1
    for whole in text.splitlines(keepends=True):
        start, offset = offset, offset + len(whole)
        line = whole.rstrip("\r\n")[:_SHOWN]
        stripped = line.lstrip()
        if not stripped or stripped[0] == "#":
            continue
        depth = len(line) - len(stripped)
        if block >= 0:
            if depth > block:
                continue
            block = -1
        match = _LINE.match(line)
        if match is None:
            continue
        deep = len(match["indent"])
        while stack and stack[-1][0] >= deep:
            stack.pop()
        value_start, value = _bare(match["value"], start + match.start("value"))
        key = match["key"] or ""
        above = tuple(name for _, name in stack)
        is_item = "-" in match["indent"]
        yield Line(value_start, key, start + match.start("key"), value, above, is_item)
        if key:
            stack.append((deep, key))
            if re.fullmatch(r"[|>][+-]?[0-9]?", value):
                block = depth


def _bare(raw: str, start: int) -> tuple[int, str]:
    """Return a value without its quotes or comment, and where it starts."""
    value = raw.strip()
    start += len(raw) - len(raw.lstrip())
    if value[:1] in ("'", '"'):
        end = value.find(value[0], 1)
        return start + 1, value[1 : end if end > 0 else len(value)]
    comment = re.search(r"(?:^|\s)#", value)
    return start, value[: comment.start()].rstrip() if comment else value
