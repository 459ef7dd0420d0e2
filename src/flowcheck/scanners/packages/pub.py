"""`pubspec.yaml` and `pubspec.lock` of Dart and Flutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, INDIRECT, MANAGED
from flowcheck.scanners.packages.manifest import LOCK_FILE, manifest
from flowcheck.scanners.packages.registries import PUB
from flowcheck.scanners.packages.words import table, text
from flowcheck.scanners.packages.yaml_words import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word

_TABLES = {"dependencies": DIRECT, "dev_dependencies": DEV, "dependency_overrides": MANAGED}
_LOCKED = {"direct main": DIRECT, "direct dev": DEV, "direct overridden": DIRECT}


def _find(document: dict[Word, object]) -> Iterator[Found]:
    name = text(document, "name")
    if name:
        yield PUB.own(name)
    for key, role in _TABLES.items():
        for package, asked in table(document, key).items():
            if not text(asked, "sdk"):
                yield PUB.own(package) if text(asked, "path") else PUB.package(package, role)
    for package, entry in table(document, "packages").items():
        source = text(entry, "source")
        if source == "path":
            yield PUB.own(package)
        elif source != "sdk":
            asked_for = text(entry, "dependency") or ""
            yield PUB.package(package, _LOCKED.get(asked_for, INDIRECT))


SCANNER = manifest(("pubspec.yaml", "pubspec.lock"), read_yaml, _find, LOCK_FILE)
