"""Omitted claims, grouped as people read them: per flow and blamed term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.judge.blame import COMBINATION, Blame
from flowcheck.judge.verdict import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Statement


class Omission(Struct):
    """Claims of one flow that fail alike.

    Attributes:
        flow: The flow.
        facet: The blamed facet, "condition" or "combination".
        term: The claim's term there; None where it is undeclared, or the facet has none.
        blame: Of the first of them.
        judgements: All of them.
    """

    flow: Flow
    facet: str
    term: str | None
    blame: Blame
    judgements: list[Judgement] = field(default_factory=list)

    @property
    def data(self) -> tuple[str, ...]:
        """The data terms concerned, each once."""
        return tuple(dict.fromkeys(j.claim.data for j in self.judgements if j.claim.data))

    @property
    def purpose(self) -> tuple[str, ...]:
        """The purposes concerned, each once."""
        return tuple(dict.fromkeys(j.claim.purpose for j in self.judgements if j.claim.purpose))

    @property
    def action(self) -> str:
        """The action of the first claim, preferring the one that reaches another party."""
        actions = [judgement.claim.action for judgement in self.judgements]
        return next((a for a in actions if a not in ("use", "collect")), actions[0])

    @property
    def unmet(self) -> tuple[Statement, ...]:
        """Permits that would cover the first claim but for a condition."""
        return self.judgements[0].unmet


def omissions(facts: Facts, *facets: str) -> Iterator[Omission]:
    """Yield the omissions that blame one of the given facets, flow by flow.

    Args:
        facts: The project.
        facets: Names of facets, "condition" or "combination".
    """
    for flow, judgements in facts.by_verdict[Verdict.OMITTED]:
        groups: dict[tuple[str, str | None], Omission] = {}
        for judgement in judgements:
            found = facts.blame(judgement)
            for facet in found.facets:
                if facet not in facets:
                    continue
                term = _blamed_term(judgement, found, facet)
                group = groups.setdefault((facet, term), Omission(flow, facet, term, found))
                group.judgements.append(judgement)
        yield from groups.values()


def _blamed_term(judgement: Judgement, found: Blame, facet: str) -> str | None:
    if facet == COMBINATION:
        return found.nearest.id if found.nearest else judgement.claim.action
    if facet == "condition":
        wanted = found.nearest.condition - judgement.claim.condition if found.nearest else ()
        return "+".join(sorted(wanted)) or None
    return judgement.claim.term(facet)
