"""What is the controller's own: the packages that the repository holds, its domains, its names."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from flowcheck.model.catalogue import folded
from flowcheck.model.mention import OWN
from flowcheck.model.patterns import PACKAGE_KINDS, comparable, go_module

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.inventory import Inventory
    from flowcheck.model.mention import Mention

_FORGES = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitea.com")
_MAIL = re.compile(r"[^\s@<>:]+@([a-z0-9.-]+\.[a-z]+)", re.IGNORECASE)
_WORD = re.compile(r"[^A-Za-z0-9]+")
_PY_HOMES = ("", "src/", "lib/")
_SHORTEST = 3


class Home(Struct, frozen=True, gc=False):
    """What is the controller's own.

    Attributes:
        packages: `type:name` of the packages that the repository holds.
        spaces: Starts of the names of all that is published beside them: a scope, a group.
        names: What the controller, its systems and its packages are called, folded.
        hosts: Hosts at which the controller is reached.
        modules: Folders and files at the roots of Python code.
    """

    packages: frozenset[str]
    spaces: tuple[str, ...]
    names: frozenset[str]
    hosts: frozenset[str]
    modules: frozenset[str]

    def holds(self, kind: str, name: str) -> bool:
        """Tell whether a package is the repository's own.

        Args:
            kind: Its purl type.
            name: Its name.
        """
        value = f"{kind}:{comparable(kind, name)}"
        return value in self.packages or value.startswith(self.spaces)

    def is_called(self, words: str) -> bool:
        """Tell whether something of the controller's own is called so."""
        return folded(words) in self.names

    def owns(self, domain: str) -> bool:
        """Tell whether the controller has registered a domain, or one of this name elsewhere."""
        if folded(domain.partition(".")[0]) in self.names:
            return True
        return any(host == domain or host.endswith(f".{domain}") for host in self.hosts)


def home_of(
    mentions: Iterable[Mention],
    paths: Iterable[str],
    inventory: Inventory,
    catalogue: Catalogue,
) -> Home:
    """Return what is the controller's own.

    A scope that is a vendor's is the controller's only in the vendor's own repository: its first
    manifest says so, or several do.

    Args:
        mentions: Of the code base.
        paths: The files that mention something.
        inventory: What is declared.
        catalogue: The vendors.
    """
    every = [mention for mention in mentions if mention.kind == OWN]
    own = {mention.value for mention in every}
    first = {mention.value for mention in every if "/" not in mention.path}
    times = Counter(_space(*value.split(":", 1)) for value in own if ":" in value)
    packages, spaces, scopes = set(), set(), set()
    for value in own:
        kind, _, name = value.partition(":")
        packages.add(f"{kind}:{comparable(kind, name)}")
        space = _space(kind, name)
        ours = value in first or times[space] > 1
        if space and (ours or kind not in PACKAGE_KINDS or not catalogue.claims_space(kind, space)):
            spaces.add(f"{kind}:{space}")
            scopes.update(_words_of(kind, space))
    names = {folded(name) for name in (*_own_names(own), *scopes, *_called(inventory))}
    found = frozenset(name for name in names if len(name) >= _SHORTEST)
    hosts, modules = frozenset(_hosts(inventory)), frozenset(_modules(paths))
    return Home(frozenset(packages), tuple(sorted(spaces)), found, hosts, modules)


def _space(kind: str, name: str) -> str:
    """Return how the names of all packages of a publisher start, "" where nothing tells."""
    if kind == "npm":
        return name.partition("/")[0] + "/" if name.startswith("@") and "/" in name else ""
    if kind == "composer":
        return name.lower().partition("/")[0] + "/" if "/" in name else ""
    if kind == "maven":
        return name.partition(":")[0] + ":" if ":" in name else ""
    if kind == "golang":
        parts = go_module(name).split("/")
        most = 2 if parts[0] in _FORGES else 1
        return "/".join(parts[:most]) + "/" if len(parts) > most else ""
    return ""


def _words_of(kind: str, space: str) -> list[str]:
    """Return what the publisher of a scope is called."""
    if kind == "maven":  # a domain, backwards
        return space.rstrip(":").split(".")[1:2]
    return [_WORD.sub("", space.strip("@/").rpartition("/")[2].partition(".")[0])]


def _own_names(own: set[str]) -> Iterator[str]:
    """Yield the names of the own packages, and the first word that several of them share."""
    last = [re.split(r"[/:]", value)[-1] for value in own]
    yield from last
    first = Counter(_WORD.split(name)[0] for name in last if _WORD.search(name))
    yield from (word for word, times in first.items() if times > 1)


def _called(inventory: Inventory) -> Iterator[str]:
    """Yield what the controller and its systems are called; of a name its starts too."""
    words = _WORD.split(inventory.policy.controller)
    yield from ("".join(words[:count]) for count in range(1, len(words) + 1))
    for system in inventory.systems.values():
        yield system.id
        yield system.name


def _hosts(inventory: Inventory) -> Iterator[str]:
    """Yield the hosts of the policy's address and of the ways to reach the controller."""
    for text in (inventory.policy.url, *inventory.policy.contact.values()):
        yield from hosts_of(text)
        yield from (domain.lower() for domain in _MAIL.findall(text))


def hosts_of(*addresses: str) -> Iterator[str]:
    """Yield the hosts of addresses of pages, as far as they are any."""
    for address in addresses:
        with suppress(ValueError):
            yield from filter(None, [urlsplit(address).hostname])


def _modules(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if path.endswith(".py"):
            for root in _PY_HOMES:
                if path.startswith(root):
                    yield path.removeprefix(root).partition("/")[0].removesuffix(".py")
