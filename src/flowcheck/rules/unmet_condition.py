"""A flow is permitted only under a condition that it does not declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.omissions import omissions
from flowcheck.facts.words import coded, doing, listed, quoted
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and condition that the permission needs and the flow lacks."""
    for omission in omissions(facts, "condition"):
        permit = omission.blame.nearest
        if permit is None:
            continue
        wanted = sorted(permit.condition - omission.judgements[0].claim.condition)
        data = listed([facts.vocabulary["data"].label(d).lower() for d in omission.data], 2)
        yield Draft(
            code="FC105",
            message=(
                f"the policy permits {doing(omission.action)} {data} only under the condition "
                f"{coded(wanted)}, which the flow does not declare"
            ),
            address=omission.flow.address,
            subject=omission.flow.id,
            facets={"condition": tuple(wanted)},
            data=omission.data,
            purpose=omission.purpose,
            label=f"declares no `condition: {wanted[0]}`",
            evidence=((permit, f"permits it only with {coded(wanted)}"),),
            help=(
                f"if it truly holds, declare `condition: {wanted[0]}`; else stop the flow",
                f"the policy says: {quoted(permit)}",
            ),
            suggestions=tuple(wanted),
            topic=f"condition:{'+'.join(wanted)}",
        )


RULE = Rule("FC105", "unmet-condition", "error", __doc__, check)
