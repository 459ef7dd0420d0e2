"""Go: hosts, and settings from the environment, viper, and tags of structures."""

from __future__ import annotations

import re

from flowcheck.scanners.source.language import scanner_of
from flowcheck.scanners.source.lexer import BACKTICK, BLOCK, CHARACTER, DOUBLE, LINE, tokens

_TOKENS = tokens(LINE, BLOCK, BACKTICK, DOUBLE, CHARACTER)
_SETTINGS = re.compile(
    r"""(?:\b(?:os\.(?:Getenv|LookupEnv)|[\w.]*[gG]et_?[eE]nv\w*|[\w.]*[lL]ookup_?[eE]nv\w*|[mM]ustEnv|env\.\w+)
    \(\s*["`]|\bviper\.(?:Get\w*|BindEnv|SetDefault|IsSet)\(\s*"
    |\bEnvVars?:\s*(?:\[\]string\{\s*)?")(?P<name>[A-Za-z_][\w.\-]*)""",
    re.VERBOSE,
)
_TAGS = re.compile(r'\b(?:env|envconfig|conf_env)\s*:\s*\\?"(?P<name>[A-Za-z_]\w*)')

SCANNER = scanner_of(("*.go",), _TOKENS, _SETTINGS, _TAGS)
