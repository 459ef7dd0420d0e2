"""Python: hosts, settings that are read, and the packages that are imported."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from flowcheck.model.mention import IMPORT, NAME, READ
from flowcheck.scanners.scanner import File, Scanner
from flowcheck.scanners.source.builtins import PYTHON
from flowcheck.scanners.source.evidence import candidates, evidence
from flowcheck.scanners.source.lexer import DOUBLE, HASH, SINGLE, Lexed, Literal, tokens
from flowcheck.scanners.source.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention

_TOKENS = tokens(
    HASH,
    r'"""(?P<triple>(?s:[^"\\]|\\.|"(?!""))*+)(?:"""|\Z)',
    r"'''(?P<long>(?s:[^'\\]|\\.|'(?!''))*+)(?:'''|\Z)",
    DOUBLE,
    SINGLE,
)
_QUOTE = r"""\(\s*[rub]?["']"""
_READS = settings(
    "environ env( env[ env. env= _env config( config[ config.get get_secret settings."
    " alias env_var envvar",
    rf"""(?:\benviron(?:b?\.(?:get|pop|setdefault){_QUOTE}|\[\s*[rub]?["'])
    |\b(?:\w*getenv|\w*get_env\w*|env_var|require_env){_QUOTE}
    |\benv(?:\.\w{{1,20}})?{_QUOTE}|\benv\[\s*["']
    |\b(?:decouple\.)?(?:config|get_secret){_QUOTE}(?=[A-Z])
    |\bconfig(?:\.get{_QUOTE}|\[["'])(?=[A-Z][A-Z0-9_]+["'])
    |\b(?:validation_alias|alias|env|envvar)\s*=\s*["'](?=[A-Z][A-Z0-9_]+["'])
    |\bsettings\.(?=[A-Z]))(?P<name>[A-Za-z_][\w.:\-]*)""",
)
_IMPORT = re.compile(
    r"[ \t]*(?:import[ \t]+(?P<modules>[^\W\d][\w., \t]*)"
    r"|from[ \t]+(?P<from>[^\W\d][\w.]*)[ \t]+import[ \t]*"
    r"(?P<names>\([\w, \t\r\n]{0,2000}|[\w, \t]*))"
)
_MODULE = re.compile(r"[(\s]*([^\W\d][\w.]*)(?:[ \t]+as[ \t]+\w+)?\s*(?:,|\Z)")
_NAMESPACES = frozenset(("google", "google.cloud", "azure", "opentelemetry"))
"""Packages that belong to nobody, and whose members are packages of their own."""
_SPACE = re.compile(r"[ \t\r\n]*")
_LONGEST = 200
"""Characters of the longest line up to its `import`."""
_SETTINGS = re.compile(
    r"^([ \t]*)class[ \t]+\w+[ \t]*\([^()\n]{0,200}\bBaseSettings\b", re.MULTILINE
)
_PREFIX = re.compile(r"""\benv_prefix\s*=\s*["'](\w*)["']""")
_FIELD = re.compile(r"[ \t]+(?P<name>[a-zA-Z]\w*)[ \t]*:[ \t]*(?!ClassVar)[\w\"']")


def _scan(file: File) -> Iterator[Mention]:
    text = file.text
    found = candidates(text, _READS)
    reading: _Program | None = None
    modules = list(_modules(text))
    classes = list(_SETTINGS.finditer(text)) if "BaseSettings" in text else []
    if found.any or classes:
        reading = _Program(text, _TOKENS)
        yield from evidence(file, text, found, reading)
        for match in classes:
            if reading.is_code(match.start()):
                yield from _fields(file, reading, match)
    elif modules and ('"""' in text or "'''" in text):
        reading = _Program(text, _TOKENS, modules[-1][2])
    seen = set()
    for name, start, end in modules:
        if name not in seen and (reading is None or reading.is_code(start)):
            seen.add(name)
            yield file.mention(IMPORT, f"python:{name}", start, end)


def _modules(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the modules of other people that lines of a program import: name, start, end."""
    behind = 0
    for word in re.finditer("import", text):
        line = text.rfind("\n", max(0, word.start() - _LONGEST), word.start()) + 1
        if word.start() < behind or word.start() - line > _LONGEST:
            continue
        match = _IMPORT.match(text, line)
        if match is None or match.end() < word.end():
            continue
        behind = match.end()
        if match["modules"]:
            found = [(part[1], *part.span(1)) for part in _parts(text, *match.span("modules"))]
        elif match["from"] in _NAMESPACES:
            found = [
                (f"{match['from']}.{part[1]}", *part.span(1))
                for part in _parts(text, *match.span("names"))
            ]
        else:
            found = [(match["from"], *match.span("from"))]
        for module in found:
            if module[0].partition(".")[0] not in PYTHON:
                yield module


def _parts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the names of a list with commas."""
    while match := _MODULE.match(text, start, end):
        yield match
        start = match.end()


class _Program(Lexed):
    """A program in Python, whose documentation counts as comments."""

    def literal(self, offset: int) -> Literal | None:
        """Return the text around an offset, or nothing in code, comments and documentation."""
        literal = super().literal(offset)
        if literal is None or not self._starts_line(literal.outer):
            return literal
        return None if literal.start in self._documentation else literal

    def _starts_line(self, offset: int) -> bool:
        line = self.text.rfind("\n", 0, offset) + 1
        return not self.text[line:offset].strip()

    @cached_property
    def _documentation(self) -> frozenset[int]:
        """Where the texts start that are in no bracket, and so a statement of their own."""
        found, depth, behind = [], 0, 0
        for token in self.tokens:
            gap = self.text[behind : token.start()]
            opened, closed = sum(map(gap.count, "([{")), sum(map(gap.count, ")]}"))
            depth = max(0, depth + opened - closed)
            if token.lastgroup and not depth and not gap.rstrip().endswith(("\\", "=")):
                found.append(token.start(token.lastgroup))
            behind = token.end()
        return frozenset(found)


def _fields(file: File, reading: Lexed, head: re.Match[str]) -> Iterator[Mention]:
    """Yield the names by which a class of settings (pydantic) reads its fields."""
    text, at = reading.text, head.end()
    lines = []
    while (at := text.find("\n", at) + 1) and _is_in_class(text, at, len(head[1])):
        lines.append(at)
    prefix = _PREFIX.search(text, head.end(), lines[-1] if lines else head.end())
    for line in lines:
        match = _FIELD.match(text, line)
        if match and match["name"] != "model_config" and reading.is_code(match.start("name")):
            name = f"{prefix[1] if prefix else ''}{match['name']}".upper()
            yield file.mention(NAME, name, *match.span("name"), READ)


def _is_in_class(text: str, line: int, indent: int) -> bool:
    """Tell whether a line is blank or stands deeper than the line of a class."""
    match = _SPACE.match(text, line)
    return match is None or "\n" in match[0] or match.end() - line > indent


SCANNER = Scanner(("*.py", "*.pyi", "*.pyw"), _scan)
