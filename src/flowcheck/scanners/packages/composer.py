"""`composer.json` and `composer.lock` of PHP: what is asked for, and all that is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, LOCKED
from flowcheck.scanners.packages.json_words import read_json
from flowcheck.scanners.packages.manifest import LOCK_FILE, manifest
from flowcheck.scanners.packages.registries import COMPOSER
from flowcheck.scanners.packages.words import table, tables, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word


def _find(document: dict[Word, object]) -> Iterator[Found]:
    name = text(document, "name")
    if name:
        yield COMPOSER.own(name)
    for key, role in (("require", DIRECT), ("require-dev", DEV)):
        for required in table(document, key):  # `php` and `ext-json` are no names of packages
            yield COMPOSER.package(required, role)
    for key, role in (("packages", LOCKED), ("packages-dev", DEV)):
        for entry in tables(document, key):
            name = text(entry, "name")
            if name and text(entry, "dist", "type") == "path":
                yield COMPOSER.own(name)
            elif name:
                yield COMPOSER.package(name, role)


SCANNER = manifest(("composer.json", "composer.lock"), read_json, _find, LOCK_FILE)
