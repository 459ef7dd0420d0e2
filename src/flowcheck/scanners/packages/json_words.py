"""JSON, also with comments, as data that knows where it stands.

The parsers of the libraries judge a text; what they accept is then cut into tokens. Numbers and
`null` are None: no manifest names a package by them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from flowcheck.scanners.packages.words import Word, broken, word

if TYPE_CHECKING:
    from flowcheck.scanners.scanner import BrokenFileError

_TOKEN = re.compile(
    r'"([^"\\]*(?:\\.[^"\\]*)*+)"'  # 1: a text
    r"|([{}\[\]])"  # 2: a bracket
    r"|(?://[^\n]*|/\*.*?\*/)"
    r"|'([^'\\]*(?:\\.[^'\\]*)*+)'"  # 3: a text of JSON5
    r"|([\w$.+-]+)",  # 4: a number, a constant, a bare key
    re.DOTALL,
)
_TEXTS, _BRACKET = (1, 3), 2
_CONSTANTS = {"true": True, "false": False}
_NEAR = re.compile(r"near (\d+)")


def read_json(text: str) -> tuple[dict[Word, object], BrokenFileError | None]:
    """Read JSON.

    Returns:
        The object, as far as it can be read, and why no further.
    """
    error = json_error(text)
    return _object(text, error)


def read_json5(text: str) -> tuple[dict[Word, object], BrokenFileError | None]:
    """Read JSON with comments and trailing commas, as `read_json` does."""
    import pyjson5  # noqa: PLC0415 - few files want it

    error = None
    try:
        pyjson5.decode(text, maxdepth=500)
    except pyjson5.Json5Exception as mistake:
        said = str(mistake.args[0]) if mistake.args else "cannot be read"
        near = _NEAR.search(said)
        at = int(near[1]) - 1 if near else 0
        error = broken(text, "is no JSON with comments", at)
    return _object(text, error)


def json_error(text: str) -> BrokenFileError | None:
    """Return why a text is no JSON; it takes no memory to find that it is."""
    import msgspec  # noqa: PLC0415 - as the others

    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        try:
            json.loads(text)
        except json.JSONDecodeError as error:
            said = error.msg[:1].lower() + error.msg[1:]
            return broken(text, f"is no JSON: {said.removesuffix(' at')}", error.pos)
        except (ValueError, RecursionError):
            return broken(text, "is no JSON that anybody reads: it is nested without end", 0)
    return None


def _object(
    text: str, error: BrokenFileError | None
) -> tuple[dict[Word, object], BrokenFileError | None]:
    tree = json_tree(text, 0, error.start if error else len(text))
    if isinstance(tree, dict):
        return tree, error
    return {}, error or broken(text, "is no object of JSON", 0)


def json_tree(text: str, start: int, stop: int) -> object:  # noqa: C901 - the one hot loop
    """Return the data of the valid JSON that stands between two offsets of a text."""
    top: list[Any] = []
    here: Any = top
    around: list[Any] = []
    key: Word | None = None
    for token in _TOKEN.finditer(text, start, stop):
        sort = token.lastindex
        if sort in _TEXTS:
            value: object = _text(token[sort], *token.span(sort))
        elif sort == _BRACKET:
            if token[0] in "}]":
                if around:
                    here, key = around.pop(), None
                continue
            value = {} if token[0] == "{" else []
        elif sort is None:  # a comment
            continue
        elif key is None and isinstance(here, dict):
            value = word(token[0], *token.span())
        else:
            value = _CONSTANTS.get(token[0])
        if isinstance(here, list):
            here.append(value)
        elif key is None:
            key = value if isinstance(value, Word) else None
            continue
        else:
            here[key] = value
            key = None
        if sort == _BRACKET:
            around.append(here)
            here = value
    return top[0] if top else None


def _text(raw: str, start: int, end: int) -> Word:
    if "\\" in raw:
        try:
            return word(json.loads(f'"{raw}"', strict=False), start, end)
        except ValueError:  # an escape of JSON5: no name has any
            return word(raw, start, end)
    return word(raw, start, end)
