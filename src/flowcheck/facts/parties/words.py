"""How findings on code are put into words: their places, how many there are, what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import listed, plain
from flowcheck.model.finding import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowcheck.facts import Facts
    from flowcheck.facts.parties.sighting import Sighting


def places(sightings: Iterable[Sighting]) -> tuple[Place, ...]:
    """Return where something is seen, with what stands there; each line once for each thing."""
    found: dict[tuple[str, int, str], Place] = {}
    for sighting in sightings:
        mention = sighting.mention
        key = (mention.path, mention.line, mention.value)
        found.setdefault(key, Place(mention, sighting.note))
    return tuple(found.values())


def counted_places(number: int) -> str:
    """Return "one place" or "5 places"."""
    return "one place" if number == 1 else f"{number} places"


def categories_in_words(facts: Facts, categories: Sequence[str]) -> str:
    """Return categories with an article: "a payment processor and a fraud prevention service"."""
    words = [plain(facts, "recipient", category) for category in categories]
    return listed([f"{'an' if w[:1].lower() in 'aeiou' else 'a'} {w}" for w in words])
