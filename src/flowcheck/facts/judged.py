"""What the claims of a flow come to, and of several flows' data terms together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.judge.verdict import Judgement, Verdict


class Judged(Struct, frozen=True, gc=False):
    """What a flow's claims come to.

    Attributes:
        judgements: One a claim.
        verdict: The worst.
        by_verdict: The judgements of each verdict that occurs, the best first.
    """

    judgements: tuple[Judgement, ...]
    verdict: Verdict
    by_verdict: tuple[tuple[Verdict, tuple[Judgement, ...]], ...]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Judged:
        """Return what some judgements come to."""
        every = tuple(judgements)
        apart: dict[Verdict, list[Judgement]] = {}
        for judgement in every:
            apart.setdefault(judgement.verdict, []).append(judgement)
        parts = tuple((verdict, tuple(apart[verdict])) for verdict in sorted(apart))
        return cls(every, parts[-1][0], parts)

    def __add__(self, other: Judged) -> Judged:
        """Return what both come to."""
        judgements = self.judgements + other.judgements
        if self.verdict is other.verdict and len(self.by_verdict) == len(other.by_verdict) == 1:
            return Judged(judgements, self.verdict, ((self.verdict, judgements),))
        apart = dict(self.by_verdict)
        for verdict, some in other.by_verdict:
            apart[verdict] = apart.get(verdict, ()) + some
        parts = tuple((verdict, apart[verdict]) for verdict in sorted(apart))
        return Judged(judgements, parts[-1][0], parts)
