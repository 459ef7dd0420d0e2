"""Rust: hosts, and settings from the environment."""

from __future__ import annotations

from flowcheck.scanners.source.language import scanner_of
from flowcheck.scanners.source.lexer import BLOCK, CHARACTER, LINE, LONG_DOUBLE, tokens
from flowcheck.scanners.source.settings import settings

_TOKENS = tokens(
    LINE,
    BLOCK,
    r'\bb?r(?P<marks>\#{0,4})"(?P<raw>(?s:.*?))(?:"(?P=marks)|\Z)',
    LONG_DOUBLE,
    CHARACTER,
)
_READS = settings(
    "env",
    r"""(?:\benv::var(?:_os)?\(\s*"|\b(?:option_)?env!\(\s*"|\b(?:dotenv!|dotenvy::var|dotenv::var)\(\s*"
    |\benv\s*=\s*"(?=[A-Z]))(?P<name>[A-Za-z_]\w*)""",
)

SCANNER = scanner_of(("*.rs",), _TOKENS, _READS)
