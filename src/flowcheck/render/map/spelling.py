"""Spelling: a map in the letters of the shipped typeface, for pictures that are drawn in no other.

What it lacks, as Chinese, is written as its numbers in Unicode: [U+5E83 544A]. That is no name that
anybody reads aloud, but it is visible, the same on every machine, and says which letters they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from flowcheck.render.drawing.type import letters_beyond
from flowcheck.views.map_parties import RECIPIENT, SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.views.data_map import DataMap

Value = TypeVar("Value")


def spelled(text: str) -> str:
    """Return a text with the letters that the typeface lacks as numbers, run by run."""
    beyond = letters_beyond(text)
    if not beyond:
        return text
    return re.sub(f"[{re.escape(beyond)}]+", lambda run: _numbers(run[0]), text)


def _numbers(letters: str) -> str:
    return f"[U+{' '.join(f'{ord(letter):04X}' for letter in letters)}]"


def spelled_map(data_map: DataMap) -> tuple[DataMap, dict[str, str]]:
    """Return a map all of whose texts are spelled, and what made that necessary.

    Returns:
        The map, and the letters that the typeface lacks by the record that has them, as people
        call it: "vendor `adnet`".
    """
    lacking: dict[str, str] = {}
    for record, value in _records(data_map):
        beyond = letters_beyond("".join(_texts(value)))
        if beyond:
            lacking[record] = "".join(dict.fromkeys(lacking.get(record, "") + beyond))
    return (_spelled(data_map), lacking) if lacking else (data_map, {})


def _records(data_map: DataMap) -> Iterator[tuple[str, object]]:
    """Yield what a map says, by whom it says it of."""
    yield "the policy", (data_map.controller, data_map.policy, data_map.document)
    for party in data_map.parties.values():
        own = {SYSTEM: f"system `{party.id}`", RECIPIENT: f"vendor `{party.id}`"}
        yield own.get(party.kind, "the vocabulary"), party
    yield "the vocabulary", (data_map.codes, data_map.filtered)
    for flow in data_map.flows:
        yield f"flow `{flow.id}`", (flow.id, [finding.waiver for finding in flow.findings])
        yield "the vocabulary", (flow.data, flow.codes, flow.purposes, flow.subjects)
        yield "the vocabulary", flow.conditions
        for finding in flow.findings:
            yield "the policy", [(found.section, found.quote) for found in finding.evidence]


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        yield from _texts((*value, *value.values()))
    elif isinstance(value, Struct):
        yield from _texts([getattr(value, name) for name in value.__struct_fields__])


def _spelled(value: Value) -> Value:
    """Return a value with every text in it spelled, ids and what refers to them alike."""
    found: object = value
    if isinstance(value, str):
        found = spelled(value)
    elif isinstance(value, tuple):
        found = tuple(map(_spelled, value))
    elif isinstance(value, dict):
        found = {_spelled(key): _spelled(part) for key, part in value.items()}
    elif isinstance(value, Struct):
        parts = {name: getattr(value, name) for name in value.__struct_fields__}
        found = replace(value, **{name: _spelled(part) for name, part in parts.items()})
    return cast("Value", found)
