"""Ruby: hosts, and settings from the environment and from the credentials of Rails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import NAME, READ
from flowcheck.scanners.scanner import File, Scanner
from flowcheck.scanners.source.evidence import candidates, evidence
from flowcheck.scanners.source.lexer import HASH, LONG_DOUBLE, LONG_SINGLE, Lexed, tokens
from flowcheck.scanners.source.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention

_TOKENS = tokens(
    r"=(?<=^=)begin\b(?s:.*?)(?:^=end\b[^\n]*|\Z)",
    r"_(?<=^_)_END__$(?s:.*)",
    HASH,
    r"<<[~-]?(?P<quote>[\"'`]?)(?P<tag>[A-Z_][A-Z0-9_]*)(?P=quote)[^\n]*\n"
    r"(?P<heredoc>(?s:.*?))(?:^[ \t]*(?P=tag)\b|\Z)",
    r"\?[\"'`#](?!\w)",
    r"%[wWiIqQ]?\[(?P<list>[^\[\]]*+)\]?",
    r"%[wWiIqQ]?\((?P<round>[^()]*+)\)?",
    r"%[wWiIqQ]\{(?P<curly>[^{}]*+)\}?",
    LONG_DOUBLE,
    LONG_SINGLE,
)
_READS = settings(
    "ENV Figaro env",
    r"""(?:\bENV(?:\.(?:fetch|dig|key\?|has_key\?|require)\b\s*\(?|\[)\s*["']
    |\bFigaro\.env\.|\b\w*env(?:_var)?\(\s*["'](?=[A-Z]))(?P<name>[A-Za-z_]\w*)""",
)
_CREDENTIALS = re.compile(
    r"\bRails\.application\.(?:credentials|secrets)"
    r"(?P<path>(?:&?\.dig\([^()\n]{0,200}\)|&?\.fetch\(:\w+\)|&?\.(?!dig\b|fetch\b|presence\b|to_\w)\w+!?"
    r"|\[:\w+\]|\[[\"']\w+[\"']\]){1,6})"
)
_STEP = re.compile(r"(?<!\w)(?!dig\b|fetch\b)[a-zA-Z_]\w*")


def _scan(file: File) -> Iterator[Mention]:
    text = file.text
    found = candidates(text, _READS)
    credentials = list(_CREDENTIALS.finditer(text)) if "Rails.application." in text else []
    if not found.any and not credentials:
        return
    reading = Lexed(text, _TOKENS)
    yield from evidence(file, text, found, reading)
    for match in credentials:
        steps = list(_STEP.finditer(text, *match.span("path")))
        if steps and (reading.is_code(match.start()) or text[: match.start()].endswith("#{")):
            name = "_".join(step[0] for step in steps)
            yield file.mention(NAME, name, steps[0].start(), steps[-1].end(), READ)


SCANNER = Scanner(
    ("*.rb", "*.rake", "*.ru", "*.gemspec", "*.jbuilder", "fastfile", "rakefile", "capfile"), _scan
)
