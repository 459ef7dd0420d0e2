"""JavaScript and TypeScript: hosts, settings that are read, and the packages that are imported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import IMPORT, NAME, READ
from flowcheck.scanners.scanner import File, Scanner
from flowcheck.scanners.source.evidence import candidates, evidence
from flowcheck.scanners.source.lexer import (
    BLOCK,
    DOUBLE,
    LINE,
    SINGLE,
    Lexed,
    tokens,
)
from flowcheck.scanners.source.modules import Module, from_cdn, imported
from flowcheck.scanners.source.settings import settings
from flowcheck.scanners.source.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.source.lexer import Reading

_REGEX = r"(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/"
_TOKENS = tokens(
    LINE,
    BLOCK,
    rf"/(?<=[=(,:\[!&|?]/){_REGEX}",
    rf"/(?<=[=(,:\[!&|?] /){_REGEX}",
    DOUBLE,
    SINGLE,
    r"`(?P<backtick>[^`\\]*+(?:\\(?s:.)[^`\\]*+)*+)`?",
)
"""Good enough for what precedes an import; elsewhere only a parser tells texts from JSX."""
_READS = settings(
    ".env env. env( nv( env[ EnvVar EnvOr onfig.get onfigService",
    r"""(?:\b(?:process|import\.meta|Bun|Deno)\.env[?!]?\.(?:get\(\s*["'`])?
    |\bprocess\??\.env\??\.
    |\b(?:process|import\.meta|Bun)\.env(?:\?\.)?\[\s*["'`]
    |\benv[!?]?\.(?=[A-Z][A-Z0-9]*_[A-Z0-9_]+\b)
    |\benv\[\s*["'`](?=[A-Z])
    |\b\w*[eE]nv(?:Var|OrThrow|OrDefault)?(?:\.(?:get|require|string|url))?\(\s*["'`](?=[A-Z][A-Z0-9_]+["'`])
    |\b[cC]onfig(?:Service)?\.get(?:OrThrow)?(?:<[^<>\n]{0,60}>)?\(\s*["'`](?=[\w.]+["'`])
    )(?P<name>(?!get\b)[A-Za-z_][\w.]*)""",
)
_SCHEMA = re.compile(
    r"createEnv|cleanEnv|envsafe|z\.object|[jJ]oi\.object|makeEnv|defineEnv|parseEnv"
)
_KEYS = re.compile(
    r"\b(?P<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\s*:\s*(?=(?:z|[jJ]oi|yup|v|t|Type|str|url|num|bool|port|email"
    r"|host|json|envField|envsafe|schema|required|optional|string|S)\b[.(])"
)
_TAKEN_APART = re.compile(r"=\s*(?:process|import\.meta|Bun)\.env\b(?!\s*[.\[?])")
_KEY = re.compile(r"(?:\A|[{,])\s*(?P<name>[A-Za-z_]\w*)")
_FAR = 2_000
_LONGEST, _MOST = 300_000, 1_000
"""Characters and hits beyond which nobody wrote a program by hand: no parser is asked then, which
would take seconds for a megabyte of quotes."""
_DIALECTS = {"ts": "typescript", "mts": "typescript", "cts": "typescript", "tsx": "tsx"}


def _scan(file: File) -> Iterator[Mention]:
    dialect = _DIALECTS.get(file.path.rpartition(".")[2].lower(), "javascript")
    yield from script(file, file.text, dialect)


def script(file: File, text: str, dialect: str) -> Iterator[Mention]:
    """Yield the mentions of a program.

    Args:
        file: The file.
        text: Its text, or as long a text in which only the program is left.
        dialect: javascript, typescript or tsx.
    """
    found = candidates(text, _READS)
    keys = list(_KEYS.finditer(text)) if _SCHEMA.search(text) else []
    apart = list(_TAKEN_APART.finditer(text)) if ".env" in text else []
    modules = imported(text)
    known: list[Module] = []
    reading: Reading
    if found.any or keys or apart:
        few = len(found.hosts) + len(found.names) + len(keys) <= _MOST and len(text) <= _LONGEST
        reading = (parse(text, dialect) if few else None) or Lexed(text, _TOKENS)
        yield from evidence(file, text, found, reading)
        for start, end in _settings(text, keys, apart):
            if reading.is_code(start):
                yield file.mention(NAME, text[start:end], start, end, READ)
        known = [module for module in modules if reading.is_code(module.at)]
        known += (module for module in from_cdn(text) if reading.literal(module.at))
    elif modules:
        reading = Lexed(text, _TOKENS, modules[-1].end)
        known = [module for module in modules if reading.is_code(module.at)]
    seen = set()
    for module in known:
        if module.name not in seen:
            seen.add(module.name)
            yield file.mention(IMPORT, f"npm:{module.name}", module.start, module.end)


def _settings(
    text: str, keys: list[re.Match[str]], apart: list[re.Match[str]]
) -> Iterator[tuple[int, int]]:
    """Yield the places of settings in a schema and in `const { A, B } = process.env`."""
    for key in keys:
        yield key.span("name")
    for match in apart:
        close = text.rfind("}", max(0, match.start() - 2), match.start())
        start = text.rfind("{", max(0, match.start() - _FAR), match.start())
        if close > start >= 0:
            for key in _KEY.finditer(text, start, close):
                yield key.span("name")


SCANNER = Scanner(("*.js", "*.jsx", "*.mjs", "*.cjs", "*.ts", "*.tsx", "*.mts", "*.cts"), _scan)
