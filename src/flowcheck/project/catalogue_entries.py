"""Entries of the catalogue as written: checked, every problem noted, and added to the vendors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.errors import did_you_mean
from flowcheck.model import vendor as known
from flowcheck.model.pattern_forms import HTTPS, refusal
from flowcheck.model.patterns import HOST
from flowcheck.project.catalogue_vendors import merged, vendor_of

if TYPE_CHECKING:
    from flowcheck.model import schema
    from flowcheck.model.source import Address
    from flowcheck.project.terms import TermReader


class _Claimed(Struct, frozen=True):
    """A pattern that a vendor has, and where an entry says so; None for a built-in one."""

    hit: known.Hit
    address: Address | None


class EntryReader:
    """Adds entries to vendors that are known.

    Attributes:
        vendors: The vendors by id.
        terms: Looks terms up, and collects the problems.
    """

    def __init__(self, vendors: dict[str, known.Vendor], terms: TermReader) -> None:
        self.vendors = vendors
        self.terms = terms
        self._added: dict[str, Address] = {}
        self._claimed: dict[tuple[str, str], _Claimed] = {
            (claim.kind, claim.key): _Claimed(claim.hit, None)
            for vendor in vendors.values()
            for claim in known.claims(vendor)
        }

    def add(self, raw: schema.CatalogueVendor, address: Address) -> None:
        """Add what an entry says, to the vendor of its id if there is one."""
        before = self.vendors.get(raw.id)
        self._check(raw, before, address)
        own = vendor_of(raw, before)
        for claim in known.claims(own):
            self._claim(claim, address.child(*claim.steps))
        self.vendors[raw.id] = own if before is None else merged(before, own)
        self._added[raw.id] = address

    def check_parents(self) -> None:
        """Note each parent that is no vendor, and each vendor that would own itself."""
        told: set[str] = set()
        for name, address in self._added.items():
            owners = self._owners(name)
            parent = self.vendors[name].parent
            if parent and parent not in self.vendors:
                self.terms.sources.add(
                    address.child("parent"),
                    f"`{parent}` is no vendor of the catalogue",
                    "whether it owns this one could not be told",
                    did_you_mean(parent, self.vendors) or "give it an entry, or remove `parent:`",
                )
            elif name in owners and told.isdisjoint(owners):
                told.update(owners)
                chain = " > ".join([name, *owners])
                self.terms.sources.add(
                    address.child("parent"),
                    f"the catalogue is cyclic: {chain}",
                    "each of these vendors would own itself",
                    "remove one of these parents",
                )

    def _owners(self, name: str) -> list[str]:
        """Return the owners of a vendor up to the first that has none, or stands there already."""
        owners: list[str] = []
        here = self.vendors.get(name)
        while here is not None and here.parent and here.parent not in owners:
            owners.append(here.parent)
            here = self.vendors.get(here.parent)
        return owners

    def _check(
        self, raw: schema.CatalogueVendor, before: known.Vendor | None, address: Address
    ) -> None:
        """Note what is wrong with an entry apart from its patterns."""
        sources = self.terms.sources
        if before is None and raw.name is None:
            sources.add(
                address.child("id"),
                f"`{raw.id}` is not in the catalogue, and has no `name`",
                "there is nothing that its patterns could be added to",
                did_you_mean(raw.id, self.vendors) or "add `name:`, if it is a new vendor",
            )
        self.terms.read("region", raw.country, address, "country")
        for entity, country in raw.legal_entities.items():
            self.terms.read("region", country, address, "legal_entities", entity)
        for key in known.PAGES:
            page = getattr(raw, key)
            if page is not None and re.fullmatch(HTTPS, page) is None:
                sources.add(
                    address.child(key),
                    f"`{page}` is no https address",
                    "people follow it from reports",
                    "write it as `https://stripe.com`",
                )
        products = {product.name: product for product in before.products} if before else {}
        for index, product in enumerate(raw.products):
            self._check_category(product, list(products), address.child("products", index))

    def _check_category(self, product: schema.Product, others: list[str], address: Address) -> None:
        """Note a category that is missing, or no role."""
        category = product.category
        if category is None:
            if product.name not in others:
                self.terms.sources.add(
                    address.child("name"),
                    f"`{product.name}` is a new product, and has no `category`",
                    "whether the policy discloses such a recipient could not be told",
                    did_you_mean(product.name, others) or "see `flowcheck vocabulary recipient`",
                )
        elif self.terms.read("recipient", category, address, "category"):
            term = self.terms.vocabulary["recipient"].terms[category]
            if term.is_vendor:
                self.terms.sources.add(
                    address.child("category"),
                    f"`{category}` is a vendor, and no role",
                    "policies disclose vendors by their role",
                    "see `flowcheck vocabulary recipient`",
                )

    def _claim(self, claim: known.Claim, address: Address) -> None:
        """Note a pattern that can match nothing, or that is somebody's already."""
        wrong = refusal(claim.kind, claim.hit.pattern)
        if wrong is not None:
            self.terms.sources.add(address, *wrong)
            return
        key = claim.kind, claim.key
        other = self._claimed.setdefault(key, _Claimed(claim.hit, address))
        if other.address is address or not _conflict(claim, other):
            return
        whose = f"`{other.hit.vendor}`"
        place, help_ = "in the built-in catalogue", "remove it"
        if other.address is not None:
            place = f"at {self.terms.sources.place(other.address)}"
            help_ = "remove one of the two"
        if other.hit.vendor != claim.hit.vendor:
            help_ += f"; what belongs to {whose} is added under `id: {other.hit.vendor}`"
        self.terms.sources.add(
            address,
            f"`{claim.hit.pattern}` stands for {whose} already, {place}",
            "what is seen in code could be the one or the other",
            help_,
        )


def _conflict(claim: known.Claim, other: _Claimed) -> bool:
    """Tell whether two equal patterns contradict each other.

    A look-alike may be named by several; a product may spell one setting in two ways, a vendor use
    a host for several things; and what a project says of a built-in vendor may repeat or overrule
    what is said there.
    """
    one, two = claim.hit, other.hit
    if one.vendor != two.vendor:
        return not one.role == two.role == known.NOT_EVIDENCE
    same = one.role == two.role and one.product == two.product
    return other.address is not None and claim.kind != HOST and not same
