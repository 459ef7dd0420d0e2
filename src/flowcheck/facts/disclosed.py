"""What the policy discloses on a facet, and which of it comes nearest to a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.vocabulary import Facet

MOST = 3
NEAR = 2
"""Edges: a parent, a child, or another child of the same parent."""


def disclosed_terms(facts: Facts, action: str, facet: str) -> list[str]:
    """Return the terms that the permits of an action name on a facet, each once, in their order."""
    found: dict[str, None] = {}
    for permit in facts.policy.permits:
        if action in permit.actions:
            terms = permit.box.get(facet, ())
            found.update(dict.fromkeys(facts.policy.permit_table.expand(facet, terms)))
    return list(found)


def nearest_disclosed(facts: Facts, action: str, facet: str, term: str | None) -> list[str]:
    """Return the disclosed terms nearest to a term in the vocabulary, best first, at most three.

    Only a term directly above, below or beside it is near, and not over the facet's root or a
    generic term.
    """
    if term is None:
        return []
    lattice = facts.vocabulary[facet]
    ranked = []
    for order, name in enumerate(disclosed_terms(facts, action, facet)):
        steps = _steps(lattice, term, name)
        if steps is not None and steps <= NEAR and not lattice.terms[name].is_vendor:
            ranked.append((steps, lattice.terms[name].generic, order, name))
    return [name for *_, name in sorted(ranked)[:MOST]]


def _steps(lattice: Facet, one: str, other: str) -> int | None:
    """Return the edges between two terms over their nearest common term that says something."""
    above, beyond = lattice.above(one), lattice.above(other)
    common = [
        above[term] + beyond[term]
        for term in above
        if term in beyond and term != lattice.root and not lattice.terms[term].generic
    ]
    return min(common, default=None)
