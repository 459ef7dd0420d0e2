"""`Package.swift` and `Package.resolved`: packages of Swift, by the addresses of their sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DIRECT, LOCKED
from flowcheck.scanners.packages.json_words import read_json
from flowcheck.scanners.packages.manifest import LOCK_FILE, mentions
from flowcheck.scanners.packages.registries import SWIFT
from flowcheck.scanners.packages.words import tables, text, word
from flowcheck.scanners.scanner import File, Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word

_COMMENT = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|(//[^\n]*)")
_PACKAGE = re.compile(r"\.package\(\s*(?:name:\s*\"[^\"\n]*\"\s*,\s*)?url:\s*\"([^\"\n]*)\"")
_ADDRESS = re.compile(r"(?:[a-z+]+://(?:[^/@]*@)?|git@)([\w.-]+)[:/]([\w./-]+?)(?:\.git)?/?$")


def _scan(file: File) -> Iterator[Mention]:
    if not file.path.lower().endswith(".resolved"):
        yield from mentions(file, _asked(file.text))
        return
    document, error = read_json(file.text)
    yield from mentions(file, _locked(document))
    if error:
        raise error


def _asked(content: str) -> Iterator[Found]:
    code = _COMMENT.sub(lambda found: " " * len(found[0]) if found[1] else found[0], content)
    for found in _PACKAGE.finditer(code):
        yield from _package(word(found[1], *found.span(1)), DIRECT)


def _locked(document: dict[Word, object]) -> Iterator[Found]:
    for pins in (tables(document, "pins"), tables(document, "object", "pins")):
        for pin in pins:
            address = text(pin, "location") or text(pin, "repositoryURL")
            if address:
                yield from _package(address, LOCKED)


def _package(address: Word, role: str) -> Iterator[Found]:
    match = _ADDRESS.match(address) if len(address) < 400 else None  # noqa: PLR2004 - an address
    if match:
        place = address.cut(match.start(1), match.end(2))
        yield SWIFT.package(place, role, f"{match[1]}/{match[2]}")


SCANNER = Scanner(("Package.swift", "Package@swift-*.swift", "Package.resolved"), _scan, LOCK_FILE)
