"""Pydantic's errors in the words of the contract: what is wrong, where, why, and what to do."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from flowcheck.errors import did_you_mean, nearest
from flowcheck.model.source import Address

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from flowcheck.model.source import Source
    from flowcheck.project.located import Sources

_Loc = tuple[int | str, ...]
_KEY = "[key]"
_SHAPE = "nothing can be read from what has another form"
_ID_HELP = "use letters, digits, `_`, `-` and `.`, without spaces, and no `-` or `.` first"


def say(
    model: type[BaseModel], source: Source, sources: Sources, problems: list[ErrorDetails]
) -> None:
    """Note pydantic's errors of one file as problems.

    Args:
        model: The schema of the file.
        source: The file.
        sources: Collects the problems.
        problems: What pydantic found.
    """
    unknown: dict[_Loc, list[str]] = {}
    for details in problems:
        if details["type"] == "extra_forbidden":
            unknown.setdefault(details["loc"][:-1], []).append(str(details["loc"][-1]))
    for details in problems:
        loc, value = details["loc"], details["input"]
        if value is None or (loc and loc[-1] in ("", _KEY) and value == ""):
            continue  # an empty value or key: noted when the file was read
        if details["type"] == "missing":
            key = str(loc[-1])
            if not any(nearest(key, [typed]) for typed in unknown.get(loc[:-1], ())):
                _missing(key, Address(source.path, loc[:-1]), sources)
        elif details["type"] == "extra_forbidden":
            _unknown_key(model, source, sources, loc)
        else:
            place = Address(source.path, loc)
            if loc and loc[-1] == _KEY:
                place = Address(source.path, loc[:-1], on_key=True)
            sources.add(place, *_words(details))


def _missing(key: str, address: Address, sources: Sources) -> None:
    sources.add(
        address, f"`{key}` is missing", "the record cannot be judged without it", f"add `{key}:`"
    )


def _unknown_key(model: type[BaseModel], source: Source, sources: Sources, loc: _Loc) -> None:
    key = str(loc[-1])
    given = source.at(loc[:-1])
    known = _keys(_model_at(model, loc[:-1]))
    free = [name for name in known if not (isinstance(given, dict) and name in given)]
    sources.add(
        Address(source.path, loc, on_key=True),
        f"unknown key `{key}`",
        "a misspelt key would be ignored, and what it says with it",
        did_you_mean(key, free) or f"known here: {', '.join(known)}",
    )


def _words(details: ErrorDetails) -> tuple[str, str, str]:  # noqa: PLR0911 - one an error type
    """Return what is wrong, why it matters and what to do."""
    kind, value = details["type"], details["input"]
    name, what = _name(details["loc"])
    if kind == "literal_error":
        return _no_choice(details, name, what)
    if kind == "too_short":
        why = "nobody can tell whether none is meant, or whether they were forgotten"
        return f"{what} is an empty list", why, f"name at least one, or remove `{name}`"
    if kind == "string_too_short" or value == "":
        why = "nothing may be meant, or something may have been lost"
        return f"{what} is an empty text", why, f"give `{name}` a value, or remove the key"
    if kind == "string_type":
        return _found(what, value, "a text"), _SHAPE, "write one plain value"
    if kind in ("list_type", "tuple_type"):
        help_ = f"write `{name}: [...]`, or one item a line after `- `"
        return _found(what, value, "a list"), _SHAPE, help_
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        help_ = "write `key: value` for each of its keys"
        return _found(what, value, "a mapping"), _SHAPE, help_
    if kind == "string_pattern_mismatch":
        return _no_pattern(str(details.get("ctx", {}).get("pattern")), name, what, str(value))
    if kind == "flowcheck":
        context = details.get("ctx", {})
        shown = f"`{value}`" if isinstance(value, str) else kind_of(value)
        return f"{what}: {details['msg']}, found {shown}", context["why"], context["help"]
    return f"{what}: {details['msg']}", _SHAPE, "write it as the example on the reference page"


def _no_choice(details: ErrorDetails, name: str, what: str) -> tuple[str, str, str]:
    value = details["input"]
    expected = str(details.get("ctx", {}).get("expected", ""))
    words = [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")]
    one_of = f"one of: {', '.join(words)}"
    if not isinstance(value, str):
        return _found(what, value, "a text"), _SHAPE, one_of
    loc = details["loc"]
    if len(loc) > 1 and loc[-2] == "severity":
        name = f"severity, for {name}"
    else:
        name = f"value of `{name}`"
    why = "flowcheck would have to guess what is meant"
    return f"`{value}` is no {name}", why, did_you_mean(value, words) or one_of


def _no_pattern(pattern: str, name: str, what: str, value: str) -> tuple[str, str, str]:
    if "0-9a-f" in pattern:
        why = "the published text could not be told from a changed one"
        return (
            f"`{value}` is no SHA-256 digest",
            why,
            "write its 64 hexadecimal digits in lower case, as `sha256sum` prints them",
        )
    if "x00" in pattern:
        why = "it could drive the terminal of whoever reads a report"
        return f"{what} holds a control character", why, "remove it"
    why = "ids stand in references, reports and links"
    if name == "id" and "A-Z" not in pattern:
        return f"`{value}` is no flow id", why, "leave out spaces and control characters"
    return f"`{value}` is no id", why, _ID_HELP


def _name(loc: _Loc) -> tuple[str, str]:
    """Return the nearest key of a path, and what stands at the path."""
    keys = [step for step in loc if isinstance(step, str) and step != _KEY]
    if not keys:
        return "the file", "the file"
    if isinstance(loc[-1], int):
        return keys[-1], f"an item of `{keys[-1]}`"
    return keys[-1], f"`{keys[-1]}`"


def _found(what: str, value: object, wanted: str) -> str:
    return f"{what} is {kind_of(value)}; {wanted} is expected"


def kind_of(value: object) -> str:
    """Return what a value is, in words: "a list", "the text `x`"."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else f"the text `{value}`"


def _keys(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], loc: _Loc) -> type[BaseModel] | None:
    """Return the schema that stands at a path, or None for a place without one."""
    here: type[BaseModel] | None = model
    for step in loc:
        if here is None:
            return None
        if isinstance(step, int):
            continue
        field = next((f for n, f in here.model_fields.items() if step in (n, f.alias)), None)
        if field is None:  # a key of a free mapping: its values have the model found before
            continue
        here = _inner_model(field.annotation)
    return here


def _inner_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in (list, dict, tuple, typing.Union, types.UnionType):
        inner = (_inner_model(part) for part in typing.get_args(annotation))
        return next((found for found in inner if found), None)
    return None
