"""Lock files in TOML as their tools write them: `[[package]]`, a name, and few lines that matter.

`tomllib` takes a second for each few megabytes. So a file all of whose lines are of the known forms
is read package by package, and of each only the lines that are asked for; any other layout goes
through the parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.scanners.packages.toml_words import read_toml, toml_tree
from flowcheck.scanners.packages.words import Word, matched, tables, word

if TYPE_CHECKING:
    from flowcheck.scanners.scanner import BrokenFileError

_KEY = r'[\w"@.+-]++'
_STRING = r'"(?:[^"\\\n]|\\.)*+"'
_FORMS = (
    rf"{_KEY} = (?:{_STRING}|[\[{{][^\n]*+|[\w.:-]++)",
    r"[ \t][^\n]*+",
    r"[\]}],?",
    rf"\[{{1,2}}{_KEY}\]{{1,2}}",
    r"#[^\n]*+",
)
_LINES = re.compile(rf"(?:(?:{'|'.join(_FORMS)})?\n)*+")


class TomlLock:
    """How the lock files of one tool are laid out."""

    def __init__(self, table: str, lines: str, whole: str = "") -> None:
        """Take what matters.

        Args:
            table: The name of the list of packages.
            lines: Expression of the keys, besides `name`, whose lines matter.
            whole: Expression of the start of a line that makes all of its package matter.
        """
        self.table = table
        head = rf"\[\[{table}\]\]"
        more = rf"(?:(?!\[(?!\[?{table}\.))[^\n]*\n)*+"
        self._package = re.compile(rf'^{head}\nname = "([^"\\\n]*)"\n{more}', re.MULTILINE)
        self._head = re.compile(rf"^{head}", re.MULTILINE)
        self._line = re.compile(rf"^(?:{lines}) = [^\n]*\n", re.MULTILINE)
        self._whole = re.compile(rf"^(?:{whole or '(?!)'})", re.MULTILINE)

    def read(self, text: str) -> tuple[dict[Word, object], BrokenFileError | None]:
        """Read a lock file, as `read_toml` does."""
        packages = self.canonical(text)
        if packages is None:
            return read_toml(text)
        return {Word(self.table): packages}, None

    def canonical(self, text: str) -> list[object] | None:
        """Return the packages of a file in its tool's own layout; None where it has another."""
        if '"""' in text or "'''" in text or not _LINES.fullmatch(text):
            return None
        packages: list[object] = [
            self._entry(text, found) for found in self._package.finditer(text)
        ]
        if len(packages) != sum(1 for _ in self._head.finditer(text)):
            return None
        return packages

    def _entry(self, text: str, found: re.Match[str]) -> dict[Word, object]:
        start, stop = found.span()
        if self._whole.search(text, start, stop):
            return next(tables(toml_tree(text, start, stop), self.table), {})
        entry: dict[Word, object] = {word("name", 0, 0): matched(found, 1)}
        tables_below = text.find("\n[", start + 1, stop)
        for line in self._line.finditer(
            text, start, stop if tables_below < 0 else tables_below + 1
        ):
            entry |= toml_tree(text, *line.span())
        return entry
