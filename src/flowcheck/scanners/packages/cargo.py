"""`Cargo.toml`: what a crate is called and depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, MANAGED
from flowcheck.scanners.packages.manifest import manifest
from flowcheck.scanners.packages.registries import CARGO
from flowcheck.scanners.packages.toml_words import read_toml
from flowcheck.scanners.packages.words import table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word

_TABLES = {
    "dependencies": DIRECT,
    "dev-dependencies": DEV,
    "dev_dependencies": DEV,
    "build-dependencies": DEV,
    "build_dependencies": DEV,
}


def _find(document: dict[Word, object]) -> Iterator[Found]:
    name = text(document, "package", "name")
    if name:
        yield CARGO.own(name)
    for part in (document, *table(document, "target").values()):
        for key, role in _TABLES.items():
            yield from _dependencies(table(part, key), role)
    # a member says again which of these it depends on
    yield from _dependencies(table(document, "workspace", "dependencies"), MANAGED)


def _dependencies(dependencies: dict[Word, object], role: str) -> Iterator[Found]:
    for key, asked in dependencies.items():
        name = text(asked, "package") or key
        yield CARGO.own(name) if text(asked, "path") else CARGO.package(name, role)


SCANNER = manifest(("Cargo.toml",), read_toml, _find)
