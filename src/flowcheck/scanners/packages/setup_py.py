"""`setup.py` of setuptools: the requirements that stand in it as texts; it is never executed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT
from flowcheck.scanners.packages.groups import group_role
from flowcheck.scanners.packages.manifest import mentions
from flowcheck.scanners.packages.python_words import requirement
from flowcheck.scanners.packages.registries import PYPI
from flowcheck.scanners.packages.words import word
from flowcheck.scanners.scanner import File, Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word

_ROLES = {"install_requires": DIRECT, "setup_requires": DEV, "tests_require": DEV}
_WANTED = re.compile(rb"_requires?\b|\bname\b")


def _scan(file: File) -> Iterator[Mention]:
    if _WANTED.search(file.content):
        yield from mentions(file, _find(file.text))


def _find(content: str) -> Iterator[Found]:
    import tree_sitter_python  # noqa: PLC0415 - few repositories have a setup.py
    from tree_sitter import Language, Parser  # noqa: PLC0415 - as above

    raw = content.encode()
    tree = Parser(Language(tree_sitter_python.language())).parse(raw)
    lists, calls = {}, []
    waiting = [tree.root_node]
    while waiting:
        node = waiting.pop()
        waiting += reversed(node.named_children)
        if node.type == "assignment":
            lists[_text(node.child_by_field_name("left"))] = node.child_by_field_name("right")
        elif node.type == "keyword_argument":
            calls.append((_text(node.child_by_field_name("name")), node))
    for key, node in calls:
        value = node.child_by_field_name("value")
        while value is not None and value.type == "identifier" and _text(value) in lists:
            value = lists.pop(_text(value))
        if key == "name":
            for place in _texts(raw, value)[:1]:
                yield PYPI.own(place)
        elif key == "extras_require":
            yield from _extras(raw, value)
        elif key in _ROLES:
            yield from _required(raw, value, _ROLES[key])


def _extras(raw: bytes, value: Node | None) -> Iterator[Found]:
    for pair in value.named_children if value else ():
        key = pair.child_by_field_name("key")
        extra = "".join(_texts(raw, key)[:1])
        yield from _required(raw, pair.child_by_field_name("value"), group_role(extra))


def _required(raw: bytes, value: Node | None, role: str) -> Iterator[Found]:
    for line in _texts(raw, value):
        found = requirement(line, role)
        if found:
            yield found


def _text(node: Node | None) -> str:
    return (node.text or b"").decode() if node else ""


def _texts(raw: bytes, node: Node | None) -> list[Word]:
    """Return the string that a node is, or the strings of the list that it is."""
    nodes = [node] if node else []
    found = []
    while nodes:
        here = nodes.pop()
        if here.type in ("list", "tuple", "set", "binary_operator"):
            nodes += reversed(here.named_children)
        elif here.type == "string":
            inner = [part for part in here.named_children if part.type == "string_content"]
            for part in inner[:1]:
                start = len(raw[: part.start_byte].decode())
                text = _text(part)
                found.append(word(text, start, start + len(text)))
    return found


SCANNER = Scanner(("setup.py",), _scan)
