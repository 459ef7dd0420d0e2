"""Parties that no pattern of the catalogue fits: who hands out a key, who runs a host."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from flowcheck.facts.parties.domains import (
    WELL_KNOWN,
    is_nobodys,
    is_telling,
    registered,
)
from flowcheck.facts.parties.home import hosts_of
from flowcheck.facts.parties.keys import holder
from flowcheck.facts.parties.sighting import Sighting
from flowcheck.facts.parties.weights import WEIGHTS
from flowcheck.model import mention as seen
from flowcheck.model.catalogue import folded
from flowcheck.model.vendor import API, SITES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowcheck.facts.parties.sighting import Finder
    from flowcheck.model.inventory import Vendor
    from flowcheck.model.mention import Mention
    from flowcheck.model.vendor import Vendor as CatalogueVendor

_USED = (seen.CALL, seen.SCRIPT)
_WEIGHTS = {seen.CALL: "call", seen.SCRIPT: "load", seen.CSP: "csp", seen.CONFIG: "config"}
_SHORTEST = 3


class Strangers:
    """Finds whom a mention stands for that fits no pattern of the catalogue.

    Args:
        finder: Knows the catalogue and the controller's own.
        declared: The vendors of the inventory.
    """

    def __init__(self, finder: Finder, declared: Iterable[Vendor]) -> None:
        self.finder = finder
        vendors = list(declared)
        self._called = {folded(word) for vendor in vendors for word in (vendor.id, vendor.name)}
        self._hosts = {
            host for v in vendors for host in hosts_of(v.url, v.contract_url)
        }  # fmt: skip
        self._known: dict[tuple[str, str], str] = {}

    def sightings(self, mentions: Iterable[Mention]) -> Iterator[tuple[str, Sighting]]:
        """Yield a party's name with each mention of it, in their order.

        A domain on which a vendor of the catalogue has its site is that vendor's.
        """
        for mention in mentions:
            if mention.kind == seen.HOST:
                if not (mention.role in _USED or is_telling(mention.value)):
                    continue
                weight = WEIGHTS[_WEIGHTS.get(mention.role, "literal")]
            elif mention.kind == seen.NAME:
                weight = WEIGHTS["credential"]
            else:
                continue
            name = self._name(mention)
            owner = self._sites.get(name)
            if owner is not None:
                product = owner.products[0] if len(owner.products) == 1 else None
                yield name, Sighting(mention, owner.id, weight, product, API)
            elif name:
                yield name, Sighting(mention, "", weight)

    @cached_property
    def _sites(self) -> dict[str, CatalogueVendor]:
        """The vendors by the domain of their site; of several on one the owner of the others."""
        catalogue = self.finder.catalogue
        found: dict[str, list[CatalogueVendor]] = {}
        for vendor in catalogue.vendors.values():
            for host in hosts_of(vendor.homepage):
                found.setdefault(registered(host), []).append(vendor)
        found.pop("", None)
        return {
            domain: owner
            for domain, vendors in found.items()
            for owner in vendors
            if all(catalogue.covers(owner.id, vendor.id) for vendor in vendors)
        }

    def _name(self, mention: Mention) -> str:
        key = (mention.kind, mention.value)
        if key not in self._known:
            name = ""
            if self.finder.hit(mention) is None:
                find = self._domain if mention.kind == seen.HOST else self._holder
                name = find(mention.value)
            self._known[key] = name
        return self._known[key]

    def _domain(self, host: str) -> str:
        """Return the domain of a host that some stranger runs, or ""."""
        if is_nobodys(host) or any(_is_below(host, known) for known in WELL_KNOWN):
            return ""
        domain = registered(host)
        if not domain or self.finder.home.owns(domain):
            return ""
        if any(_is_below(known, domain) for known in self._hosts):
            return ""
        if domain in self._sites and host.partition(".")[0] in (*SITES, "www"):
            return ""
        return "" if self._is_declared(domain.partition(".")[0]) else domain

    def _holder(self, setting: str) -> str:
        """Return the stranger that handed out what a setting holds, or ""."""
        name = holder(setting)
        if len(name) < _SHORTEST or self.finder.home.is_called(name):
            return ""
        return "" if self._is_declared(name) else name

    def _is_declared(self, name: str) -> bool:
        """Tell whether a name, or how it starts, is that of a declared vendor."""
        words = name.replace("-", "_").split("_")
        starts = ("".join(words[:count]) for count in range(1, len(words) + 1))
        return any(folded(start) in self._called for start in starts)


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
