"""Pairs of the policy's own statements: its contradictions and narrowings, without any flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import quoted
from flowcheck.judge.pairs import Pair, pair_of_statements
from flowcheck.model.finding import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def statement_pairs(facts: Facts, *, narrowing: bool) -> Iterator[Pair]:
    """Yield the permits and denies that meet, either the narrowings or the contradictions."""
    for deny in facts.policy.denies:
        for permit in facts.policy.permits:
            pair = pair_of_statements(facts.policy, permit, deny)
            if pair is not None and pair.narrowing is narrowing:
                yield pair


def draft_pair(code: str, pair: Pair, help_: str) -> Draft:
    """Return the finding for a pair of statements."""
    word = "narrows" if pair.narrowing else "contradicts"
    return Draft(
        code=code,
        message=f"statement `{pair.deny.id}` {word} `{pair.permit.id}` (pair {pair.type})",
        address=pair.deny.address.child("id"),
        subject=pair.deny.id,
        kind="statement",
        facets={"statement": (pair.permit.id,)},
        label=f"{word} `{pair.permit.id}`",
        evidence=((pair.deny, "denies"), (pair.permit, "permits")),
        help=(help_, f"permits: {quoted(pair.permit, 90)}", f"denies: {quoted(pair.deny, 90)}"),
        topic=f"deny:{pair.deny.id}",
    )
