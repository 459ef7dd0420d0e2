"""From a located value to a schema: what is good of it, and every problem of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from flowcheck.errors import Problem
from flowcheck.model.source import Address, Source
from flowcheck.project.schema_words import say

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from flowcheck.project.located import Sources

Model = TypeVar("Model", bound=BaseModel)

MOST_PROBLEMS = 1_000
"""Problems of one file that are told in one run."""
_LARGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Part(Generic[Model]):
    """One file as validated.

    Attributes:
        record: What it says.
        address: Of the file.
        kept: For each list of which items had to be left out: the places of the others.
        whole: Whether nothing was left out.
    """

    record: Model
    address: Address
    kept: dict[str, list[int]] = field(default_factory=dict)
    whole: bool = True

    def records(self, key: str) -> list[tuple[Any, Address]]:
        """Return the records of a list with their addresses."""
        items = getattr(self.record, key)
        places = self.kept.get(key, range(len(items)))
        return [
            (item, self.address.child(key, place))
            for item, place in zip(items, places, strict=True)
        ]


def validate(model: type[Model], source: Source, sources: Sources) -> Part[Model] | None:
    """Return the file's value as a schema, without its bad records, with every problem noted.

    Args:
        model: The schema of the file.
        source: The file as read.
        sources: Collects the problems.

    Returns:
        What can be used; None where nothing can.
    """
    address = Address(source.path)
    too_many = len(source.text) > _LARGE and (
        _count(model, _beginning(source.value, MOST_PROBLEMS)) > MOST_PROBLEMS
    )
    problems: list[ErrorDetails] = []
    if not too_many:
        try:
            return Part(model.model_validate(source.value), address)
        except ValidationError as error:
            too_many = error.error_count() > MOST_PROBLEMS
            if not too_many:
                problems = error.errors(include_url=False)
    if too_many:
        say(model, source, sources, _first_problems(model, source, sources))
        return None
    say(model, source, sources, problems)
    value, kept = _good(source.value, problems)
    try:
        return Part(model.model_validate(value), address, kept, whole=False)
    except ValidationError:
        return None


def _first_problems(model: type[BaseModel], source: Source, sources: Sources) -> list[ErrorDetails]:
    """Return some of the problems of a file that has very many: of the beginnings of its lists.

    All of them could fill the memory.
    """
    low, high = 0, 1
    while _count(model, _beginning(source.value, high)) <= MOST_PROBLEMS:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if _count(model, _beginning(source.value, middle)) <= MOST_PROBLEMS:
            low = middle
        else:
            high = middle
    try:
        model.model_validate(_beginning(source.value, high))
    except ValidationError as error:
        found = error.errors(include_url=False)
        real = [p for p in found if p["type"] != "missing" or source.at(p["loc"]) is None]
        message = f"`{source.path}` has more than {MOST_PROBLEMS:,} problems; some are shown"
        help_ = "mend those that are shown, and run again"
        sources.problems.append(
            Problem(source.path, 0, 0, message, "the others may be like these", help_)
        )
        return real[:MOST_PROBLEMS]
    raise AssertionError(source.path)


def _count(model: type[BaseModel], value: object) -> int:
    try:
        model.model_validate(value)
    except ValidationError as error:
        return error.error_count()
    return 0


def _beginning(value: object, most: int) -> object:
    """Return a value with at most so many entries in each of its containers."""
    if isinstance(value, dict):
        return {key: _beginning(inner, most) for key, inner in islice(value.items(), most)}
    if isinstance(value, list):
        return [_beginning(inner, most) for inner in value[:most]]
    return value


def _good(
    value: object, problems: list[ErrorDetails]
) -> tuple[dict[str, object], dict[str, list[int]]]:
    """Return a file's value without the entries and list items that have problems."""
    good: dict[str, object] = {}
    kept: dict[str, list[int]] = {}
    if not isinstance(value, dict):
        return good, kept
    bad = {problem["loc"][:2] for problem in problems}
    keys = {loc[0] for loc in bad if loc}
    for key, content in value.items():
        if key not in keys:
            good[key] = content
        elif isinstance(content, list) and (key,) not in bad:
            kept[key] = [at for at in range(len(content)) if (key, at) not in bad]
            good[key] = [content[at] for at in kept[key]]
    return good, kept
