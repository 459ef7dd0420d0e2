"""What libyaml says of a text that is no YAML, in plain words, where the reader will look."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import YAMLError

    from flowcheck.errors import Problem
    from flowcheck.model.source import Source, Text

_LOST = "nothing of the file can be trusted from here on"
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ", "||||||| ")
_OPENED = {
    "while parsing a flow sequence": (
        "a list opened here with `[` does not end well",
        "close it with `]`, and put a comma between two items",
    ),
    "while parsing a flow mapping": (
        "a mapping opened here with `{` does not end well",
        "close it with `}`, and put a comma between two entries",
    ),
    "while scanning a quoted scalar": (
        "a quoted text that starts here does not end well",
        "close the quotes; a backslash in double quotes is written twice",
    ),
}
_PLAIN = {
    "mapping values are not allowed in this context": (
        "not YAML: a colon cannot stand here",
        'put quotes around a text that holds ": ", or mend the indentation',
    ),
    "found character that cannot start any token": (
        "not YAML: no value can start with this character",
        "put quotes around the value",
    ),
    "did not find expected '-' indicator": (
        "not YAML: this line is indented unlike the list items above it",
        "indent it as they are",
    ),
    "did not find expected key": (
        "not YAML: a key is expected here",
        "indent the line as its neighbours, and write `key: value`",
    ),
    "could not find expected ':'": (
        "not YAML: a key before this place has no colon",
        "write `key: value`, and mend the line before",
    ),
    "control characters are not allowed": (
        "a control character stands here",
        "remove it, or save the file as plain UTF-8 text",
    ),
}
_HELP = "check the indentation, quotes, colons and brackets of this line and the one before"


def syntax_problem(source: Source, error: YAMLError) -> Problem:
    """Return the problem that a parser's error stands for.

    Args:
        source: The file.
        error: PyYAML's error, of its C or its Python parser.
    """
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    context = str(getattr(error, "context", None) or "")
    at = _offset(source, error, "problem_mark")
    found = merge_conflict(source) or _tab(source, at)
    if found is not None:
        return found
    if context in _OPENED and "escape" not in said:
        message, help_ = _OPENED[context]
        start = _offset(source, error, "context_mark")
        if said in _PLAIN:
            message, help_ = _PLAIN[said]
            start = at
        return source.problem(start, start + 1, _not(message), _LOST, help_)
    plain = _PLAIN.get(said)
    if plain is not None:
        return source.problem(at, at + 1, *(plain[0], _LOST, plain[1]))
    detail = f"{said} ({context})" if context else said
    return source.problem(at, at + 1, f"not YAML: {detail or 'cannot be read'}", _LOST, _HELP)


def _not(message: str) -> str:
    return message if message.startswith("not YAML") else f"not YAML: {message}"


def _offset(source: Source, error: YAMLError, name: str) -> int:
    """Return the offset of a mark of the error; a text that has ended is shown where it ends."""
    mark = getattr(error, name, None)
    position = getattr(error, "position", None)  # of a character that YAML does not allow
    index = mark.index if mark is not None else position if isinstance(position, int) else 0
    return int(min(index, max(0, len(source.text.rstrip()) - 1)))


def merge_conflict(source: Text) -> Problem | None:
    """Return a problem for the marks that git leaves in a file that it could not merge."""
    if _CONFLICT[0] not in source.text or _CONFLICT[2] not in source.text:
        return None
    at = 0
    for line in source.text.splitlines(keepends=True):
        if line.startswith(_CONFLICT[0]):
            return source.problem(
                at,
                at + len(line.rstrip()),
                "a merge conflict is left in this file",
                "it says two things at once",
                "keep one side, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
            )
        at += len(line)
    return None


def _tab(source: Source, at: int) -> Problem | None:
    number, _ = source.place(at)
    shown = source.line(number)
    indent = shown[: len(shown) - len(shown.lstrip())]
    if "\t" not in indent:
        return None
    start = source.start_of(number)
    return source.problem(
        start + indent.index("\t"),
        start + len(indent),
        "a tab indents this line",
        "YAML indents by spaces only; a tab's width is anybody's guess",
        "replace the tab by spaces",
    )
