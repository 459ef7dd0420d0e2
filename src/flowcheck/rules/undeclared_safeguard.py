"""The policy promises something of a record, and the record does not declare it."""

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
    """Yield a finding per promise and record that declares nothing on it."""
    for found in held(facts, facts.policy, facts.inventory.policy.statements):
        if found.outcome is Outcome.UNDECLARED:
            yield draft_promise("FC202", found)


RULE = Rule("FC202", "undeclared-safeguard", "warning", __doc__, check)
