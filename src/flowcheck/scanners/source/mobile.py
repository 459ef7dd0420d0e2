"""Swift, Objective-C and Dart: hosts, and settings of the environment and of an app."""

from __future__ import annotations

from flowcheck.scanners.source.language import scanner_of
from flowcheck.scanners.source.lexer import BLOCK, DOUBLE, LINE, SINGLE, TRIPLE, tokens
from flowcheck.scanners.source.settings import settings

_TOKENS = tokens(
    LINE,
    BLOCK,
    TRIPLE,
    r"'''(?P<long>(?s:.*?))(?:'''|\Z)",
    r'\#"(?P<raw>(?s:.*?))(?:"\#|\Z)',
    DOUBLE,
    SINGLE,
)
_READS = settings(
    "environment infoDictionary forInfoDictionaryKey fromEnvironment dotenv getenv",
    r"""(?:\benvironment\[\s*["']|\binfoDictionary[?!]?\[\s*"|\bforInfoDictionaryKey:\s*@?"
    |\.fromEnvironment\(\s*["']|\bdotenv\.(?:env\[\s*|get\(\s*|maybeGet\(\s*)["']
    |\bgetenv\(\s*@?")(?P<name>[A-Za-z_][\w.]*)""",
)

SCANNER = scanner_of(("*.swift", "*.dart", "*.m", "*.mm"), _TOKENS, _READS)
