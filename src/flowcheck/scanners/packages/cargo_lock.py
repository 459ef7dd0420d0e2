"""`Cargo.lock`: all crates of a workspace; it does not tell who asked for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import LOCKED
from flowcheck.scanners.packages.manifest import LOCK_FILE, manifest
from flowcheck.scanners.packages.registries import CARGO
from flowcheck.scanners.packages.toml_lock import TomlLock
from flowcheck.scanners.packages.words import tables, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word

_LAYOUT = TomlLock("package", "source")


def _find(document: dict[Word, object]) -> Iterator[Found]:
    for entry in tables(document, "package"):
        name = text(entry, "name")
        if name:
            yield CARGO.package(name, LOCKED) if text(entry, "source") else CARGO.own(name)


SCANNER = manifest(("Cargo.lock",), _LAYOUT.read, _find, LOCK_FILE)
