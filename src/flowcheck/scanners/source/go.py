"""Go: hosts, and settings from the environment, viper, and tags of structures."""

from __future__ import annotations

from flowcheck.scanners.source.language import scanner_of
from flowcheck.scanners.source.lexer import BACKTICK, BLOCK, CHARACTER, DOUBLE, LINE, tokens
from flowcheck.scanners.source.settings import settings

_TOKENS = tokens(LINE, BLOCK, BACKTICK, DOUBLE, CHARACTER)
_READS = settings(
    "etenv etEnv et_env ookup Must mustEnv env. viper. EnvVar",
    r"""(?:\b(?:os\.(?:Getenv|LookupEnv)|[\w.]*[gG]et_?[eE]nv\w*|[\w.]*[lL]ookup_?[eE]nv\w*|[mM]ustEnv|env\.\w+)
    \(\s*["`]|\bviper\.(?:Get\w*|BindEnv|SetDefault|IsSet)\(\s*"
    |\bEnvVars?:\s*(?:\[\]string\{\s*)?")(?P<name>[A-Za-z_][\w.\-]*)""",
)
_TAGS = settings("env: envconfig:", r'\benv(?:config)?:\s?"(?P<name>[A-Za-z_]\w*)')

SCANNER = scanner_of(("*.go",), _TOKENS, _READS, _TAGS)
