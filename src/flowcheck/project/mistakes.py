"""Mistakes: every place at which a value does not have the shape that a schema wants.

msgspec makes records fast and stops at the first thing that is wrong; this tells all of them, and
is asked only when there is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.source import Step

Loc = tuple["Step", ...]

EMPTY, MISSING, UNKNOWN, SHAPE, NO_ITEM, NO_TEXT, CHOICE, FORM = (
    "empty", "missing", "unknown", "shape", "no item", "no text", "choice", "form",
)  # fmt: skip


class Mistake(NamedTuple):
    """One place that is not as the schema wants it.

    Attributes:
        kind: EMPTY: no value; MISSING: a key that must be there; UNKNOWN: one that may not;
            SHAPE: a mapping, list or text where another of them is wanted; NO_ITEM: an empty list;
            NO_TEXT: an empty text; CHOICE: none of a few words; FORM: a text of another form.
        loc: Keys and 0-based indices from the root.
        value: What stands there.
        wanted: The type that it should have.
        on_key: Whether the key is meant, and not its value.
    """

    kind: str
    loc: Loc
    value: object
    wanted: inspect.Type
    on_key: bool = False


def mistakes(model: type[msgspec.Struct], value: object) -> Iterator[Mistake]:
    """Yield every mistake in a value that should be a record.

    Args:
        model: The record's schema.
        value: Mappings, lists, texts and None.
    """
    return _check(inspect.type_info(model), value, ())


def fields_at(model: type[msgspec.Struct], loc: Loc) -> list[str]:
    """Return the keys that the mapping at a path may have; [] where there is no record."""
    here: inspect.Type = inspect.type_info(model)
    for step in loc:
        if isinstance(here, inspect.StructType):
            found = next((f.type for f in here.fields if f.encode_name == step), None)
        elif isinstance(here, inspect.DictType):
            found = here.value_type
        else:
            found = here.item_type if isinstance(here, inspect.ListType) else None
        if found is None:
            return []
        here = _container(found)
    return [f.encode_name for f in here.fields] if isinstance(here, inspect.StructType) else []


def _container(wanted: inspect.Type) -> inspect.Type:
    """Return the record, mapping or list among the forms that a type allows."""
    kinds = (inspect.StructType, inspect.DictType, inspect.ListType)
    forms = wanted.types if isinstance(wanted, inspect.UnionType) else (wanted,)
    return next((form for form in forms if isinstance(form, kinds)), forms[0])


def _check(wanted: inspect.Type, value: object, loc: Loc) -> Iterator[Mistake]:
    if isinstance(wanted, inspect.UnionType):
        wanted = _meant(wanted, value)
    if isinstance(wanted, inspect.AnyType):
        return
    if value is None:
        yield Mistake(EMPTY, loc, value, wanted)
    elif isinstance(wanted, inspect.StructType):
        yield from _record(wanted, value, loc)
    elif isinstance(wanted, inspect.DictType):
        yield from _mapping(wanted, value, loc)
    elif isinstance(wanted, inspect.ListType):
        yield from _list(wanted, value, loc)
    else:
        yield from _text(wanted, value, loc)


def _meant(union: inspect.UnionType, value: object) -> inspect.Type:
    """Return the form that a value is meant to have: a lone text, else the container."""
    if isinstance(value, str):
        text = (inspect.StrType, inspect.LiteralType, inspect.DateType)
        for form in union.types:
            if isinstance(form, text):
                return form
    return _container(union)


def _record(wanted: inspect.StructType, value: object, loc: Loc) -> Iterator[Mistake]:
    if not isinstance(value, dict):
        yield Mistake(SHAPE, loc, value, wanted)
        return
    for field in wanted.fields:
        if field.encode_name in value:
            yield from _check(field.type, value[field.encode_name], (*loc, field.encode_name))
        elif field.required:
            yield Mistake(MISSING, (*loc, field.encode_name), value, field.type)
    known = {field.encode_name for field in wanted.fields}
    for key, inner in value.items():
        if key not in known:
            yield Mistake(UNKNOWN, (*loc, key), inner, wanted, on_key=True)


def _mapping(wanted: inspect.DictType, value: object, loc: Loc) -> Iterator[Mistake]:
    if not isinstance(value, dict):
        yield Mistake(SHAPE, loc, value, wanted)
        return
    for key, inner in value.items():
        for found in _check(wanted.key_type, key, (*loc, key)):
            yield found._replace(on_key=True)
        yield from _check(wanted.value_type, inner, (*loc, key))


def _list(wanted: inspect.ListType, value: object, loc: Loc) -> Iterator[Mistake]:
    if not isinstance(value, list):
        yield Mistake(SHAPE, loc, value, wanted)
        return
    if len(value) < (wanted.min_length or 0):
        yield Mistake(NO_ITEM, loc, value, wanted)
    for index, item in enumerate(value):
        yield from _check(wanted.item_type, item, (*loc, index))


def _text(wanted: inspect.Type, value: object, loc: Loc) -> Iterator[Mistake]:
    if not isinstance(value, str):
        yield Mistake(SHAPE, loc, value, wanted)
    elif not value:
        yield Mistake(NO_TEXT, loc, value, wanted)
    elif isinstance(wanted, inspect.LiteralType):
        if value not in wanted.values:
            yield Mistake(CHOICE, loc, value, wanted)
    elif isinstance(wanted, inspect.StrType):
        too_long = wanted.max_length is not None and len(value) > wanted.max_length
        if too_long or (wanted.pattern and not re.search(wanted.pattern, value)):
            yield Mistake(FORM, loc, value, wanted)
    elif isinstance(wanted, inspect.DateType) and not _is_date(value):
        yield Mistake(FORM, loc, value, wanted)


def _is_date(text: str) -> bool:
    import datetime as dt  # noqa: PLC0415 - only where something is wrong

    try:
        msgspec.convert(text, dt.date)
    except msgspec.ValidationError:
        return False
    return True
