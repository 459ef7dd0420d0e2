"""A flow reaches a recipient that the policy does not disclose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.omissions import omissions
from flowcheck.facts.undisclosed import draft_undisclosed
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and recipient that no permission of the action matches."""
    for omission in omissions(facts, "recipient"):
        yield draft_undisclosed(facts, "FC103", omission)


RULE = Rule("FC103", "undisclosed-recipient", "error", __doc__, check)
