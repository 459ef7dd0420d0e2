"""The vocabulary: per facet a directed acyclic graph of terms, with distance and overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOTS: dict[str, str] = {
    "action": "process",
    "data": "information",
    "purpose": "any_purpose",
    "recipient": "anyone",
    "source": "any_source",
    "occasion": "any_occasion",
    "subject": "any_person",
    "condition": "any_condition",
    "safeguard": "any_safeguard",
    "region": "anywhere",
    "basis": "any_basis",
}
"""Each facet and its root (semantics, section 1)."""

FACETS: tuple[str, ...] = tuple(ROOTS)


class Term(Struct, frozen=True, gc=False):
    """One term of a facet.

    Attributes:
        id: Lower snake case; a vendor's id for a vendor.
        label: What people read.
        parents: Terms directly above it; for a vendor its roles.
        synonyms: Other words for it, lower case.
        definition: One sentence.
        generic: Says too little to disclose anything clearly.
        special: "article_9", "article_10" or "children" (GDPR), or "".
        fides: Key in the fideslang taxonomy, or "".
        dpv: Concept of the W3C Data Privacy Vocabulary, or "".
        adequacy: ISO date of the EU adequacy decision of a country, or "".
        is_vendor: A vendor, which is a leaf at distance 0 under each of its roles.
    """

    id: str
    label: str
    parents: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    definition: str = ""
    generic: bool = False
    special: str = ""
    fides: str = ""
    dpv: str = ""
    adequacy: str = ""
    is_vendor: bool = False


class Facet(Struct):
    """The terms of one facet and the order between them (semantics, section 1).

    Closures are worked out on first use and kept: they depend on the terms alone.

    Attributes:
        name: The facet's name, as "data".
        root: Id of the root term.
        terms: Every term by its id.
    """

    name: str
    root: str
    terms: Mapping[str, Term]
    _above: dict[str, dict[str, int]] = field(default_factory=dict)
    _below: dict[str, frozenset[str]] = field(default_factory=dict)
    _children: dict[str, list[str]] = field(default_factory=dict)

    def above(self, term: str) -> dict[str, int]:
        """Return each term `>=` the given one with its distance: edges on the shortest way up.

        The step from a vendor to its role counts 0.
        """
        known = self._above.get(term)
        if known is None:
            known = self._above[term] = self._climb(term)
        return known

    def _climb(self, term: str) -> dict[str, int]:
        found = {term: 0}
        layer = [term]
        while layer:
            following = []
            for name in layer:
                entry = self.terms[name]
                step = 0 if entry.is_vendor else 1
                for parent in entry.parents:
                    distance = found[name] + step
                    if distance < found.get(parent, distance + 1):
                        found[parent] = distance
                        following.append(parent)
            layer = following
        return found

    def children(self, term: str) -> list[str]:
        """Return the terms directly below, in the vocabulary's order."""
        if not self._children:
            for name, entry in self.terms.items():
                self._children.setdefault(name, [])
                for parent in entry.parents:
                    self._children.setdefault(parent, []).append(name)
        return self._children[term]

    def below(self, term: str) -> frozenset[str]:
        """Return each term `<=` the given one."""
        known = self._below.get(term)
        if known is None:
            found = {term}
            layer = [term]
            while layer:
                layer = [child for name in layer for child in self.children(name)]
                layer = [child for child in layer if child not in found]
                found.update(layer)
            known = self._below[term] = frozenset(found)
        return known

    def under(self, lower: str, upper: str) -> bool:
        """Tell whether `lower <= upper`."""
        return upper in self.above(lower)

    def overlaps(self, one: str, other: str) -> bool:
        """Tell whether some term is `<=` both."""
        if other in self.above(one) or one in self.above(other):
            return True
        return not self.below(one).isdisjoint(self.below(other))

    def distance(self, lower: str, upper: str) -> int:
        """Return the edges on the shortest way up from `lower` to `upper`.

        Raises:
            KeyError: `upper` is not above `lower`.
        """
        return self.above(lower)[upper]

    def path(self, lower: str, upper: str) -> tuple[str, ...]:
        """Return the terms on a shortest way up, both ends included; parents in their order."""
        trail = [lower]
        while trail[-1] != upper:
            parents = self.terms[trail[-1]].parents
            reaching = [parent for parent in parents if self.under(parent, upper)]
            trail.append(min(reaching, key=lambda parent: self.distance(parent, upper)))
        return tuple(trail)

    def label(self, term: str | None) -> str:
        """Return a term's label, or the id itself for a term that is not here."""
        entry = self.terms.get(term or "")
        return entry.label if entry else str(term or "undeclared")


class Vocabulary(Struct, frozen=True, gc=False):
    """All facets by name."""

    facets: Mapping[str, Facet]

    def __getitem__(self, facet: str) -> Facet:
        return self.facets[facet]
