"""A waiver lifts no finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import listed
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per waiver in force that the engine found no use for."""
    for waiver in facts.unused_waivers:
        for_what = listed([f"{key} `{name}`" for key, name in waiver.targets.items()])
        yield Draft(
            code="FC401",
            message=f"the waiver of {waiver.rule} for {for_what} lifts no finding",
            address=waiver.address.child("rule"),
            subject=f"{waiver.rule}/{'/'.join(waiver.targets.values())}",
            kind="waiver",
            facets={"rule": (waiver.rule,)},
            label="nothing to waive",
            help=("remove it: what it was for is mended, or was never found",),
            topic="unused",
        )


RULE = Rule("FC401", "unused-waiver", "warning", __doc__, check)
