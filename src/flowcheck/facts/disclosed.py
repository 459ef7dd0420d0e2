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

    Terms that have but the facet's root in common are not near.
    """
    if term is None:
        return []
    lattice = facts.vocabulary[facet]
    ranked = []
    for order, name in enumerate(disclosed_terms(facts, action, facet)):
        common = _common(lattice, term, name)
        if common and not lattice.terms[name].is_vendor:
            ranked.append((min(common.values()), lattice.terms[name].generic, order, name))
    return [name for *_, name in sorted(ranked)[:MOST]]


def is_akin(lattice: Facet, term: str, other: str) -> bool:
    """Tell whether one may be meant by the other: directly above, below or beside it.

    Not over a generic term: a mail provider is not meant by "payment processor", though both are
    service providers.
    """
    common = _common(lattice, term, other)
    telling = [steps for name, steps in common.items() if not lattice.terms[name].generic]
    return min(telling, default=NEAR + 1) <= NEAR


def _common(lattice: Facet, one: str, other: str) -> dict[str, int]:
    """Return the terms above both, the root apart, with the edges between the two over each."""
    above, beyond = lattice.above(one), lattice.above(other)
    return {t: above[t] + beyond[t] for t in above if t in beyond and t != lattice.root}
