"""The parties that a code base shows: vendors of the catalogue, and some that nobody knows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.facts.parties.deciding import Decided
from flowcheck.facts.parties.home import home_of
from flowcheck.facts.parties.sighting import Finder, Sighting, is_evident
from flowcheck.facts.parties.unclassified import Strangers
from flowcheck.facts.parties.weights import STRENGTHS
from flowcheck.model import mention as seen
from flowcheck.model.catalogue import folded
from flowcheck.model.decision import VENDOR
from flowcheck.model.patterns import PACKAGE_KINDS
from flowcheck.model.vendor import DASHBOARD, DOCS, NOT_EVIDENCE, claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.decision import Decision
    from flowcheck.model.inventory import Inventory
    from flowcheck.model.inventory import Vendor as Declared
    from flowcheck.model.mention import Code, Mention
    from flowcheck.model.vendor import Vendor

DECLARED, UNDECLARED, DECIDED, UNPROVED = "declared", "undeclared", "decided", "weak"
STATES = (UNDECLARED, UNPROVED, DECIDED, DECLARED)
"""What is known of a vendor that is seen: not in the inventory, though the code proves it; seen,
but not proved; decided upon; in the inventory."""
HOST, NAME = "host", "name"


class SeenVendor(Struct, frozen=True, dict=True):
    """A vendor of the catalogue that the code base shows.

    Attributes:
        vendor: The vendor.
        sightings: Where it is seen, the strongest first.
        declared: The vendors of the inventory that are it, or own it.
        contradicted: The decision that it is self-hosted, though a host of its own is seen.
    """

    vendor: Vendor
    sightings: tuple[Sighting, ...]
    declared: tuple[Declared, ...] = ()
    contradicted: Decision | None = None

    @cached_property
    def counting(self) -> tuple[Sighting, ...]:
        """The sightings that no decision lifts."""
        return tuple(sighting for sighting in self.sightings if sighting.decision is None)

    @cached_property
    def evident(self) -> bool:
        """Whether what counts proves the vendor."""
        return is_evident(self.counting)

    @cached_property
    def decision(self) -> Decision | None:
        """The decision that lifts the strongest of its sightings."""
        return next((s.decision for s in self.sightings if s.decision is not None), None)

    @property
    def state(self) -> str:
        """declared, undeclared, decided or weak."""
        if self.declared:
            return DECLARED
        if self.evident:
            return UNDECLARED
        return UNPROVED if self.decision is None else DECIDED

    @property
    def strength(self) -> str:
        """That of the strongest sighting that counts, or of all where none does."""
        return (self.counting or self.sightings)[0].weight.strength

    @property
    def products(self) -> tuple[str, ...]:
        """The names of the products seen, the best proved first."""
        return tuple(dict.fromkeys(s.product.name for s in self._telling if s.product))

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the products seen; of all products where none is told apart."""
        found = [s.product.category for s in self._telling if s.product]
        return tuple(dict.fromkeys(found or [p.category for p in self.vendor.products]))

    @property
    def _telling(self) -> list[Sighting]:
        """The sightings as strong as the strongest, or medium; all where there are no such."""
        every = self.counting or self.sightings
        return [s for s in every if s.weight.strength != STRENGTHS[-1]] or list(every)


class Stranger(Struct, frozen=True, gc=False):
    """A party that is in no catalogue and no inventory.

    Attributes:
        id: Its domain, or the word that stands before `_API_KEY`.
        kind: host or name.
        sightings: Where it is seen, the strongest first; those decided upon are among them.
    """

    id: str
    kind: str
    sightings: tuple[Sighting, ...]

    @property
    def counting(self) -> tuple[Sighting, ...]:
        """The sightings that no decision lifts."""
        return tuple(sighting for sighting in self.sightings if sighting.decision is None)

    @property
    def decision(self) -> Decision | None:
        """The decision that lifts the strongest of its sightings."""
        return next((s.decision for s in self.sightings if s.decision is not None), None)


class Parties(Struct, frozen=True, dict=True):
    """All parties that a code base shows.

    Attributes:
        vendors: Those of the catalogue, by name.
        strangers: Those that nobody knows, by name.
        unused: Decisions that lift nothing.
        unseen: Declared vendors that nothing is seen of and nothing is decided on, though the
            catalogue knows how to see them.
    """

    vendors: tuple[SeenVendor, ...]
    strangers: tuple[Stranger, ...]
    unused: tuple[Decision, ...]
    unseen: tuple[Declared, ...]

    @property
    def undeclared(self) -> tuple[SeenVendor, ...]:
        """The vendors that the code proves and the inventory does not have."""
        return tuple(party for party in self.vendors if party.state == UNDECLARED)

    @cached_property
    def lines(self) -> dict[tuple[str, int], str]:
        """The lines at which something is seen, by path and number."""
        every = [s for vendor in self.vendors for s in vendor.sightings]
        every += [s for stranger in self.strangers for s in stranger.sightings]
        return {(s.mention.path, s.mention.line): s.mention.text for s in every}


def parties_of(code: Code, catalogue: Catalogue, inventory: Inventory) -> Parties:
    """Return the parties that a code base shows.

    Args:
        code: What it mentions.
        catalogue: The vendors.
        inventory: What is declared and decided.
    """
    home = home_of(code.mentions, (mention.path for mention in code.mentions), inventory, catalogue)
    asked = _asked(code.mentions) if code.whole else frozenset(PACKAGE_KINDS)
    finder = Finder(catalogue, home, asked)
    known = list(finder.sightings(code.mentions))
    others = list(Strangers(finder, inventory.vendors.values()).sightings(code.mentions))
    known += [sighting for _, sighting in others if sighting.vendor]
    named = [(name, sighting) for name, sighting in others if not sighting.vendor]
    decided = Decided([*known, *(sighting for _, sighting in named)], inventory.decisions)
    ids = [(v, catalogue_ids(catalogue, v)) for v in inventory.vendors.values()]
    vendors = [
        SeenVendor(
            catalogue.vendors[name],
            found,
            tuple(v for v, known in ids if any(catalogue.covers(k, name) for k in known)),
            decided.contradicted.get(name),
        )
        for name, found in _grouped(
            (sighting.vendor, sighting) for sighting in decided.sightings[: len(known)]
        )
    ]
    names = joined([name for name, _ in named])
    strangers = [
        Stranger(name, HOST if "." in name else NAME, found)
        for name, found in _grouped(zip(names, decided.sightings[len(known) :], strict=True))
    ]
    vendors.sort(key=lambda party: (party.vendor.name.casefold(), party.vendor.id))
    strangers.sort(key=lambda party: (party.id.casefold(), party.id))
    met = {vendor.id for party in vendors for vendor in party.declared}
    on = {decision.target for decision in inventory.decisions if decision.kind == VENDOR}
    rest = [(v, known) for v, known in ids if v.id not in met and not on.intersection(known)]
    unseen = [vendor for vendor, known in rest if can_be_seen(catalogue, known)]
    return Parties(tuple(vendors), tuple(strangers), decided.unused, tuple(unseen))


def catalogue_ids(catalogue: Catalogue, vendor: Declared) -> tuple[str, ...]:
    """Return which vendors of the catalogue a declared one is: as it says, else by its names."""
    if vendor.catalogue:
        return vendor.catalogue
    found = catalogue.resolve(vendor.id, vendor.name, vendor.legal_entity)
    return (found.id,) if found is not None else ()


def joined(names: Sequence[str]) -> list[str]:
    """Return names of strangers, `ACME` as `acme.com` where that alone is seen too."""
    domains: dict[str, set[str]] = {}
    for name in names:
        if "." in name:
            domains.setdefault(folded(name.partition(".")[0]), set()).add(name)
    only = {label: next(iter(found)) for label, found in domains.items() if len(found) == 1}
    return [name if "." in name else only.get(folded(name), name) for name in names]


def can_be_seen(catalogue: Catalogue, ids: Iterable[str]) -> bool:
    """Tell whether the catalogue has a sign of one of some vendors, or of one that they own."""
    return any(
        claim.hit.role not in (DASHBOARD, DOCS, NOT_EVIDENCE)
        for name in ids
        for vendor in catalogue.vendors.values()
        if catalogue.covers(name, vendor.id)
        for claim in claims(vendor)
    )


def _asked(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the types of packages of which a manifest names one."""
    told = (seen.DIRECT, seen.DEV)
    return frozenset(
        mention.value.partition(":")[0]
        for mention in mentions
        if mention.kind == seen.PACKAGE and mention.role in told
    )


def _grouped(
    named: Iterable[tuple[str, Sighting]],
) -> Iterator[tuple[str, tuple[Sighting, ...]]]:
    """Yield each name once, with its sightings, the strongest first."""
    groups: dict[str, list[Sighting]] = {}
    for name, sighting in named:
        groups.setdefault(name, []).append(sighting)
    for name, found in groups.items():
        yield name, tuple(sorted(found, key=lambda sighting: sighting.rank))
