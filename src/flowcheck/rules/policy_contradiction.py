"""Two statements of the policy contradict each other, whatever flows there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.statement_pairs import draft_pair, statement_pairs
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per pair of statements of a type C1 to C12."""
    for pair in statement_pairs(facts, narrowing=False):
        yield draft_pair("FC503", pair, "one of the two must yield: mend the published text")


RULE = Rule("FC503", "policy-contradiction", "warning", __doc__, check)
