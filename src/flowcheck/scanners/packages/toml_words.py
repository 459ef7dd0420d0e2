"""TOML as data that knows where it stands: `tomllib` judges a text, which is then cut into tokens.

Numbers and dates are None: no manifest names a package by them.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from flowcheck.scanners.packages.words import Word, broken, word

if TYPE_CHECKING:
    from flowcheck.scanners.scanner import BrokenFileError

_TOKEN = re.compile(
    r"#[^\n]*"
    r'|("""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}'
    r'|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\')'  # 1: a text
    r"|([\w+:-]+)"  # 2: a number, a constant, a bare key
    r"|([\[\]{}=,\n])",  # 3: a sign; dots only part keys
    re.DOTALL,
)
_PART = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{100}}")
_TEXT, _BARE, _SIGN = 1, 2, 3
_CONSTANTS = {"true": True, "false": False}
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


def read_toml(text: str) -> tuple[dict[Word, object], BrokenFileError | None]:
    """Read TOML.

    Returns:
        The table, as far as it can be read, and why no further.
    """
    error = _error(text)
    whole = text.rfind("\n", 0, error.start) + 1 if error else len(text)
    return toml_tree(text, 0, whole), error


def toml_tree(text: str, start: int, stop: int) -> dict[Word, object]:
    """Return the tables of the valid TOML that stands between two offsets of a text."""
    return _Tree().read(text, start, stop)


def _error(text: str) -> BrokenFileError | None:
    long_key = _LONG_KEY.search(text)
    if long_key:  # of such tomllib takes time that grows with the square of their length
        return broken(text, "has a key of more than a hundred parts", long_key.start())
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        place = _PLACE.search(said)
        at = len(text)
        if place and place[1]:  # tomllib counts the characters of a text without "\r\n"
            lines = text.split("\n", int(place[1]))
            at = sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1
        said = _PLACE.sub("", said)
        return broken(text, f"is no TOML: {said[:1].lower()}{said[1:]}", at)
    except RecursionError:
        return broken(text, "is no TOML that anybody reads: it is nested without end", 0)
    except ValueError as error:  # a date or a number that does not exist
        return broken(text, f"is no TOML: {error}", 0)
    return None


class _Tree:
    """The tables of one file, built token by token.

    A container is filled item by item; `keys` are the parts of the key that is being read, and
    `assigned` tells that its `=` has passed.
    """

    def __init__(self) -> None:
        self.top: dict[Word, Any] = {}
        self.here: Any = self.top
        self.around: list[tuple[Any, list[Word]]] = []
        self.keys: list[Word] = []
        self.assigned = False
        self.brackets = 0  # of the header of a table

    def read(self, text: str, start: int, stop: int) -> dict[Word, object]:
        """Return the tables that stand between two offsets of a text."""
        for token in _TOKEN.finditer(text, start, stop):
            if token.lastindex == _SIGN:
                self._sign(token[0])
            elif token.lastindex == _TEXT:
                self._word(_text(token))
            elif token.lastindex == _BARE:
                self._bare(token)
        return self.top

    def _bare(self, token: re.Match[str]) -> None:
        if self.assigned or isinstance(self.here, list):
            if token[0] in _CONSTANTS:
                self._value(_CONSTANTS[token[0]])
        else:
            self.keys.append(word(token[0], *token.span()))

    def _word(self, value: Word) -> None:
        if self.assigned or isinstance(self.here, list):
            self._value(value)
        else:
            self.keys.append(value)

    def _value(self, value: object) -> None:
        if isinstance(self.here, list):
            self.here.append(value)
        elif self.keys:
            _table_of(self.here, self.keys[:-1]).setdefault(self.keys[-1], value)

    def _sign(self, sign: str) -> None:
        in_list = isinstance(self.here, list)
        if sign in "[{" and (self.assigned or in_list):
            value: Any = [] if sign == "[" else {}
            self._value(value)
            self.around.append((self.here, self.keys))
            self.here, self.keys, self.assigned = value, [], False
        elif sign == "[":
            self.brackets += 1
        elif sign == "]" and self.brackets:
            if self.keys:
                self._open_table()
            self.brackets -= 1
        elif sign in "]}" and self.around:
            self.here, self.keys = self.around.pop()
            self.assigned = isinstance(self.here, dict)
        elif sign == "=":
            self.assigned = True
        elif not in_list and sign in ",\n" and (sign == "," or not self.around):
            self.keys, self.assigned = [], False

    def _open_table(self) -> None:
        *path, last = self.keys
        self.keys = []
        outer = _table_of(self.top, path)
        if self.brackets > 1:
            rows = outer.setdefault(last, [])
            self.here = {}
            if isinstance(rows, list):
                rows.append(self.here)
        else:
            self.here = _table_of(outer, [last])


def _table_of(table: dict[Word, Any], path: list[Word]) -> dict[Word, Any]:
    """Return the table at a path of keys; of a list of tables the last one."""
    for key in path:
        below = table.setdefault(key, {})
        if isinstance(below, list) and below:
            below = below[-1]
        table = below if isinstance(below, dict) else {}
    return table


def _text(token: re.Match[str]) -> Word:
    raw, start, end = token[0], *token.span()
    quotes = 3 if raw.startswith(('"""', "'''")) else 1
    inner = raw[quotes:-quotes]
    for line_end in ("\r\n", "\n"):
        if quotes > 1 and inner.startswith(line_end):  # it is no part of the text
            inner, start = inner[len(line_end) :], start + len(line_end)
            break
    if "\\" in inner and raw[0] == '"':
        try:
            inner = tomllib.loads(f"x = {raw}")["x"]
        except ValueError:
            inner = ""
    return word(inner, start + quotes, end - quotes)
