"""Mistakes in the words of the contract: what is wrong, where, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, inspect

from flowcheck.errors import did_you_mean, nearest
from flowcheck.model.fields import CONTROL, DURATION, ID, SHA256
from flowcheck.model.source import Address
from flowcheck.project.mistakes import (
    CHOICE,
    EMPTY,
    FORM,
    MISSING,
    NO_ITEM,
    NO_TEXT,
    UNKNOWN,
    Loc,
    Mistake,
    fields_at,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.model.source import Source
    from flowcheck.project.located import Sources

Words = tuple[str, str, str]
"""What is wrong, why it matters, and what to do."""

_SHAPE = "nothing can be read from what has another form"
_ID_HELP = "use letters, digits, `_`, `-` and `.`, without spaces, and no `-` or `.` first"
_FLAG = ("false", "true")


def say(model: type[Struct], source: Source, sources: Sources, found: Sequence[Mistake]) -> None:
    """Note the mistakes of one file as problems.

    Args:
        model: The schema of the file.
        source: The file.
        sources: Collects the problems.
        found: The mistakes.
    """
    unknown: dict[Loc, list[str]] = {}
    for mistake in found:
        if mistake.kind == UNKNOWN:
            unknown.setdefault(mistake.loc[:-1], []).append(str(mistake.loc[-1]))
    for mistake in found:
        loc = mistake.loc
        if mistake.kind == EMPTY or (mistake.on_key and loc[-1] == "") or _drives(mistake.value):
            continue  # an empty value or key, a control character: noted when the file was read
        if mistake.kind == MISSING:
            key = str(loc[-1])
            if not any(nearest(key, [typed]) for typed in unknown.get(loc[:-1], ())):
                _missing(key, Address(source.path, loc[:-1]), sources)
        elif mistake.kind == UNKNOWN:
            _unknown_key(model, source, sources, loc)
        else:
            sources.add(Address(source.path, loc, on_key=mistake.on_key), *_words(mistake))


def _drives(value: object) -> bool:
    return isinstance(value, str) and CONTROL.search(value) is not None


def _missing(key: str, address: Address, sources: Sources) -> None:
    sources.add(
        address, f"`{key}` is missing", "the record cannot be judged without it", f"add `{key}:`"
    )


def _unknown_key(model: type[Struct], source: Source, sources: Sources, loc: Loc) -> None:
    key = str(loc[-1])
    given = source.at(loc[:-1])
    known = fields_at(model, loc[:-1])
    free = [name for name in known if not (isinstance(given, dict) and name in given)]
    sources.add(
        Address(source.path, loc, on_key=True),
        f"unknown key `{key}`",
        "a misspelt key would be ignored, and what it says with it",
        did_you_mean(key, free) or f"known here: {', '.join(known)}",
    )


def _words(mistake: Mistake) -> Words:
    name, what = _name(mistake)
    if mistake.kind == NO_ITEM:
        why = "nobody can tell whether none is meant, or whether they were forgotten"
        return f"{what} is an empty list", why, f"name at least one, or remove `{name}`"
    if mistake.kind == NO_TEXT:
        why = "nothing may be meant, or something may have been lost"
        return f"{what} is an empty text", why, f"give `{name}` a value, or remove the key"
    if mistake.kind == CHOICE:
        return _no_choice(mistake, name, what)
    if mistake.kind == FORM:
        return _no_form(mistake, name, what)
    return _no_shape(mistake, name, what)


def _no_shape(mistake: Mistake, name: str, what: str) -> Words:
    wanted = mistake.wanted
    found = f"{what} is {kind_of(mistake.value)}"
    if isinstance(wanted, inspect.ListType):
        help_ = f"write `{name}: [...]`, or one item a line after `- `"
        return f"{found}; a list is expected", _SHAPE, help_
    if isinstance(wanted, inspect.StructType | inspect.DictType):
        help_ = "write `key: value` for each of its keys"
        return f"{found}; a mapping is expected", _SHAPE, help_
    help_ = "write one plain value"
    if isinstance(wanted, inspect.LiteralType) and wanted.values != _FLAG:
        help_ = f"one of: {', '.join(map(str, wanted.values))}"
    elif isinstance(wanted, inspect.LiteralType | inspect.DateType) or _is_duration(wanted):
        return _no_form(mistake, name, what)
    return f"{found}; a text is expected", _SHAPE, help_


def _no_choice(mistake: Mistake, name: str, what: str) -> Words:
    wanted, value = mistake.wanted, mistake.value
    if not isinstance(wanted, inspect.LiteralType):
        raise TypeError(wanted)
    words = [str(word) for word in wanted.values]
    if tuple(words) == _FLAG:
        return _no_form(mistake, name, what)
    kind = f"value of `{name}`"
    if mistake.loc[-2:-1] == ("severity",):
        kind = f"severity, for {name}"
    why = "flowcheck would have to guess what is meant"
    hint = did_you_mean(str(value), words) or f"one of: {', '.join(words)}"
    return f"`{value}` is no {kind}", why, hint


def _no_form(mistake: Mistake, name: str, what: str) -> Words:
    wanted, value = mistake.wanted, mistake.value
    found = f"found `{value}`" if isinstance(value, str) else f"found {kind_of(value)}"
    if isinstance(wanted, inspect.DateType):
        why = "what ends or ages by it could not be told"
        help_ = "write a day of the calendar, as 2026-12-31"
        return f"{what}: expected a date as YYYY-MM-DD, {found}", why, help_
    if isinstance(wanted, inspect.LiteralType):
        why = "`yes`, `on` and `1` are plain texts here"
        return f"{what}: expected `true` or `false`, {found}", why, "write `true` or `false`"
    if _is_duration(wanted):
        why = "lengths of time are compared with what the policy promises"
        help_ = "write P30D, P6M or P1Y (30 days, 6 months, 1 year)"
        return f"{what}: expected an ISO 8601 duration, {found}", why, help_
    if isinstance(wanted, inspect.StrType) and wanted.pattern == SHA256:
        why = "the published text could not be told from a changed one"
        help_ = "write its 64 hexadecimal digits in lower case, as `sha256sum` prints them"
        return f"`{value}` is no SHA-256 digest", why, help_
    if isinstance(wanted, inspect.StrType) and wanted.pattern == ID:
        return f"`{value}` is no id", "ids stand in references, reports and links", _ID_HELP
    raise TypeError(name)


def _is_duration(wanted: inspect.Type) -> bool:
    return isinstance(wanted, inspect.StrType) and wanted.pattern == DURATION


def _name(mistake: Mistake) -> tuple[str, str]:
    """Return the nearest key of a path, and what stands at the path."""
    loc = mistake.loc[:-1] if mistake.on_key else mistake.loc
    keys = [step for step in loc if isinstance(step, str)]
    if not keys:
        return "the file", "the file"
    if loc and isinstance(loc[-1], int):
        return keys[-1], f"an item of `{keys[-1]}`"
    return keys[-1], f"`{keys[-1]}`"


def kind_of(value: object) -> str:
    """Return what a value is, in words: "a list", "the text `x`"."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else f"the text `{value}`"
