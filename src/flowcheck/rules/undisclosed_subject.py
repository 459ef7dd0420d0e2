"""A flow is about data subjects whom the policy does not mention."""

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
    """Yield a finding per flow and data subject that no permission of the action matches."""
    for omission in omissions(facts, "subject"):
        yield draft_undisclosed(facts, "FC106", omission)


RULE = Rule("FC106", "undisclosed-subject", "error", __doc__, check)
