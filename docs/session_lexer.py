"""Colours what flowcheck prints, in the pages as in a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from pygments.lexer import Lexer
from pygments.lexers.shell import BashSessionLexer
from pygments.token import Generic, _TokenType

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = {
    "Error": (
        r"^error\[[^]]*\]",  # the head of a frame
        r"(?<=\| ) *\^+.*",  # what it marks
        r"\berror FC\d{3}\b",  # in the concise format
        r"^[1-9]\d* (?:input )?errors?\b",  # in the last line
    ),
    "Warning": (r"^warning\[[^]]*\]", r"\bwarning FC\d{3}\b", r"\b[1-9]\d* warnings?\b"),
    "Place": (r"^ *(?:-->|:::) .*", r"(?<=\| ) *-{2,}(?: .*)?$", r"^\S+:\d+:\d+:"),
    "Label": (r"^ *= \w+:",),
    "Ok": (r"^0 errors, 0 warnings",),
}
_PRINTED = re.compile(
    "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in PARTS.items()), re.MULTILINE
)


def printed(start: int, text: str) -> Iterator[tuple[int, _TokenType, str]]:
    """Yield the tokens of what a command prints."""
    done = 0
    for found in _PRINTED.finditer(text):
        if found.start() > done:
            yield start + done, Generic.Output, text[done : found.start()]
        kind = getattr(Generic.Output, found.lastgroup or "")
        yield start + found.start(), kind, found.group()
        done = found.end()
    if done < len(text):
        yield start + done, Generic.Output, text[done:]


class PrintedLexer(Lexer):
    """What a command prints, without the command."""

    name = "flowcheck output"
    aliases: ClassVar[list[str]] = ["text"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield the tokens of a block."""
        yield from printed(0, text)


class SessionLexer(BashSessionLexer):
    """Commands behind `$ `, and what they print."""

    name = "flowcheck session"
    aliases: ClassVar[list[str]] = ["console"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield the tokens of a block."""
        for start, kind, value in super().get_tokens_unprocessed(text):  # type: ignore[no-untyped-call]
            if kind is Generic.Output:
                yield from printed(start, value)
            else:
                yield start, kind, value
