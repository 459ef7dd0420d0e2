"""`pnpm-lock.yaml`: what the packages of a workspace ask for, and all that pnpm installs.

In the layout in which pnpm writes it the long list of packages is read line by line; any other
layout goes through the parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.scanners.packages.manifest import LOCK_FILE, manifest
from flowcheck.scanners.packages.npm_words import TABLES, dependency, locked_role, others
from flowcheck.scanners.packages.registries import NPM
from flowcheck.scanners.packages.words import Word, matched, table, text, word
from flowcheck.scanners.packages.yaml_words import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.scanner import BrokenFileError

_PACKAGES = re.compile(r"^packages:\n\n?", re.MULTILINE)
_ENTRY = re.compile(
    r"  (?:'([^'\n]+)'|([\w/@.][^\s:'\"]*(?::[^\s:'\"]+)*)):(?: \{\})?\n((?:    [^\n]*\n|\n)*+)"
)
_DEV = re.compile(r"^    dev: true$", re.MULTILINE)
_NAME = re.compile(r"/?((?:@[^/@]+/)?[^/@(:]+)(?:@|/\d)")
_ELSEWHERE = re.compile(r"@(?:file|link|workspace):")


def _read(content: str) -> tuple[dict[Word, object], BrokenFileError | None]:
    packages = _PACKAGES.search(content)
    if packages is None or "\r" in content:
        return read_yaml(content)
    entries = _canonical(content, packages.end())
    if entries is None:
        return read_yaml(content)
    document, error = read_yaml(content[: packages.start()])
    if error is None:
        document.setdefault(word("packages", *packages.span()), entries)
    return document, error


def _canonical(content: str, at: int) -> dict[Word, object] | None:
    """Return the packages of a lock file in pnpm's own layout; None where it has another."""
    entries: dict[Word, object] = {}
    yes, for_development = Word("true"), Word("dev")
    while found := _ENTRY.match(content, at):
        at = found.end()
        key = matched(found, 1 if found[1] else 2)
        entries[key] = {for_development: yes} if _DEV.search(found[3]) else {}
    at_end = at == len(content) or content[at].isalpha()
    return entries if entries and at_end else None


def _find(document: dict[Word, object]) -> Iterator[Found]:
    importers = table(document, "importers") or {Word("."): document}
    asked = (
        _asked(name, said, role, table(importer, "specifiers"))
        for importer in importers.values()
        for key, role in TABLES.items()
        for name, said in table(importer, key).items()
    )
    yield from others(_entries(document), asked)


def _asked(name: Word, said: object, role: str, specifiers: dict[Word, object]) -> Found:
    """Return a dependency of an importer: a version, or since version 6 that and its specifier."""
    version = text(said) or text(said, "version")
    if version and version.startswith("link:"):
        return NPM.own(name)
    specifier = text(said, "specifier") or text(specifiers, name)
    return dependency(name, specifier, role)


def _entries(document: dict[Word, object]) -> Iterator[Found]:
    for key, entry in table(document, "packages").items():
        name = _NAME.match(key)
        if not name:
            continue
        place = key.group(name, 1)
        if _ELSEWHERE.search(key):
            yield NPM.own(place)
        else:
            yield NPM.package(place, locked_role(entry))


SCANNER = manifest(("pnpm-lock.yaml",), _read, _find, LOCK_FILE)
