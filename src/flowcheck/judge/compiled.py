"""The compiled policy: per facet one integer per term, whose bit j speaks for statement j.

A question about a claim is then one look-up per facet and an AND over them; quality, pairs and
proofs are worked out only for the statements whose bits remain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.model.claim import COLLECT, USE, Claim, facets_of
from flowcheck.model.inventory import COLLECTED, Box, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flowcheck.judge.match import FacetMatch
    from flowcheck.model.vocabulary import Vocabulary


def bits(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class BoxTable(Struct):
    """Boxes indexed by facet: which of them contain, or overlap, a term (semantics, section 4).

    Attributes:
        boxes: The boxes; their order gives the bits.
        vocabulary: Facets, with vendors as leaves of the recipient facet.
        collected: The data terms that `data: collected` stands for.
    """

    boxes: Sequence[Box]
    vocabulary: Vocabulary
    collected: tuple[str, ...]
    _free: dict[str, int] = field(default_factory=dict)
    _mentions: dict[str, dict[str, int]] = field(default_factory=dict)
    _containing: dict[str, dict[str | None, int]] = field(default_factory=dict)
    _overlapping: dict[str, dict[str | None, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        everything = (1 << len(self.boxes)) - 1
        for name in self.vocabulary.facets:
            self._free[name], self._mentions[name] = self._index(name)
            self._containing[name] = {None: self._free[name]}
            self._overlapping[name] = {None: everything}

    def _index(self, facet: str) -> tuple[int, dict[str, int]]:
        free = 0
        mentions: dict[str, int] = {}
        root = self.vocabulary[facet].root
        for number, box in enumerate(self.boxes):
            terms = box.get(facet)
            if terms is None:
                free |= 1 << number
                continue
            for term in self.expand(facet, terms):
                if term != root:  # the root of a facet never matches anything
                    mentions[term] = mentions.get(term, 0) | 1 << number
        return free, mentions

    def expand(self, facet: str, terms: tuple[str, ...]) -> tuple[str, ...]:
        """Return terms with `collected` replaced by what it stands for."""
        if facet != "data" or COLLECTED not in terms:
            return terms
        named = tuple(term for term in terms if term != COLLECTED)
        return tuple(dict.fromkeys((*named, *self.collected)))

    def containing(self, facet: str, term: str | None) -> int:
        """Return the boxes that have a term `>=` the given one, or leave the facet open."""
        known = self._containing[facet].get(term)
        if known is None and term is not None:
            mentions = self._mentions[facet]
            known = self._free[facet]
            for upper in self.vocabulary[facet].above(term):
                known |= mentions.get(upper, 0)
            self._containing[facet][term] = known
        return known or 0

    def overlapping(self, facet: str, term: str | None) -> int:
        """Return the boxes that have a term overlapping the given one, or leave the facet open.

        Two terms overlap where some term is `<=` both, so these are the boxes that contain the term
        or one below it. An undeclared term overlaps every box: silence never helps.
        """
        known = self._overlapping[facet].get(term)
        if known is None and term is not None:
            known = self._free[facet]
            for lower in self.vocabulary[facet].below(term) if self._mentions[facet] else ():
                known |= self.containing(facet, lower)
            self._overlapping[facet][term] = known
        return known or 0


class CompiledPolicy(Struct):
    """Permits and denies ready for questions about claims.

    Attributes:
        vocabulary: Facets, with vendors as leaves of the recipient facet.
        permits: In statement order.
        denies: In statement order.
        collected: Every data term of a `permit collect`, in order, with the first statement that
            names it.
        permit_table: Their boxes.
        deny_table: Their boxes.
        specific_uses: The `permit use` statements that name data themselves, and purposes.
        matches: Best matches by statement, facet and term, as far as asked for.
    """

    vocabulary: Vocabulary
    permits: tuple[Statement, ...]
    denies: tuple[Statement, ...]
    collected: Mapping[str, Statement]
    permit_table: BoxTable
    deny_table: BoxTable
    specific_uses: tuple[Statement, ...]
    matches: dict[tuple[str, str, str], FacetMatch | None] = field(default_factory=dict)
    _permitted: dict[str, int] = field(default_factory=dict)
    _denied: dict[str, int] = field(default_factory=dict)
    _conditional: int = 0

    def __post_init__(self) -> None:
        self._conditional = sum(1 << n for n, p in enumerate(self.permits) if p.condition)

    def permits_of(self, action: str) -> int:
        """Return the permits that name this very action."""
        known = self._permitted.get(action)
        if known is None:
            root = self.vocabulary["action"].root
            known = 0
            for number, permit in enumerate(self.permits):
                if action in permit.actions and action != root:
                    known |= 1 << number
            self._permitted[action] = known
        return known

    def denies_of(self, action: str) -> int:
        """Return the denies that name an action `>=` this one, the root apart."""
        known = self._denied.get(action)
        if known is None:
            lattice = self.vocabulary["action"]
            known = 0
            for number, deny in enumerate(self.denies):
                if any(lattice.under(action, a) and a != lattice.root for a in deny.actions):
                    known |= 1 << number
            self._denied[action] = known
        return known

    def permitting(self, claim: Claim) -> tuple[int, int]:
        """Return the permits that cover a claim, and those unmet: lacking but a condition."""
        mask = self.permits_of(claim.action)
        containing = self.permit_table.containing
        for facet in facets_of(claim.action):
            if not mask:
                return 0, 0
            mask &= containing(facet, getattr(claim, facet))
        unmet = 0
        for number in bits(mask & self._conditional):
            if not self.permits[number].condition <= claim.condition:
                unmet |= 1 << number
        return mask & ~unmet, unmet

    def denying(self, claim: Claim) -> tuple[int, int]:
        """Return the denies that touch a claim, and those of them that cover it."""
        touching = self.denies_of(claim.action)
        facets = facets_of(claim.action)
        for facet in facets:
            if not touching:
                return 0, 0
            touching &= self.deny_table.overlapping(facet, getattr(claim, facet))
        covering = touching
        for facet in facets:
            covering &= self.deny_table.containing(facet, getattr(claim, facet))
        for number in bits(touching) if claim.condition else ():
            if not self.denies[number].unless.isdisjoint(claim.condition):
                touching &= ~(1 << number)
        return touching, covering & touching


def compile_policy(vocabulary: Vocabulary, statements: Sequence[Statement]) -> CompiledPolicy:
    """Compile statements, given in order, over a vocabulary that holds the vendors."""
    permits = tuple(s for s in statements if s.kind == "permit")
    denies = tuple(s for s in statements if s.kind == "deny")
    collected: dict[str, Statement] = {}
    root = vocabulary["data"].root
    for permit in permits:
        if COLLECT in permit.actions:
            for term in permit.box.get("data", ()):
                if term not in (root, COLLECTED):
                    collected.setdefault(term, permit)
    names = tuple(collected)
    return CompiledPolicy(
        vocabulary,
        permits,
        denies,
        collected,
        BoxTable([p.box for p in permits], vocabulary, names),
        BoxTable([d.box for d in denies], vocabulary, names),
        tuple(p for p in permits if USE in p.actions and _is_specific(p)),
    )


def _is_specific(permit: Statement) -> bool:
    """Tell whether a permit names data itself, and purposes."""
    return "purpose" in permit.box and set(permit.box.get("data", ())) != {COLLECTED}
