"""The policy both permits and denies a flow, and neither statement yields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import doing, listed, quoted
from flowcheck.judge.verdict import Judgement, Verdict
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and deny that stands against its permission."""
    for flow in facts.inventory.flows:
        groups: dict[str, list[tuple[Judgement, Statement]]] = {}
        for judgement in facts.judgements(flow):
            if judgement.verdict is Verdict.AMBIGUOUS:
                deny = judgement.pair.deny if judgement.pair else judgement.touching[0]
                groups.setdefault(deny.id, []).append((judgement, deny))
        for found in groups.values():
            yield _draft(facts, flow, found)


def _draft(facts: Facts, flow: Flow, found: list[tuple[Judgement, Statement]]) -> Draft:
    judgement, deny = found[0]
    if judgement.best is None:
        raise AssertionError(judgement)
    permit = judgement.pair.permit if judgement.pair else judgement.best.permit
    data = tuple(dict.fromkeys(j.claim.data for j, _ in found if j.claim.data))
    words = listed([facts.vocabulary["data"].label(d).lower() for d in data], 2)
    verb = doing(judgement.claim.action)
    if judgement.pair:
        message = f"the policy both permits and denies {verb} {words} ({judgement.pair.type})"
        help_ = "mend the policy: one of the two passages must yield, in words"
    else:
        message = f"the policy denies some of {verb} {words}, and the flow is too coarse to tell"
        help_ = "declare narrower terms, so that the flow lies outside what is denied"
    return Draft(
        code="FC121",
        message=message,
        address=flow.address,
        subject=flow.id,
        facets={"data": data},
        data=data,
        purpose=tuple(dict.fromkeys(j.claim.purpose for j, _ in found if j.claim.purpose)),
        label="permitted and denied" if judgement.pair else "partly denied",
        evidence=((deny, "denies it"), (permit, "permits it")),
        help=(help_, f"the denial: {quoted(deny, 90)}"),
        topic=f"deny:{deny.id}",
    )


RULE = Rule("FC121", "contradicted-disclosure", "error", __doc__, check)
