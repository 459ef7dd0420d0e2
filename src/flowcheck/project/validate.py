"""From a located value to a schema, with pydantic's errors in the words of the contract."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from flowcheck.errors import did_you_mean
from flowcheck.model.source import Address, Source

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from flowcheck.project.located import Sources

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], source: Source, sources: Sources) -> Model | None:
    """Return the file's value as a schema, or None with every problem noted.

    Args:
        model: The schema of the file.
        source: The file as read.
        sources: Collects the problems.
    """
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _translate(model, source, sources, details)
        return None


def _translate(
    model: type[BaseModel], source: Source, sources: Sources, details: ErrorDetails
) -> None:
    loc = tuple(details["loc"])
    kind = details["type"]
    value = details["input"]
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "the file")
    address = Address(source.path, loc)
    if kind == "extra_forbidden":
        known = _keys(_model_at(model, loc[:-1]))
        sources.add(
            Address(source.path, loc, on_key=True),
            f"unknown key `{loc[-1]}`",
            "a misspelt key would be ignored, and what it says with it",
            did_you_mean(str(loc[-1]), known) or f"known here: {', '.join(known)}",
        )
    elif kind == "missing":
        sources.add(
            Address(source.path, loc[:-1]),
            f"`{loc[-1]}` is missing",
            "the record cannot be judged without it",
            f"add `{loc[-1]}:`",
        )
    elif kind == "literal_error":
        words = _literals(details)
        sources.add(
            address,
            f"`{value}` is no value of `{name}`" if isinstance(value, str) else _found(name, value),
            "",
            did_you_mean(str(value), words) or f"one of: {', '.join(words)}",
        )
    else:
        message, help_ = _plain(kind, name, value, details)
        sources.add(address, message, "", help_)


def _plain(  # noqa: PLR0911 - one return an error type
    kind: str,
    name: str,
    value: Any,  # noqa: ANN401
    details: ErrorDetails,
) -> tuple[str, str]:
    if value is None:
        return f"`{name}` is empty", f"give `{name}` a value, or remove the key"
    if kind == "too_short":
        return f"`{name}` is an empty list", f"name at least one, or remove `{name}`"
    if kind == "string_too_short":
        return f"`{name}` is an empty text", f"give `{name}` a value, or remove the key"
    if kind == "string_type":
        return _found(name, value, "a text"), "write one plain value"
    if kind in ("list_type", "tuple_type"):
        return _found(
            name, value, "a list"
        ), f"write `{name}: [...]`, or one item a line after `- `"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return _found(name, value, "a mapping"), f"write `{name}:` and its keys, `key: value` each"
    if kind == "string_pattern_mismatch" and name == "sha256":
        return f"`{value}` is no SHA-256 digest", "write its 64 hexadecimal digits in lower case"
    if kind == "string_pattern_mismatch":
        return (
            f"`{value}` is no id",
            "use letters, digits, `_`, `-` and `.`, without spaces",
        )
    if kind == "flowcheck":
        shown = f"`{value}`" if isinstance(value, str) else _kind_of(value)
        return f"`{name}`: {details['msg']}, found {shown}", ""
    return f"`{name}`: {details['msg']}", ""


def _found(name: str, value: Any, wanted: str = "a text") -> str:  # noqa: ANN401
    return f"`{name}` is {_kind_of(value)}; {wanted} is expected"


def _kind_of(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else f"the text `{value}`"


def _literals(details: ErrorDetails) -> list[str]:
    expected = str(details.get("ctx", {}).get("expected", ""))
    return [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")]


def _keys(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Return the schema that stands at a path, or None for a place without one."""
    here: type[BaseModel] | None = model
    for step in loc:
        if here is None:
            return None
        if isinstance(step, int):
            continue
        field = next(
            (f for n, f in here.model_fields.items() if step in (n, f.alias)),
            None,
        )
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
