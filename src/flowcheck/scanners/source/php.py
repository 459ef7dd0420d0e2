"""PHP: hosts, settings of the environment and of Laravel's services; the page around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.scanners.scanner import File, Scanner
from flowcheck.scanners.source.evidence import candidates, evidence
from flowcheck.scanners.source.lexer import (
    BLOCK,
    HASH,
    LINE,
    LONG_DOUBLE,
    LONG_SINGLE,
    Lexed,
    tokens,
)
from flowcheck.scanners.source.masks import only
from flowcheck.scanners.source.pages import page
from flowcheck.scanners.source.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention

_PAGE = r"(?:\A(?!<\?)|\?>)(?s:.*?)(?:<\?(?:php\b|=)|\Z)"
"""What stands outside of `<?php` and `?>`: to a program the same as a comment."""
_PAGES = re.compile(_PAGE)
_TOKENS = tokens(
    _PAGE,
    LINE.replace(r"[^\n]*+", r"(?:[^\n?]|\?(?!>))*+"),
    HASH.replace(r"\#[^\n]*+", r"\#(?!\[)(?:[^\n?]|\?(?!>))*+"),
    BLOCK,
    r"<<<[ \t]*(?P<quote>[\"']?)(?P<tag>[A-Za-z_]\w*)(?P=quote)[^\n]*\n"
    r"(?P<heredoc>(?s:.*?))(?:^[ \t]*(?P=tag)\b|\Z)",
    LONG_DOUBLE,
    LONG_SINGLE,
)
_READS = settings(
    "env( Env::get _ENV env_var config(",
    r"""(?:\b(?:getenv|env|Env::get|get_env|env_var)\(\s*["']|\$_ENV\[\s*["']
    |\bconfig\(\s*["'](?=services\.))(?P<name>[A-Za-z_][\w.\-]*)""",
)


def _scan(file: File) -> Iterator[Mention]:
    text = file.text
    found = candidates(text, _READS)
    if not found.any:
        return
    reading = Lexed(text, _TOKENS)
    yield from evidence(file, text, found, reading)
    pages = [match.span() for match in _PAGES.finditer(text)]
    if pages:
        yield from page(file, only(text, pages))


SCANNER = Scanner(("*.php", "*.phtml", "*.inc", "*.module"), _scan)
