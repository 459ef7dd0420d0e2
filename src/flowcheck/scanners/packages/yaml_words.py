"""YAML as data that knows where it stands, built from the events of the C parser.

Every scalar is its text. An alias is passed over: no manifest needs one, and a few of them can
stand for more than there is memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowcheck.scanners.packages.words import Word, broken, word

if TYPE_CHECKING:
    from flowcheck.scanners.scanner import BrokenFileError

_DEEPEST = 100


def read_yaml(text: str) -> tuple[dict[Word, object], BrokenFileError | None]:
    """Read the first document of a YAML file.

    Returns:
        The mapping, as far as it can be read, and why no further.
    """
    import yaml  # noqa: PLC0415 - few files want it

    top: list[Any] = []
    error = None
    try:
        _fill(top, yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.reader.ReaderError as mistake:
        error = broken(text, f"is no YAML: {mistake.reason}", mistake.position)
    except yaml.MarkedYAMLError as mistake:
        at = mistake.problem_mark.index if mistake.problem_mark else 0
        error = broken(text, f"is no YAML: {mistake.problem}", at)
    except _TooDeepError as mistake:
        error = broken(text, f"is nested more than {_DEEPEST} deep", mistake.args[0])
    if not top or isinstance(top[0], dict):
        return (top[0] if top else {}), error
    if isinstance(top[0], Word) and not top[0]:  # nothing but comments
        return {}, error
    return {}, error or broken(text, "is no mapping of YAML", 0)


class _TooDeepError(Exception):
    """A container stands too deep; its offset is the argument."""


def _fill(top: list[Any], events: Any) -> None:  # noqa: ANN401, C901 - untyped; the one hot loop
    """Put the first document of some events into a list."""
    here: Any = top
    around: list[tuple[Any, Word | None]] = []
    key: Word | None = None
    for event in events:
        sort = type(event).__name__
        value: Any = None
        if sort == "ScalarEvent":
            value = _scalar(event)
        elif sort in ("MappingStartEvent", "SequenceStartEvent"):
            value = {} if sort == "MappingStartEvent" else []
        elif sort in ("MappingEndEvent", "SequenceEndEvent"):
            here, key = around.pop()
            continue
        elif sort == "DocumentEndEvent":
            return
        elif sort != "AliasEvent":
            continue
        next_key = None
        if isinstance(here, list):
            here.append(value)
        elif key is None:  # a key that is no text is passed over, and so is its value
            next_key = value if isinstance(value, Word) else word("", 0, 0)
        else:
            here.setdefault(key, value)
        if isinstance(value, dict | list):
            around.append((here, next_key))
            if len(around) > _DEEPEST:
                raise _TooDeepError(event.start_mark.index)
            here, key = value, None
        else:
            key = next_key


def _scalar(event: Any) -> Word:  # noqa: ANN401 - the events have no types
    quoted = event.style in ("'", '"')
    return word(event.value, event.start_mark.index + quoted, event.end_mark.index - quoted)
