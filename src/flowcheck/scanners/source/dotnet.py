"""C#: hosts, and settings from the environment and from `IConfiguration`."""

from __future__ import annotations

import re

from flowcheck.scanners.source.language import scanner_of
from flowcheck.scanners.source.lexer import BLOCK, CHARACTER, DOUBLE, LINE, tokens

_TOKENS = tokens(
    LINE,
    BLOCK,
    r'\$*"""(?P<raw>(?s:.*?))(?:"""|\Z)',
    r'(?:@\$?|\$@)"(?P<verbatim>[^"]*+(?:""[^"]*+)*+)"?',
    rf"\$?{DOUBLE}",
    CHARACTER,
)
_SETTINGS = re.compile(
    r"""(?:\bGetEnvironmentVariable\(\s*"
    |\b(?:\w*[cC]onfig(?:uration)?|AppSettings|ConnectionStrings)!?\[\s*\$?"
    |\b(?:GetSection|GetValue<[\w?]{1,40}>|GetConnectionString|GetRequiredSection)\(\s*"
    )(?P<name>[A-Za-z_][\w.:\-]*)""",
    re.VERBOSE,
)

SCANNER = scanner_of(("*.cs", "*.csx"), _TOKENS, _SETTINGS)
