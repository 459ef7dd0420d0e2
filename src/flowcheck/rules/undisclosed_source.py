"""Data is collected from a source, or on an occasion, that the policy does not disclose."""

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
    """Yield a finding per flow and source or occasion that no permission of the action matches."""
    for omission in omissions(facts, "source", "occasion"):
        yield draft_undisclosed(facts, "FC104", omission)


RULE = Rule("FC104", "undisclosed-source", "error", __doc__, check)
