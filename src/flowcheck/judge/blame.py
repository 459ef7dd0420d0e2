"""Why a claim is omitted: the facets that no permit matches, and the permit that comes nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.judge.match import Quality, match_facet
from flowcheck.model.claim import facets_of

if TYPE_CHECKING:
    from flowcheck.judge.compiled import CompiledPolicy
    from flowcheck.judge.verdict import Judgement
    from flowcheck.model.claim import Claim
    from flowcheck.model.inventory import Statement

ORDER = ("data", "recipient", "purpose", "source", "occasion", "subject", "condition")
COMBINATION = "combination"

_TELLING = {"collect": "data", "use": "purpose"}
"""By action the facet that a permit must name for its condition to be what is lacking."""


class Blame(Struct, frozen=True, gc=False):
    """What an omitted claim lacks.

    Attributes:
        facets: Blamed facets in the order of semantics, section 6; ("combination",) where each is
            matched by some permit, but none matches them together.
        nearest: The permit of the action that matches most facets, or None where the policy permits
            the action to nobody.
        lacking: The facets that the nearest permit does not match.
    """

    facets: tuple[str, ...]
    nearest: Statement | None
    lacking: tuple[str, ...]


def blame(policy: CompiledPolicy, judgement: Judgement) -> Blame:
    """Say what an omitted claim lacks.

    A permit whose condition the claim does not declare counts for a facet only where no permit
    without that lack matches it: otherwise "with your consent, with anyone" would hide an
    undisclosed recipient. Where such an unmet permit speaks of the very terms that the others lack
    (or, where each of them is matched, of the recipient, purpose or data), the condition is blamed.
    """
    claim = judgement.claim
    facets = facets_of(claim.action)
    permits = [permit for permit in policy.permits if claim.action in permit.actions]
    if not permits:  # every facet lacks a permit: one blame says it better than four
        return Blame((COMBINATION,), None, ())
    usable = [permit for permit in permits if permit.condition <= claim.condition]
    pool = usable or permits
    missing = [
        facet
        for facet in ORDER
        if facet in facets and not any(_matches(policy, p, facet, claim) for p in pool)
    ]
    telling = missing or [_TELLING.get(claim.action, "recipient")]
    unmet = next((u for u in judgement.unmet if _speaks_of(policy, u, telling, claim)), None)
    if unmet is not None:
        return Blame(("condition",), unmet, ("condition",))
    if not usable and not missing:
        missing.append("condition")
    nearest = _nearest(policy, pool, claim)
    lacking = [facet for facet in facets if not _matches(policy, nearest, facet, claim)]
    if not nearest.condition <= claim.condition:
        lacking.append("condition")
    return Blame(tuple(missing) or (COMBINATION,), nearest, tuple(lacking))


def _speaks_of(policy: CompiledPolicy, permit: Statement, facets: list[str], claim: Claim) -> bool:
    """Tell whether a permit itself names what each of the facets lacks, and not in passing."""
    for facet in facets:
        term = claim.term(facet)
        if facet not in permit.box or term is None:
            return False
        match = match_facet(policy, permit, facet, term)
        if match is None or match.via is not None or match.quality is Quality.GENERIC:
            return False
    return True


def _matches(policy: CompiledPolicy, permit: Statement, facet: str, claim: Claim) -> bool:
    if facet not in permit.box:
        return True
    term = claim.term(facet)
    return term is not None and match_facet(policy, permit, facet, term) is not None


def _nearest(policy: CompiledPolicy, permits: list[Statement], claim: Claim) -> Statement:
    telling = _TELLING.get(claim.action, "recipient")

    def lacks(permit: Statement) -> tuple[int, bool, int]:
        met = sum(_matches(policy, permit, facet, claim) for facet in facets_of(claim.action))
        tells = telling in permit.box and _matches(policy, permit, telling, claim)
        return (-met, not tells, permit.order)

    return min(permits, key=lacks)
