"""A permission names only data, or an action, that says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import coded, quoted
from flowcheck.model.finding import Draft
from flowcheck.model.inventory import COLLECTED
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per permit or deny all of whose data terms are roots or generic.

    So for one whose actions are the root only: a root matches nothing.
    """
    for statement in (*facts.policy.permits, *facts.policy.denies):
        data = statement.box.get("data", ())
        if statement.kind == "permit" and data and all(_empty(facts, "data", t) for t in data):
            yield _draft(statement, "data", data)
        elif all(term == facts.vocabulary["action"].root for term in statement.actions):
            yield _draft(statement, "action", statement.actions)


def _empty(facts: Facts, facet: str, term: str) -> bool:
    lattice = facts.vocabulary[facet]
    return term != COLLECTED and (term == lattice.root or lattice.terms[term].generic)


def _draft(statement: Statement, facet: str, terms: tuple[str, ...]) -> Draft:
    key = statement.kind if facet == "action" else facet
    return Draft(
        code="FC506",
        message=f"statement `{statement.id}` discloses nothing: it says only {coded(terms)}",
        address=statement.address.child(key),
        subject=statement.id,
        kind="statement",
        facets={facet: terms},
        label="too general to disclose anything",
        evidence=((statement, "says too little"),),
        help=(
            (
                f"have the policy name what is meant at {quoted(statement, 80)}, "
                "then name the terms here"
            ),
        ),
        topic=f"{facet}:{'+'.join(terms)}",
    )


RULE = Rule("FC506", "empty-disclosure", "warning", __doc__, check)
