"""Swift, Objective-C and Dart: hosts, and settings of the environment and of an app."""

from __future__ import annotations

import re

from flowcheck.scanners.source.language import scanner_of
from flowcheck.scanners.source.lexer import BLOCK, DOUBLE, LINE, SINGLE, TRIPLE, tokens

_TOKENS = tokens(
    LINE,
    BLOCK,
    TRIPLE,
    r"'''(?P<long>(?s:.*?))(?:'''|\Z)",
    r'\#"(?P<raw>(?s:.*?))(?:"\#|\Z)',
    rf"@?{DOUBLE}",
    SINGLE,
)
_SETTINGS = re.compile(
    r"""(?:\benvironment\[\s*["']|\binfoDictionary[?!]?\[\s*"|\bforInfoDictionaryKey:\s*@?"
    |\.fromEnvironment\(\s*["']|\bdotenv\.(?:env\[\s*|get\(\s*|maybeGet\(\s*)["']
    |\bgetenv\(\s*@?")(?P<name>[A-Za-z_][\w.]*)""",
    re.VERBOSE,
)

SCANNER = scanner_of(("*.swift", "*.dart", "*.m", "*.mm"), _TOKENS, _SETTINGS)
