"""A waiver has passed its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import listed
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per waiver whose `until` lies before today."""
    for waiver in facts.inventory.waivers:
        if waiver.until >= facts.today:
            continue
        for_what = listed([f"{key} `{name}`" for key, name in waiver.targets.items()])
        yield Draft(
            code="FC402",
            message=f"the waiver of {waiver.rule} for {for_what} ended on {waiver.until}",
            address=waiver.address.child("until"),
            subject=f"{waiver.rule}/{'/'.join(waiver.targets.values())}",
            kind="waiver",
            facets={"rule": (waiver.rule,)},
            label=f"before today, {facts.today}",
            help=(
                f"mend what it waives, or have {waiver.owner} decide anew and give a new end",
                f"its reason was: {waiver.reason}",
            ),
            topic="expired",
        )


RULE = Rule("FC402", "expired-waiver", "error", __doc__, check)
