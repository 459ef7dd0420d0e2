"""From a located value to a schema: what is good of it, and every problem of the rest."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct, ValidationError, convert, field

from flowcheck.errors import Problem
from flowcheck.model.source import Address, Source

if TYPE_CHECKING:
    from flowcheck.project.located import Sources
    from flowcheck.project.mistakes import Mistake

Model = TypeVar("Model", bound=Struct)

MOST_PROBLEMS = 1_000
"""Problems of one file that are told in one run."""


class Part(Struct, Generic[Model], frozen=True):
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
        return Part(convert(source.value, model), address)
    except ValidationError:
        pass
    from flowcheck.project.mistakes import mistakes  # noqa: PLC0415 - only where one was made
    from flowcheck.project.schema_words import say  # noqa: PLC0415

    found = list(islice(mistakes(model, source.value), MOST_PROBLEMS + 1))
    if len(found) > MOST_PROBLEMS:
        message = f"`{source.path}` has more than {MOST_PROBLEMS:,} problems; some are shown"
        help_ = "mend those that are shown, and run again"
        sources.problems.append(
            Problem(source.path, 0, 0, message, "the others may be like these", help_)
        )
    say(model, source, sources, found[:MOST_PROBLEMS])
    if len(found) > MOST_PROBLEMS:
        return None
    value, kept = _good(source.value, found)
    try:
        return Part(convert(value, model), address, kept, whole=False)
    except ValidationError:
        return None


def _good(value: object, found: list[Mistake]) -> tuple[dict[str, object], dict[str, list[int]]]:
    """Return a file's value without the entries and list items that have mistakes."""
    good: dict[str, object] = {}
    kept: dict[str, list[int]] = {}
    if not isinstance(value, dict):
        return good, kept
    bad = {mistake.loc[:2] for mistake in found}
    keys = {loc[0] for loc in bad if loc}
    for key, content in value.items():
        if key not in keys:
            good[key] = content
        elif isinstance(content, list) and (key,) not in bad:
            kept[key] = [at for at in range(len(content)) if (key, at) not in bad]
            good[key] = [content[at] for at in kept[key]]
    return good, kept
