"""`deno.json` and `deno.jsonc`: the npm packages that the import map names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import DIRECT
from flowcheck.scanners.packages.json_words import read_json5
from flowcheck.scanners.packages.manifest import manifest
from flowcheck.scanners.packages.npm_words import aliased
from flowcheck.scanners.packages.registries import NPM
from flowcheck.scanners.packages.words import Word, at, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found


def _find(document: dict[Word, object]) -> Iterator[Found]:
    for imports in (at(document, "imports"), *table(document, "scopes").values()):
        for asked in table(imports).values():
            name = aliased(asked) if isinstance(asked, Word) else None
            if name:
                yield NPM.package(name, DIRECT)


SCANNER = manifest(("deno.json", "deno.jsonc", "import_map.json"), read_json5, _find)
