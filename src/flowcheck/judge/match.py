"""How well a permit covers a claim: per facet the matched term, its quality and vagueness."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model.claim import Claim, facets_of
from flowcheck.model.inventory import COLLECTED, Statement

if TYPE_CHECKING:
    from flowcheck.judge.compiled import CompiledPolicy
    from flowcheck.model.vocabulary import Facet


class Quality(IntEnum):
    """Match quality of a facet, best first (semantics, section 4)."""

    EXACT = 0
    UNNAMED = 1
    INFERRED = 2
    GENERIC = 3
    SHADOWED = 4

    @property
    def reason(self) -> str | None:
        """The reason of a vague verdict; None for exact."""
        return None if self is Quality.EXACT else self.name.lower()


class FacetMatch(Struct, frozen=True, gc=False):
    """One facet of a cover.

    Attributes:
        facet: Its name.
        term: The claim's term.
        matched: The statement's term that is `>=` it.
        quality: How well they match.
        vagueness: d(term, matched) / (d(term, matched) + d(matched, root)), in [0, 1).
        distance: Edges between them.
        via: The `permit collect` that `collected` was read through, or None.
        unnamed: Whether the statement names vendors of the matched role, and this is none.
    """

    facet: str
    term: str
    matched: str
    quality: Quality
    vagueness: float
    distance: int
    via: Statement | None = None
    unnamed: bool = False


class Cover(Struct, frozen=True, gc=False):
    """A permit that covers a claim, with its match on each facet that it restricts.

    Attributes:
        permit: The permit.
        matches: Facet by facet.
        inexact: Those of them that are not exact.
        vagueness: The worst facet's, in [0, 1).
        quality: The worst facet's.
    """

    permit: Statement
    matches: tuple[FacetMatch, ...]
    inexact: tuple[FacetMatch, ...]
    vagueness: float
    quality: Quality

    @property
    def exact(self) -> bool:
        """Whether every facet matches exactly."""
        return not self.inexact

    def on(self, facet: str) -> FacetMatch | None:
        """Return the match on a facet, None where the permit leaves it open."""
        return next((match for match in self.matches if match.facet == facet), None)


def vagueness_of(facet: Facet, term: str, matched: str) -> float:
    """Return how vague a matched term is for a term (semantics, section 4)."""
    up = facet.distance(term, matched)
    return up / (up + facet.distance(matched, facet.root)) if up else 0.0


def match_facet(
    policy: CompiledPolicy, statement: Statement, facet: str, term: str
) -> FacetMatch | None:
    """Return the best match of a term on a facet that a statement restricts, or None."""
    key = (statement.id, facet, term)
    if key not in policy.matches:
        box = statement.box[facet]
        found = [
            match
            for name in box
            if (
                match := match_collected(policy, term)
                if name == COLLECTED and facet == "data"
                else _match_term(policy, box, facet, term, name)
            )
        ]
        policy.matches[key] = min(found, key=_rank, default=None)
    return policy.matches[key]


def match_collected(policy: CompiledPolicy, term: str) -> FacetMatch | None:
    """Return the best match of a data term among those of the `permit collect` statements."""
    key = ("", COLLECTED, term)
    if key not in policy.matches:
        found = [
            match
            for name, permit in policy.collected.items()
            if (match := _match_term(policy, (name,), "data", term, name, permit))
        ]
        policy.matches[key] = min(found, key=_rank, default=None)
    return policy.matches[key]


def _rank(match: FacetMatch) -> tuple[bool, float]:
    return (match.quality is not Quality.EXACT, match.vagueness)


def _match_term(  # noqa: PLR0913 - the parts of one comparison
    policy: CompiledPolicy,
    box: tuple[str, ...],
    facet: str,
    term: str,
    name: str,
    via: Statement | None = None,
) -> FacetMatch | None:
    lattice = policy.vocabulary[facet]
    distance = lattice.above(term).get(name)
    if distance is None or name == lattice.root:
        return None
    terms = lattice.terms
    unnamed = (
        facet == "recipient"
        and terms[term].is_vendor
        and not terms[name].is_vendor
        and any(terms[other].is_vendor and name in terms[other].parents for other in box)
    )
    if terms[name].generic:
        quality = Quality.GENERIC
    elif distance:
        quality = Quality.INFERRED
    else:
        quality = Quality.UNNAMED if unnamed else Quality.EXACT
    vagueness = vagueness_of(lattice, term, name)
    return FacetMatch(facet, term, name, quality, vagueness, distance, via, unnamed)


def cover(policy: CompiledPolicy, permit: Statement, claim: Claim) -> Cover:
    """Return how a permit that covers a claim does so."""
    matches: list[FacetMatch] = []
    inexact: list[FacetMatch] = []
    vagueness, quality = 0.0, Quality.EXACT
    box = permit.box
    for facet in facets_of(claim.action):
        term = getattr(claim, facet)
        match = match_facet(policy, permit, facet, term) if facet in box and term else None
        if match is not None:
            matches.append(match)
            if match.quality is not Quality.EXACT:
                inexact.append(match)
                vagueness = max(vagueness, match.vagueness)
                quality = max(quality, match.quality)
    return Cover(permit, tuple(matches), tuple(inexact), vagueness, quality)


def explicit_distance(policy: CompiledPolicy, statement: Statement, term: str) -> float:
    """Return how far above a data term the statement's nearest own term is.

    Infinite where only `collected`, or nothing, matches: an explicit match is always closer.
    """
    above = policy.vocabulary["data"].above(term)
    root = policy.vocabulary["data"].root
    named = (above[t] for t in statement.box.get("data", ()) if t in above and t != root)
    return min(named, default=float("inf"))


def shadowing(policy: CompiledPolicy, covers: list[Cover], claim: Claim) -> tuple[Statement, ...]:
    """Return the `permit use` statements that shadow a use claim's covers, or none.

    They match its data term strictly closer than every cover and do not cover its purpose.
    """
    if claim.data is None or not covers:
        return ()
    closest = min(explicit_distance(policy, c.permit, claim.data) for c in covers)
    if closest == 0:
        return ()
    data = claim.data
    return tuple(
        permit
        for permit in policy.specific_uses
        if explicit_distance(policy, permit, data) < closest
        and (claim.purpose is None or match_facet(policy, permit, "purpose", claim.purpose) is None)
    )
