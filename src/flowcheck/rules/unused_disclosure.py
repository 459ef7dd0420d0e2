"""The policy permits something that no declared flow does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import quoted
from flowcheck.judge.compiled import bits
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per permit whose box no declared claim meets, conditions apart."""
    met = 0
    for claim in {j.claim for flow in facts.inventory.flows for j in facts.judgements(flow)}:
        covering, unmet = facts.policy.permitting(claim)
        met |= covering | unmet
    used = set(bits(met))
    for number, permit in enumerate(facts.policy.permits):
        if number not in used:
            yield Draft(
                code="FC505",
                message=f"no declared flow relies on the permission `{permit.id}`",
                address=permit.address.child("id"),
                subject=permit.id,
                kind="statement",
                label="unused",
                evidence=((permit, "permits what nobody does"),),
                help=(
                    (
                        "declare the flow that is missing from the inventory, or take the passage "
                        f"out of the policy: {quoted(permit, 80)}"
                    ),
                ),
                topic="unused",
            )


RULE = Rule("FC505", "unused-disclosure", "info", __doc__, check)
