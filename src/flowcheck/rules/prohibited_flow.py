"""A flow does what the policy says is not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import doing, listed, party, quoted
from flowcheck.judge.verdict import Judgement, Verdict
from flowcheck.model.claim import USE
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and deny that wins."""
    for flow in facts.inventory.flows:
        groups: dict[str, list[tuple[Judgement, Statement]]] = {}
        for judgement in facts.judgements(flow):
            if judgement.verdict is Verdict.INCORRECT:
                deny = judgement.winning[0]
                groups.setdefault(deny.id, []).append((judgement, deny))
        for found in groups.values():
            yield _draft(facts, flow, found)


def _draft(facts: Facts, flow: Flow, found: list[tuple[Judgement, Statement]]) -> Draft:
    judgement, deny = found[0]
    data = tuple(dict.fromkeys(j.claim.data for j, _ in found if j.claim.data))
    words = listed([facts.vocabulary["data"].label(d).lower() for d in data], 2)
    action = judgement.claim.action
    to = f" to {party(facts, flow)}" if action not in (USE, "collect") else ""
    narrowed = [(p.permit, f"permits it in general ({p.type})") for p in judgement.pairs[:1]]
    lifted = [f"or, where it truly holds, declare `condition: {c}`" for c in sorted(deny.unless)]
    return Draft(
        code="FC131",
        message=f"the policy prohibits {doing(action)} {words}{to}",
        address=flow.address if flow.collects else flow.address.child("to"),
        subject=flow.id,
        facets={"data": data},
        data=data,
        purpose=tuple(dict.fromkeys(j.claim.purpose for j, _ in found if j.claim.purpose)),
        label="the published policy says that this is not done",
        evidence=((deny, "prohibits it"), *narrowed),
        help=(f"stop the flow: the policy promises {quoted(deny, 90)}", *lifted),
        topic=f"deny:{deny.id}",
    )


RULE = Rule("FC131", "prohibited-flow", "error", __doc__, check)
