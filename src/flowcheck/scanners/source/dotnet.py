"""C#: hosts, and settings from the environment and from `IConfiguration`."""

from __future__ import annotations

from flowcheck.scanners.source.language import scanner_of
from flowcheck.scanners.source.lexer import BLOCK, CHARACTER, DOUBLE, LINE, TRIPLE, tokens
from flowcheck.scanners.source.settings import settings

_TOKENS = tokens(
    LINE,
    BLOCK,
    TRIPLE,
    r'"(?<=@")(?P<verbatim>[^"]*+(?:""[^"]*+)*+)"?',
    r'"(?<=@\$")(?P<format>[^"]*+(?:""[^"]*+)*+)"?',
    DOUBLE,
    CHARACTER,
)
_READS = settings(
    "GetEnvironmentVariable onfig[ onfig![ onfiguration[ onfiguration![ AppSettings Connection"
    " Section GetValue",
    r"""(?:\bGetEnvironmentVariable\(\s*"
    |\b(?:\w*[cC]onfig(?:uration)?|AppSettings|ConnectionStrings)!?\[\s*\$?"
    |\b(?:GetSection|GetValue<[\w?]{1,40}>|GetConnectionString|GetRequiredSection)\(\s*"
    )(?P<name>[A-Za-z_][\w.:\-]*)""",
)

SCANNER = scanner_of(("*.cs", "*.csx"), _TOKENS, _READS)
