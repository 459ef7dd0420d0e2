"""What npm, pnpm, yarn and bun say alike: the dependencies of one package, and its aliases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, INDIRECT, PACKAGE
from flowcheck.scanners.packages.registries import NPM
from flowcheck.scanners.packages.words import Word, at, table, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowcheck.scanners.packages.registries import Found

TABLES = {
    "dependencies": DIRECT,
    "peerDependencies": DIRECT,
    "optionalDependencies": DIRECT,
    "devDependencies": DEV,
}
"""The tables of a package's dependencies, with the role of what stands in them."""
_ALIAS = re.compile(r"npm:/?(?!v?\d+(?:[.\s]|$)|[*x]?$)((?:@[\w.~-]+/)?[\w~-][\w.~-]*)(?=[@/]|$)")
_LOCAL = ("workspace:", "file:", "link:", "portal:", "./", "../", "~/", "/")
_ARCHIVE = (".tgz", ".tar.gz")


def dependency(name: Word, asked: object, role: str) -> Found:
    """Return what a dependency is: by the name that it has here, or by that of its alias.

    Args:
        name: As the package calls it.
        asked: The version, address or path that is asked for.
        role: The role of its table.
    """
    spec = text(asked)
    if spec is None:
        return NPM.package(name, role)
    alias = aliased(spec)
    if alias is not None:
        return NPM.package(alias, role)
    if spec.startswith(_LOCAL) and not spec.endswith(_ARCHIVE):
        return NPM.own(name)
    return NPM.package(name, role)


def aliased(spec: Word) -> Word | None:
    """Return the package that a specifier as `npm:stripe@^1` means."""
    alias = _ALIAS.match(spec)
    return spec.group(alias, 1) if alias else None


def package(entry: object) -> Iterator[Found]:
    """Yield the name and the dependencies of one package, in the form of package.json."""
    name = text(entry, "name")
    if name:
        yield NPM.own(name)
    for key, role in TABLES.items():
        for dependent, asked in table(entry, key).items():
            yield dependency(dependent, asked, role)


def others(entries: Iterable[Found], asked: Iterable[Found]) -> Iterator[Found]:
    """Yield first what is asked for, then those entries of a lock file that nobody asks for."""
    known = set()
    for found in asked:
        known.add(found.value)
        yield found
    for found in entries:
        if found.kind != PACKAGE or found.value not in known:
            yield found


def locked_role(entry: object) -> str:
    """Return the role of an entry that says when it is for development only."""
    flags = (at(entry, key) for key in ("dev", "devOptional"))
    return DEV if any(flag is True or flag == "true" for flag in flags) else INDIRECT
