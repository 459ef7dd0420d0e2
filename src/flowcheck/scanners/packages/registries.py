"""The registries that packages come from: what is a name in each, and how it is written as a purl.

Names that differ only in how they are written are one package: the forms are those of the purl
specification (https://github.com/package-url/purl-spec), and of PEP 503 for Python.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from flowcheck.model.mention import OWN, PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowcheck.scanners.packages.words import Word

_LONGEST = 400


class Found(NamedTuple):
    """What a manifest mentions.

    Attributes:
        kind: The kind of mention.
        value: In the form of that kind; "" where the file names nothing that can exist.
        place: Where it is named.
        role: The role of the mention.
    """

    kind: str
    value: str
    place: Word
    role: str = ""


class Registry:
    """One type of package.

    Attributes:
        kind: The type of its purls.
    """

    def __init__(self, kind: str, name: str, plain: Callable[[str], str] = str) -> None:
        self.kind = kind
        self._name = re.compile(name, re.ASCII)
        self._plain = plain

    def value(self, name: str) -> str:
        """Return a package's type and name; "" for what is no name there."""
        if len(name) > _LONGEST or not self._name.fullmatch(name):
            return ""
        return f"{self.kind}:{self._plain(name)}"

    def package(self, place: Word, role: str, name: str | None = None) -> Found:
        """Return a package that is named at a place; by default as what is written there."""
        return Found(PACKAGE, self.value(place if name is None else name), place, role)

    def own(self, place: Word, name: str | None = None) -> Found:
        """Return a package that the repository itself holds."""
        return Found(OWN, self.value(place if name is None else name), place)


def _pep_503(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


_PART = r"[A-Za-z0-9_][\w.-]*"
NPM = Registry("npm", r"(?:@[\w.~-]+/)?[\w~-][\w.~-]*", str.lower)
PYPI = Registry("pypi", r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?", _pep_503)
GOLANG = Registry("golang", r"[\w-]+(?:\.[\w-]+)+(?:/[\w~-][\w.~-]*)*")
MAVEN = Registry("maven", rf"{_PART}:{_PART}")
GEM = Registry("gem", _PART)
COMPOSER = Registry("composer", rf"{_PART}/{_PART}", str.lower)
CARGO = Registry("cargo", r"[A-Za-z0-9_][\w-]*")
NUGET = Registry("nuget", _PART)
COCOAPODS = Registry("cocoapods", r"[A-Za-z0-9_][\w.+-]*")
SWIFT = Registry("swift", rf"[\w-]+(?:\.[\w-]+)+(?:/{_PART})+")
PUB = Registry("pub", r"[A-Za-z_]\w*", str.lower)

REGISTRIES = {
    registry.kind: registry
    for registry in (
        *(NPM, PYPI, GOLANG, MAVEN, GEM, COMPOSER, CARGO, NUGET),
        *(COCOAPODS, SWIFT, PUB),
    )
}
"""By the type of their purls."""
