"""JSON, strictly: what a file says, or where it stops being JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from flowcheck.errors import InputError
from flowcheck.model.source import Text
from flowcheck.readers.located_yaml import read_yaml
from flowcheck.readers.text import decode
from flowcheck.readers.yaml_errors import merge_conflict

if TYPE_CHECKING:
    from flowcheck.errors import Problem

_LOST = "nothing of the file can be trusted from here on"


class _DuplicateKeyError(ValueError):
    """A key stands twice in one object."""


def read_json(path: str, content: bytes) -> tuple[object, list[Problem]]:
    """Read one JSON file.

    Args:
        path: The file, for messages.
        content: Its bytes.

    Returns:
        The value, and the problems found; with problems the value is None.
    """
    try:
        text = decode(path, content)
    except InputError as error:
        return None, list(error.problems)
    source = Text(path, text)
    if not text.strip():
        help_ = "take it back from version control, or delete it"
        why = "what it held may be lost"
        return None, [source.problem(0, 1, "the file is empty", why, help_)]
    try:
        return json.loads(text, object_pairs_hook=_object), []
    except json.JSONDecodeError as error:
        return None, [merge_conflict(source) or _syntax(source, error)]
    except _DuplicateKeyError:
        problems = read_yaml(path, content)[1]  # JSON is YAML, whose reader knows the places
        return None, [replace(p, why=p.why.replace("YAML", "JSON")) for p in problems]
    except (ValueError, RecursionError):  # a number of thousands of digits; nested without end
        message = "the file holds what no reader of JSON takes"
        help_ = "remove surplus brackets, and numbers of thousands of digits"
        return None, [source.problem(0, 1, message, _LOST, help_)]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _DuplicateKeyError
    return made


def _syntax(source: Text, error: json.JSONDecodeError) -> Problem:
    """Return where a text stops being JSON."""
    at = min(error.pos, len(source.text.rstrip()) - 1)
    before = source.text[:at].rstrip()
    if source.text[at] == ",":
        before = source.text[: at + 1]
    following = source.text[len(before) :].lstrip()
    if before.endswith(",") and following[:1] in ("]", "}"):
        message = f"not JSON: a comma stands before `{following[0]}`"
        return source.problem(len(before) - 1, len(before), message, _LOST, "remove the comma")
    said = error.msg[:1].lower() + error.msg[1:]
    help_ = "mend the commas, quotes and brackets of this line and the one before"
    return source.problem(at, at + 1, f"not JSON: {said.removesuffix(' at')}", _LOST, help_)
