"""A denial of the policy takes something out of a wider permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.statement_pairs import draft_pair, statement_pairs
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per pair of statements of a type N1 to N4."""
    for pair in statement_pairs(facts, narrowing=True):
        yield draft_pair("FC504", pair, "legitimate: flows inside the denial are prohibited")


RULE = Rule("FC504", "policy-narrowing", "info", __doc__, check)
