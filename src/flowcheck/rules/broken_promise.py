"""A record declares something weaker than what the policy promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.promised import draft_promise, held
from flowcheck.judge.promises import Outcome
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per promise and record that breaks it."""
    for found in held(facts, facts.policy, facts.inventory.policy.statements):
        if found.outcome is Outcome.BROKEN:
            yield draft_promise("FC201", found)


RULE = Rule("FC201", "broken-promise", "error", __doc__, check)
