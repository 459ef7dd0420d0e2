"""Elixir: hosts, and settings from the environment."""

from __future__ import annotations

from flowcheck.scanners.source.language import scanner_of
from flowcheck.scanners.source.lexer import HASH, LONG_DOUBLE, TRIPLE, tokens
from flowcheck.scanners.source.settings import settings

_TOKENS = tokens(
    r'@(?:module|type|short)?doc[ \t]+(?:~[sS])?(?:"""(?s:.*?)(?:"""|\Z)'
    r'|"[^"\\]*+(?:\\(?s:.)[^"\\]*+)*+"?)',
    HASH,
    TRIPLE,
    r"\?\"",
    LONG_DOUBLE,
    r"'(?P<list>[^'\\\n]*+(?:\\.[^'\\\n]*+)*+)'?",
)
_READS = settings(
    "System.",
    r"""\bSystem\.(?:get_env|fetch_env!?)\(?\s*"(?P<name>[A-Za-z_]\w*)""",
)

SCANNER = scanner_of(("*.ex", "*.exs"), _TOKENS, _READS)
