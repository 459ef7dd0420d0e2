"""The judge: a compiled policy and a claim give a verdict with what decided it. Pure."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.judge.compiled import CompiledPolicy, bits
from flowcheck.judge.match import Cover, Quality, cover, shadowing
from flowcheck.judge.pairs import Pair, pair_on_claim
from flowcheck.model.claim import USE, Claim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.model.inventory import Statement


class Verdict(IntEnum):
    """Verdicts from best to worst (semantics, section 5)."""

    CLEAR = 0
    VAGUE = 1
    AMBIGUOUS = 2
    OMITTED = 3
    INCORRECT = 4

    @property
    def word(self) -> str:
        """The verdict as it is written."""
        return self.name.lower()


class Judgement(Struct, frozen=True, gc=False):
    """A claim's verdict and the statements that decided it.

    Attributes:
        claim: What was judged.
        verdict: The verdict.
        reason: For vague: the worst quality of the best cover (unnamed, inferred, generic or
            shadowed); for ambiguous: contradiction or partly_denied; else None.
        vagueness: Of the best cover of a clear or vague claim, in [0, 1); else None.
        best: The best cover, None without any.
        fairest: The cover with the fewest inexact facets, the best of these: what a finding on a
            vague claim speaks of. The best cover's worst facet may be as vague, its others worse.
        covers: All covers, best first.
        touching: Denies that touch the claim.
        winning: Denies that win.
        pairs: Each covering permit with each covering deny.
        unmet: Permits that would cover it but for a condition.
        shadows: `permit use` statements that say something else of this very data.
    """

    claim: Claim
    verdict: Verdict
    reason: str | None = None
    vagueness: float | None = None
    best: Cover | None = None
    fairest: Cover | None = None
    covers: tuple[Cover, ...] = ()
    touching: tuple[Statement, ...] = ()
    winning: tuple[Statement, ...] = ()
    pairs: tuple[Pair, ...] = ()
    unmet: tuple[Statement, ...] = ()
    shadows: tuple[Statement, ...] = ()

    @property
    def pair(self) -> Pair | None:
        """The pair that decided an ambiguous or incorrect verdict, if one did."""
        if self.verdict is Verdict.AMBIGUOUS:
            return next((pair for pair in self.pairs if not pair.narrowing), None)
        if self.verdict is Verdict.INCORRECT:
            return next((pair for pair in self.pairs if pair.deny in self.winning), None)
        return None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that decided the verdict, the weightiest first."""
        permits = tuple(found.permit for found in self.covers)
        if self.verdict is Verdict.INCORRECT:
            return (*self.winning, *permits)
        if self.verdict is Verdict.AMBIGUOUS:
            return (*permits, *self.touching)
        best = (self.best.permit,) if self.best else ()
        return (*best, *self.shadows)


def judge(policy: CompiledPolicy, claim: Claim) -> Judgement:
    """Judge one claim.

    Args:
        policy: The compiled statements.
        claim: The point to judge.

    Returns:
        The verdict with the statements that decided it (semantics, sections 4 and 5).
    """
    permitting, unmet_mask = policy.permitting(claim)
    touching_mask, covering_mask = policy.denying(claim)
    covers = _ranked(cover(policy, policy.permits[n], claim) for n in bits(permitting))
    if not touching_mask and covers:
        return _disclosed(policy, claim, covers)
    touching = tuple(policy.denies[n] for n in bits(touching_mask))
    covering = tuple(policy.denies[n] for n in bits(covering_mask))
    pairs = tuple(
        pair_on_claim(policy, policy.permits[p], deny, claim)
        for deny in covering
        for p in bits(permitting)
    )
    broken = {pair.deny.id for pair in pairs if not pair.narrowing}
    winning = tuple(deny for deny in covering if deny.id not in broken)
    reason = None
    if winning:
        verdict = Verdict.INCORRECT
    elif covers:
        verdict = Verdict.AMBIGUOUS
        reason = "contradiction" if covering else "partly_denied"
    else:
        verdict = Verdict.OMITTED
    unmet = tuple(policy.permits[n] for n in bits(unmet_mask)) if not covers else ()
    best = covers[0] if covers else None
    return Judgement(
        claim, verdict, reason, None, best, best, tuple(covers), touching, winning, pairs, unmet
    )


def _ranked(covers: Iterable[Cover]) -> list[Cover]:
    return sorted(covers, key=lambda c: (not c.exact, c.vagueness, c.permit.order))


def _disclosed(policy: CompiledPolicy, claim: Claim, covers: list[Cover]) -> Judgement:
    best = covers[0]
    shadows = shadowing(policy, covers, claim) if claim.action == USE else ()
    quality = Quality.SHADOWED if shadows else best.quality
    verdict = Verdict.CLEAR if quality is Quality.EXACT else Verdict.VAGUE
    return Judgement(
        claim,
        verdict,
        quality.reason,
        best.vagueness,
        best,
        min(covers, key=lambda found: len(found.inexact)),
        tuple(covers),
        shadows=shadows,
    )
