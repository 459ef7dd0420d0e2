"""A flow serves a purpose that the policy does not disclose."""

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
    """Yield a finding per flow and purpose that no permission of the action matches."""
    for omission in omissions(facts, "purpose"):
        yield draft_undisclosed(facts, "FC102", omission)


RULE = Rule("FC102", "undisclosed-purpose", "error", __doc__, check)
