"""`package.json`: what an npm package is called and depends on, whatever installs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import MANAGED
from flowcheck.scanners.packages.json_words import read_json
from flowcheck.scanners.packages.manifest import manifest
from flowcheck.scanners.packages.npm_words import aliased, package
from flowcheck.scanners.packages.registries import NPM
from flowcheck.scanners.packages.words import Word, table, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_LAST = re.compile(r"((?:@[\w.~-]+/)?[\w~-][\w.~-]*)(?:@[^/>]*)?$")
_LONGEST = 400


def _find(document: dict[Word, object]) -> Iterator[Found]:
    yield from package(document)
    for bundled in ("bundledDependencies", "bundleDependencies"):
        for name in texts(document, bundled):
            yield NPM.package(name, MANAGED)
    for path in (("overrides",), ("resolutions",), ("pnpm", "overrides")):
        yield from _overrides(table(document, *path))


def _overrides(overrides: dict[Word, object]) -> Iterator[Found]:
    """Yield the packages whose versions are managed: keys as `a`, `a@1`, `a>b`, `**/a/b`."""
    waiting = [overrides]
    while waiting:
        for key, value in waiting.pop().items():
            last = _LAST.search(key) if len(key) <= _LONGEST else None
            if last:
                yield NPM.package(key.group(last, 1), MANAGED)
            spec = text(value)
            alias = aliased(spec) if spec else None
            if alias:
                yield NPM.package(alias, MANAGED)
            if isinstance(value, dict):
                waiting.append(value)


SCANNER = manifest(("package.json",), read_json, _find)
