"""The catalogue of vendors: whose a package, a host or a setting is, and which vendor is meant."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from flowcheck.model.patterns import (
    ACTION,
    ENV,
    FILE,
    HOST,
    IMAGE,
    IMPORT,
    PACKAGE_KINDS,
    TERRAFORM,
    Table,
    comparable,
    host_path,
    typed_package,
)
from flowcheck.model.setting_names import setting_words, without_prefix
from flowcheck.model.vendor import (
    DASHBOARD,
    DOCS,
    NOT_EVIDENCE,
    SITES,
    TOOL,
    TYPES,
    Hit,
    claims,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flowcheck.model.vendor import Claim, Vendor

SEPARATORS = {"golang": "/", IMPORT: ".", HOST: "."}
"""What parts a name from those below it, by the kinds of which a plain pattern means these too."""
_WEIGHT = {DOCS: -2, DASHBOARD: -1, TOOL: 1, NOT_EVIDENCE: 2}
_EXACT, _NAMED, _ALIKE, _MENTIONED = range(4)


class Catalogue:
    """All vendors, and the look-ups; each table is made when something is first looked up.

    Attributes:
        vendors: The vendors by id.
    """

    def __init__(self, vendors: Mapping[str, Vendor]) -> None:
        self.vendors = vendors
        self._tables: dict[str, Table[Hit]] = {}

    def package(self, kind: str, name: str) -> Hit | None:
        """Return whose a package is.

        Args:
            kind: Its purl type.
            name: As people write it: `@scope/name`, `group:artifact`, an import path.
        """
        typed = typed_package(name) if kind == "npm" else ""
        if typed:
            hit = self._look(kind, typed)
            if hit is None or hit.role == NOT_EVIDENCE:
                return hit
            return Hit(hit.vendor, hit.product, TYPES, hit.pattern)
        return self._look(kind, name)

    def python_import(self, module: str) -> Hit | None:
        """Return whose a Python module is, by as many of its first names as say most."""
        return self._look(IMPORT, module)

    def host(self, name: str) -> Hit | None:
        """Return whose a host is, by as many of its last labels as say most."""
        path = host_path(name)
        table = self._table(HOST)
        hit = table.find(path)
        if hit is None or path in table.names:
            return hit
        first = path.rpartition(".")[2]
        role = SITES.get(first, "")
        if first == "www" and path in _sites(self.vendors[hit.vendor]):
            role = DOCS
        return Hit(hit.vendor, hit.product, role, hit.pattern) if role else hit

    def name(self, env_name: str) -> Hit | None:
        """Return whose setting a name is: of an environment variable or a configuration key."""
        table = self._table(ENV)
        words = setting_words(env_name)
        while words:
            hit = table.names.get("".join(words))
            for count in range(len(words) - 1, 0, -1):
                hit = hit or table.starts.get("".join(words[:count]))
            if hit is not None:
                return hit
            words = without_prefix(words)
        return None

    def terraform(self, word: str) -> Hit | None:
        """Return whose a Terraform provider, by its source, or a resource type is."""
        return self._look(TERRAFORM, word)

    def image(self, repository: str) -> Hit | None:
        """Return to whom what is in a container image sends data."""
        return self._look(IMAGE, repository)

    def action(self, name: str) -> Hit | None:
        """Return to whom a GitHub Action, `owner/repo`, sends something."""
        return self._look(ACTION, name)

    def claims_space(self, kind: str, space: str) -> bool:
        """Tell whether packages whose names start so are some vendor's.

        Args:
            kind: Their purl type.
            space: A scope, a group, a publisher, with what parts it from the rest.
        """
        table = self._table(kind)
        return any(
            name.startswith(space) for names in (table.names, table.starts) for name in names
        )

    def file(self, name: str) -> Hit | None:
        """Return whose program reads a file of that name."""
        return self._look(FILE, name)

    def find(self, words: str) -> tuple[Vendor, ...]:
        """Return the vendors that words fit, best first.

        Args:
            words: An id, a name, a legal entity, a product, a package or a host, or part of one.
        """
        near = [self.package(kind, words) for kind in PACKAGE_KINDS]
        near.append(self.host(words) if "." in words else None)
        whose = {hit.vendor for hit in near if hit is not None}
        ranks = {
            name: _NAMED if name in whose and rank != _EXACT else rank
            for name, vendor in self.vendors.items()
            if (rank := _rank(vendor, words.lower())) is not None or name in whose
        }
        return tuple(self.vendors[name] for name in sorted(ranks, key=lambda n: (ranks[n], n)))

    def resolve(
        self, id_: str, name: str = "", legal_entity: str = "", aliases: Iterable[str] = ()
    ) -> Vendor | None:
        """Return which vendor of the catalogue a declared one is, or None.

        Args:
            id_: The declared id.
            name: What the inventory calls it, or "".
            legal_entity: The company that the inventory names, or "".
            aliases: Other names.
        """
        for word in (id_, name, *aliases):
            found = self._names.get(folded(word))
            if found is not None:
                return self.vendors[found]
        for word in (legal_entity, name):
            owners = self._companies.get(folded(word), ())
            for owner in owners:  # of brands with one company behind them, the one above the others
                if all(self.covers(owner, other) for other in owners):
                    return self.vendors[owner]
        return None

    def covers(self, declared: str, seen: str) -> bool:
        """Tell whether a vendor is another one, or owns it.

        Args:
            declared: A vendor's id.
            seen: The other's id.
        """
        trail: list[str] = []
        while seen and seen not in trail:
            if seen == declared:
                return True
            trail.append(seen)
            vendor = self.vendors.get(seen)
            seen = vendor.parent if vendor is not None else ""
        return False

    @cached_property
    def _names(self) -> dict[str, str]:
        """Ids by what people call a vendor: an id counts more than a name, a name than an alias."""
        found: dict[str, str] = {folded(name): name for name in self.vendors}
        for vendor in self.vendors.values():
            found.setdefault(folded(vendor.name), vendor.id)
        for vendor in self.vendors.values():
            for alias in vendor.aliases:
                found.setdefault(folded(alias), vendor.id)
        found.pop("", None)
        return found

    @cached_property
    def _companies(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for vendor in self.vendors.values():
            for company in vendor.legal_entities:
                found.setdefault(folded(company), []).append(vendor.id)
        return found

    def _look(self, kind: str, name: str) -> Hit | None:
        return self._table(kind).find(comparable(kind, name))

    def _table(self, kind: str) -> Table[Hit]:
        table = self._tables.get(kind)
        if table is None:
            table = self._tables[kind] = Table(SEPARATORS.get(kind, ""))
            for key, hit in self._entries(kind):
                table.add(key, hit)
        return table

    def _entries(self, kind: str) -> Iterator[tuple[str, Hit]]:
        """Yield the patterns of a kind as they are compared, those that count more the later."""
        if kind == IMPORT:  # distributions are mostly imported by their own names
            for key, hit in self._entries("pypi"):
                if not key.endswith("*"):
                    yield key.replace("-", "_"), hit
        for claim in sorted(self._claims.get(kind, ()), key=_weight):
            yield claim.key, claim.hit

    @cached_property
    def _claims(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for vendor in self.vendors.values():
            for claim in claims(vendor):
                found.setdefault(claim.kind, []).append(claim)
        return found


def _weight(claim: Claim) -> int:
    return _WEIGHT.get(claim.hit.role, 0)


def _sites(vendor: Vendor) -> tuple[str, str]:
    """Return the hosts of a vendor's homepage, with and without `www`, as paths of labels."""
    host = host_path(vendor.homepage.partition("://")[2].partition("/")[0])
    host = host.removesuffix(".www")
    return host, f"{host}.www"


def folded(name: str) -> str:
    """Return a name's letters and digits alone, without case: how names of vendors are compared."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _rank(vendor: Vendor, words: str) -> int | None:
    """Return how well words fit a vendor; None for not at all."""
    wanted = folded(words)
    names = [folded(name) for name in (vendor.id, vendor.name, *vendor.aliases)]
    if not wanted or wanted in names:
        return _EXACT if wanted else None
    more = [folded(name) for name in vendor.legal_entities]
    more += [folded(product.name) for product in vendor.products]
    if wanted in more:
        return _NAMED
    if any(wanted in name for name in names):
        return _ALIKE
    if any(wanted in name for name in more):
        return _MENTIONED
    found = any(words in claim.hit.pattern.lower() for claim in claims(vendor))
    return _MENTIONED if found else None
