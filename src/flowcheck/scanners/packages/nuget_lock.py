"""`packages.lock.json` of NuGet: what is asked for, and what that brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import DIRECT, INDIRECT
from flowcheck.scanners.packages.json_words import read_json
from flowcheck.scanners.packages.manifest import LOCK_FILE, manifest
from flowcheck.scanners.packages.registries import NUGET
from flowcheck.scanners.packages.words import table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word


def _find(document: dict[Word, object]) -> Iterator[Found]:
    for framework in table(document, "dependencies").values():
        for name, entry in table(framework).items():
            sort = text(entry, "type")
            if sort == "Project":
                yield NUGET.own(name)
            else:
                yield NUGET.package(name, DIRECT if sort == "Direct" else INDIRECT)


SCANNER = manifest(("packages.lock.json", "packages.*.lock.json"), read_json, _find, LOCK_FILE)
