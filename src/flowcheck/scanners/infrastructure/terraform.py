"""Terraform and OpenTofu: providers, types of resources, images and settings."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flowcheck.model.mention import NAME, SET, TERRAFORM
from flowcheck.scanners.infrastructure.images import image
from flowcheck.scanners.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Parser

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.scanner import File

_SOURCE = re.compile(r"(?:[a-z0-9.-]+\.[a-z]+/)?([\w-]+/[\w-]+)")
_MODULE = re.compile(r"(?:[a-z0-9.-]+\.[a-z]+/)?[\w-]+/[\w-]+/([a-z0-9]+)(?://.*)?")
_RESOURCE = re.compile(r'^[ \t]*resource[ \t]+"(\w+)"', re.MULTILINE)
_UPPER = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_BY_HASHICORP = "hashicorp"
"""Terraform's own namespace for a provider of which no source is given."""


def scan(file: File) -> Iterator[Mention]:
    """Yield each provider and type of resource once, and every image and name of a setting."""
    seen: set[str] = set()
    for mention in _all(file):
        if mention.kind != TERRAFORM or mention.value not in seen:
            seen.add(mention.value)
            yield mention


def _all(file: File) -> Iterator[Mention]:
    root = _parser().parse(file.text.encode(errors="replace")).root_node
    yield from _walk(file, root)
    if root.has_error:  # what stands beside the torn part is no block to the parser
        for match in _RESOURCE.finditer(file.text):
            yield file.mention(TERRAFORM, match[1], match.start(1), match.end(1))


@cache
def _parser() -> Parser:
    import tree_sitter_hcl  # noqa: PLC0415 - only where there is such a file
    from tree_sitter import Language, Parser  # noqa: PLC0415

    return Parser(Language(tree_sitter_hcl.language()))


def _walk(file: File, root: Node) -> Iterator[Mention]:
    """Yield what blocks, attributes and entries of objects mention, in the order of the file."""
    places = _Places(file)
    stack: list[tuple[Node, str]] = [(root, "")]
    while stack:
        node, block = stack.pop()
        inside = block
        if node.type == "block":
            inside = _text(node.named_children[0]) if node.named_children else ""
            yield from _block(places, node, inside)
        elif node.type in ("attribute", "object_elem"):
            yield from _entry(places, node, block)
        stack += [(child, inside) for child in reversed(node.named_children)]


class _Places:
    """Makes mentions of a file at nodes, whose places are counted in bytes of UTF-8."""

    def __init__(self, file: File) -> None:
        self.file = file
        self._raw = file.text.encode(errors="replace")
        self._plain = self._raw.isascii()

    def start(self, node: Node) -> int:
        at = node.start_byte
        return at if self._plain else len(self._raw[:at].decode(errors="replace"))

    def mention(self, kind: str, value: str, node: Node, role: str = "") -> Mention:
        start = self.start(node)
        return self.file.mention(kind, value, start, start + len(_text(node)), role)


def _block(places: _Places, node: Node, kind: str) -> Iterator[Mention]:
    label = node.named_children[1] if len(node.named_children) > 1 else None
    inner = _literal(label)
    if inner is None:
        return
    if kind == "resource":
        yield places.mention(TERRAFORM, _text(inner), inner)
    elif kind == "provider":
        words = _text(inner).split("/")
        name = words[-1]
        given = "/".join(words[-2:]) if len(words) > 1 else f"{_BY_HASHICORP}/{name}"
        yield places.mention(TERRAFORM, given, inner)


def _entry(places: _Places, node: Node, block: str) -> Iterator[Mention]:
    key_node, *rest = node.named_children
    key_literal = _literal(key_node)
    key = _text(key_literal or key_node)
    if _UPPER.fullmatch(key):
        yield places.mention(NAME, key, key_literal or _innermost(key_node), SET)
    value_node = _literal(rest[-1]) if rest else None
    if value_node is None:
        return
    value = _text(value_node)
    if key == "source" and block in ("required_providers", "module"):
        if block == "module":
            match = _MODULE.fullmatch(value)
            given = f"{_BY_HASHICORP}/{match[1]}" if match else ""
        else:
            match = _SOURCE.fullmatch(value)
            given = match[1] if match else ""
        if given:
            yield places.mention(TERRAFORM, given, value_node)
    elif key == "image":
        found = image(places.file, value, places.start(value_node))
        if found is not None:
            yield found
    elif key == "name" and _UPPER.fullmatch(value):
        yield places.mention(NAME, value, value_node, SET)


def _literal(node: Node | None) -> Node | None:
    """Return the text inside quotes that a node is, without holes; None where it is none."""
    while node is not None and node.type in ("expression", "literal_value", "string_lit"):
        inner = [child for child in node.named_children if "template_" not in child.type[:9]]
        literal = [child for child in node.named_children if child.type == "template_literal"]
        if literal:
            return literal[0] if len(literal) == 1 else None
        node = next(iter(inner), None)
    return None


def _innermost(node: Node) -> Node:
    while node.named_children:
        node = node.named_children[0]
    return node


def _text(node: Node) -> str:
    return (node.text or b"").decode(errors="replace")


SCANNER = Scanner(("*.tf", "*.tofu", "*.hcl"), scan)
