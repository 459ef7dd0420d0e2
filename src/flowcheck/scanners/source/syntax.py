"""A program as tree-sitter reads it, for languages that no regular expression can cut."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from flowcheck.scanners.source.lexer import Literal

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_TEXTS = frozenset(("string", "template_string"))
_PARTS = frozenset(
    ("string_fragment", "escape_sequence", "html_character_reference", '"', "'", "`")
)
_DEAD = _TEXTS | {
    *(
        "comment",
        "html_comment",
        "hash_bang_line",
        "jsx_text",
        "regex",
        "regex_pattern",
        "regex_flags",
    )
}
_CHUNK = 1 << 16
_LEAST_STEPS, _CHARACTERS_A_STEP = 1_000, 8
"""The parser says each hundred operations how far it is: once in 60 characters of a program, and
several times a character where it loses its way. Seconds would not be the same on any machine."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class Parsed:
    """A program in JavaScript or TypeScript; what does not parse is read as well as can be."""

    def __init__(self, root: Node) -> None:
        """Keep the root of a program's tree, whose offsets in bytes are those of its characters."""
        self._root = root

    def _node(self, offset: int) -> Node | None:
        node = self._root.descendant_for_byte_range(offset, offset + 1)
        return node.parent if node is not None and node.type in _PARTS else node

    def literal(self, offset: int) -> Literal | None:
        """Return the text around an offset, or nothing in code and in comments."""
        node = self._node(offset)
        if node is None or node.type not in _TEXTS:
            return None
        return Literal(
            node.start_byte, node.start_byte + 1, max(node.start_byte + 1, node.end_byte - 1)
        )

    def is_code(self, offset: int) -> bool:
        """Tell whether an offset is in neither a text nor a comment."""
        node = self._node(offset)
        return node is not None and node.type not in _DEAD


@cache
def _parser(dialect: str) -> Parser:
    from tree_sitter import Language, Parser  # noqa: PLC0415 - only where there is something to parse

    if dialect == "javascript":
        from tree_sitter_javascript import language  # noqa: PLC0415
    elif dialect == "typescript":
        from tree_sitter_typescript import language_typescript as language  # noqa: PLC0415
    else:
        from tree_sitter_typescript import language_tsx as language  # noqa: PLC0415
    return Parser(Language(language()))


def parse(text: str, dialect: str) -> Parsed | None:
    """Return a program as it parses, or nothing where that takes more steps than programs take.

    Args:
        text: The program.
        dialect: javascript, typescript or tsx.
    """
    # One byte for each character: so that the parser's offsets are those of the text.
    content = (text if text.isascii() else _NOT_ASCII.sub("x", text)).encode()
    steps = count()
    most = _LEAST_STEPS + len(content) // _CHARACTERS_A_STEP
    try:
        tree = _parser(dialect).parse(
            lambda offset, _: content[offset : offset + _CHUNK],
            progress_callback=lambda _offset, _broken: next(steps) > most,
        )
    except ValueError:  # stopped by the callback
        _parser(dialect).reset()
        return None
    return Parsed(tree.root_node)
