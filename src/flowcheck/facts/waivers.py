"""What rules say of a waiver, and how they name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import listed
from flowcheck.model.finding import Draft

if TYPE_CHECKING:
    from flowcheck.model.inventory import Waiver


def draft_waiver(  # noqa: PLR0913 - what a draft takes
    code: str, waiver: Waiver, says: str, *, at: str, label: str, help_: tuple[str, ...], topic: str
) -> Draft:
    """Return a finding on a waiver.

    Args:
        code: Of the rule that finds it.
        waiver: The waiver.
        says: What is wrong with it, as a predicate.
        at: The key at which it is shown.
        label: Words at the caret.
        help_: What to do.
        topic: What findings of the rule are grouped by.
    """
    for_what = listed([f"{key} `{name}`" for key, name in waiver.targets.items()])
    return Draft(
        code=code,
        message=f"the waiver of {waiver.rule} for {for_what} {says}",
        address=waiver.address.child(at),
        subject=f"{waiver.rule}/{'/'.join(waiver.targets.values())}",
        kind="waiver",
        facets={"rule": (waiver.rule,)},
        label=label,
        help=help_,
        topic=topic,
    )
