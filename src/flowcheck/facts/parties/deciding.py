"""Which decisions of the inventory lift which sightings, and which of them lift none."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from flowcheck.facts.parties.weights import HOST as BY_HOST
from flowcheck.model import mention as seen
from flowcheck.model.decision import HOST, NAME, PACKAGE, SELF_HOSTED, VENDOR
from flowcheck.model.patterns import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowcheck.facts.parties.sighting import Sighting
    from flowcheck.model.decision import Decision


class Decided:
    """Sightings with the decisions on them.

    Attributes:
        sightings: All of them, each with the decision that lifts it, if one does.
        unused: Decisions that lift nothing.
        contradicted: Self-hosted vendors, by id, of which a host of the vendor's own is seen.
    """

    def __init__(self, sightings: Iterable[Sighting], decisions: Sequence[Decision]) -> None:
        self.sightings: list[Sighting] = []
        used: set[Decision] = set()
        against: dict[str, set[Decision]] = {}
        for sighting in sightings:
            lifting = None
            for decision in decisions:
                if not _is_about(decision, sighting):
                    continue
                if decision.says == SELF_HOSTED and sighting.vendor and _is_elsewhere(sighting):
                    against.setdefault(sighting.vendor, set()).add(decision)
                    continue
                used.add(decision)
                lifting = lifting or decision
            self.sightings.append(replace(sighting, decision=lifting) if lifting else sighting)
        self.contradicted = {
            vendor: next(d for d in decisions if d in found) for vendor, found in against.items()
        }
        self.unused = tuple(d for d in decisions if d not in used)


def _is_elsewhere(sighting: Sighting) -> bool:
    """Tell whether a sighting is of a host that the vendor itself runs."""
    return sighting.weight.signal == BY_HOST


def _is_about(decision: Decision, sighting: Sighting) -> bool:
    mention = sighting.mention
    if decision.path and not _pattern(decision.path).fullmatch(mention.path):
        return False
    if decision.kind == VENDOR:
        return decision.target == sighting.vendor
    if decision.kind == HOST:
        is_host = mention.kind == seen.HOST
        return is_host and f".{mention.value}".endswith(f".{decision.target}")
    if decision.kind == NAME:
        return mention.kind == seen.NAME and _fits(decision.target, mention.value)
    if decision.kind == PACKAGE:
        return mention.kind in (seen.PACKAGE, seen.IMPORT) and _is_package(decision.target, mention)
    raise AssertionError(decision)


def _is_package(target: str, mention: seen.Mention) -> bool:
    """Tell whether a package, or an import of it, is the one that a decision is about."""
    wanted, _, name = target.partition(":")
    kind, _, value = mention.value.partition(":")
    if mention.kind == seen.IMPORT and kind == "python":
        module = value.partition(".")[0].replace("_", "-")
        return wanted == "pypi" and _fits(name, module.lower())
    if kind != wanted:
        return False
    return _fits(comparable(wanted, name), comparable(kind, value))


def _fits(pattern: str, value: str) -> bool:
    """Tell whether a pattern, in which a `*` at the end stands for the rest, is of a value."""
    return value.startswith(pattern[:-1]) if pattern.endswith("*") else value == pattern


@lru_cache(maxsize=1_000)
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(translate(path))
