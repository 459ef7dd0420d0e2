"""From a located value to a schema: what is good of it, and every problem of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from flowcheck.model.source import Address, Source
from flowcheck.project.schema_words import say

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from flowcheck.project.located import Sources

Model = TypeVar("Model", bound=BaseModel)


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
    try:
        return Part(model.model_validate(source.value), address)
    except ValidationError as error:
        problems = error.errors(include_url=False)
    say(model, source, sources, problems)
    value, kept = _good(source.value, problems)
    try:
        return Part(model.model_validate(value), address, kept, whole=False)
    except ValidationError:
        return None


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
