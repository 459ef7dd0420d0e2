"""What rules say of a waiver: which it is, what is wrong with it, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import listed
from flowcheck.model.finding import Draft

if TYPE_CHECKING:
    from flowcheck.model.inventory import Waiver


def draft_waiver(code: str, waiver: Waiver, says: str, label: str, topic: str) -> Draft:
    """Return a finding on a waiver, shown at its end.

    Args:
        code: Of the rule that finds it.
        waiver: The waiver.
        says: What is wrong with it, as a predicate.
        label: Words at the caret.
        topic: What findings of the rule are grouped by.
    """
    for_what = listed([f"{key} `{name}`" for key, name in waiver.targets.items()])
    return Draft(
        code=code,
        message=f"the waiver of {waiver.rule} for {for_what} {says}",
        address=waiver.address.child("until"),
        subject=f"{waiver.rule}/{'/'.join(waiver.targets.values())}",
        kind="waiver",
        facets={"rule": (waiver.rule,)},
        label=label,
        help=(
            f"mend what it waives, or have {waiver.owner} decide anew and give a new end",
            f"its reason: {waiver.reason}",
        ),
        topic=topic,
    )
