"""`bun.lock`: what the packages of a workspace ask for, and all that bun installs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import INDIRECT
from flowcheck.scanners.packages.json_words import read_json5
from flowcheck.scanners.packages.manifest import LOCK_FILE, manifest
from flowcheck.scanners.packages.npm_words import others, package
from flowcheck.scanners.packages.registries import NPM
from flowcheck.scanners.packages.words import Word, table, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_NAME = re.compile(r"((?:@[^/@]+/)?[^/@]+)@(workspace:|file:|link:)?")


def _find(document: dict[Word, object]) -> Iterator[Found]:
    workspaces = table(document, "workspaces").values()
    roots = (found for workspace in workspaces for found in package(workspace))
    yield from others(_entries(document), roots)


def _entries(document: dict[Word, object]) -> Iterator[Found]:
    packages = table(document, "packages")
    for key in packages:
        resolved = next(texts(packages, key), None)
        name = _NAME.match(resolved) if resolved else None
        if name and resolved:
            place = resolved.group(name, 1)
            yield NPM.own(place) if name[2] else NPM.package(place, INDIRECT)


SCANNER = manifest(("bun.lock",), read_json5, _find, LOCK_FILE)
