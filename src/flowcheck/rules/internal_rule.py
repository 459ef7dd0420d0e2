"""A flow or record breaks a rule of the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.promised import draft_promise, held
from flowcheck.facts.words import doing, listed, party
from flowcheck.judge.compiled import bits
from flowcheck.judge.promises import Outcome
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.claim import Claim
    from flowcheck.model.inventory import Flow, Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per house rule and flow that it denies, or record that fails its demand."""
    for flow in facts.inventory.flows if facts.house.denies else ():
        groups: dict[int, list[tuple[Claim, bool]]] = {}
        for judgement in facts.judgements(flow):
            touching, covering = facts.house.denying(judgement.claim)
            for number in bits(touching):
                sure = bool(covering >> number & 1)
                groups.setdefault(number, []).append((judgement.claim, sure))
        for number, found in groups.items():
            yield _denied(facts, flow, facts.house.denies[number], found)
    for result in held(facts, facts.house, facts.inventory.house_rules):
        if result.outcome is not Outcome.MET:
            yield draft_promise("FC901", result, result.statement.severity)


def _denied(facts: Facts, flow: Flow, rule: Statement, found: list[tuple[Claim, bool]]) -> Draft:
    claim = found[0][0]
    data = tuple(dict.fromkeys(c.data for c, _ in found if c.data))
    words = listed([facts.vocabulary["data"].label(d).lower() for d in data], 2)
    verb = "forbids" if any(sure for _, sure in found) else "may forbid"
    to = f" to {party(facts, flow)}" if claim.recipient else ""
    lifted = [f"or, where it truly holds, declare `condition: {c}`" for c in sorted(rule.unless)]
    return Draft(
        code="FC901",
        message=f"`{rule.id}` {verb} {doing(claim.action)} {words}{to}",
        address=flow.address if flow.collects else flow.address.child("to"),
        subject=flow.id,
        facets={"rule": (rule.id,)},
        data=data,
        purpose=tuple(dict.fromkeys(c.purpose for c, _ in found if c.purpose)),
        label=rule.title or "forbidden by a rule of the organisation",
        evidence=((rule, rule.article or "a rule of the organisation"),),
        help=("stop the flow, or have the rule's owner change it", *lifted),
        severity=rule.severity,
        why=rule.note,
        topic=f"rule:{rule.id}",
    )


RULE = Rule("FC901", "internal-rule", "error", __doc__, check)
