"""A program cut into code, texts and comments by one regular expression per language."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple, Protocol


class Literal(NamedTuple):
    """A text in a program.

    Attributes:
        outer: Offset at which it starts, with its prefix and quote.
        start: Offset of its first character.
        end: The exclusive end of its last.
    """

    outer: int
    start: int
    end: int


class Reading(Protocol):
    """A program whose comments and texts are known."""

    def literal(self, offset: int) -> Literal | None:
        """Return the text around an offset, or nothing in code and in comments."""

    def is_code(self, offset: int) -> bool:
        """Tell whether an offset is in neither a text nor a comment."""


class Lexed:
    """A program cut by a regular expression.

    Attributes:
        text: The program.
        tokens: Its comments, whose `lastgroup` is nothing, and its texts, in order.
    """

    def __init__(self, text: str, pattern: re.Pattern[str], end: int | None = None) -> None:
        """Cut a program.

        Args:
            text: The program.
            pattern: Made by `tokens`.
            end: Offset to stop at; the end by default.
        """
        self.text = text
        self.tokens = list(pattern.finditer(text, 0, len(text) if end is None else end))
        self._starts = [token.start() for token in self.tokens]

    def _token(self, offset: int) -> re.Match[str] | None:
        index = bisect_right(self._starts, offset) - 1
        return self.tokens[index] if index >= 0 and offset < self.tokens[index].end() else None

    def literal(self, offset: int) -> Literal | None:
        """Return the text around an offset, or nothing in code and in comments."""
        token = self._token(offset)
        if token is None or token.lastgroup is None:
            return None
        return Literal(_before_prefix(self.text, token.start()), *token.span(token.lastgroup))

    def is_code(self, offset: int) -> bool:
        """Tell whether an offset is in neither a text nor a comment."""
        return self._token(offset) is None


_PREFIX = re.compile(r"(?:(?<!\w)[A-Za-z]{1,2}|[@$~][A-Za-z]?|[@$]{2,3})\Z")


def _before_prefix(text: str, quote: int) -> int:
    """Return where a text starts that has a prefix, as `f"` in Python and `$"` in C#."""
    prefix = _PREFIX.search(text, max(0, quote - 3), quote)
    return prefix.start() if prefix else quote


LINE = r"//[^\n]*+"
HASH = r"\#[^\n]*+"
BLOCK = r"/\*(?s:.*?)(?:\*/|\Z)"
CHARACTER = r"'(?:\\[^\n']{1,10}|[^'\\\n])'"
DOUBLE = r'"(?P<double>[^"\\\n]*+(?:\\(?s:.)[^"\\\n]*+)*+)"?'
SINGLE = r"'(?P<single>[^'\\\n]*+(?:\\(?s:.)[^'\\\n]*+)*+)'?"
LONG_DOUBLE = r'"(?P<double>[^"\\]*+(?:\\(?s:.)[^"\\]*+)*+)"?'
LONG_SINGLE = r"'(?P<single>[^'\\]*+(?:\\(?s:.)[^'\\]*+)*+)'?"
BACKTICK = r"`(?P<backtick>[^`]*+)`?"
TRIPLE = r'"""(?P<triple>(?s:.*?))(?:"""|\Z)'
"""Tokens of many languages. None of them fails on what has no end: so cutting takes linear time."""


def tokens(*alternatives: str) -> re.Pattern[str]:
    """Return the expression of a language's tokens.

    Args:
        alternatives: Comments, without a group, and texts, with a named group around their
            characters; the first that matches counts. If each begins with a plain character, the
            expression leaps from one to the next.
    """
    return re.compile("|".join(alternatives), re.MULTILINE)
