"""The scanner of a language that one regular expression cuts into code, texts and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.scanners.scanner import File, Scanner
from flowcheck.scanners.source.evidence import candidates, evidence
from flowcheck.scanners.source.lexer import Lexed

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.source.settings import Settings


def scanner_of(
    names: tuple[str, ...],
    tokens: re.Pattern[str],
    reads: Settings,
    tags: Settings | None = None,
) -> Scanner:
    """Return the scanner of a language.

    Args:
        names: Patterns of its files.
        tokens: Its comments and texts, see `flowcheck.scanners.source.lexer.tokens`.
        reads: How it reads settings in code.
        tags: How it does in texts.
    """

    def scan(file: File) -> Iterator[Mention]:
        text = file.text
        found = candidates(text, reads, tags)
        if found.any:
            yield from evidence(file, text, found, Lexed(text, tokens))

    return Scanner(names, scan)
