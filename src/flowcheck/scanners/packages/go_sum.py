"""`go.sum`: the modules whose code Go has fetched; it is weak, for Go drops none by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import INDIRECT
from flowcheck.scanners.packages.manifest import LOCK_FILE, lines_manifest
from flowcheck.scanners.packages.registries import GOLANG
from flowcheck.scanners.packages.words import broken, matched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_LINE = re.compile(r"^[ \t]*([^\s]+)[ \t]*([^\s]*)[ \t]*(h1:)?[^\n]*", re.MULTILINE)


def _find(content: str) -> Iterator[Found]:
    last = ""
    error = None
    for line in _LINE.finditer(content):
        if not line[3]:
            error = error or broken(content, "has a line without a hash", line.start(1))
        elif line[1] != last and not line[2].endswith("/go.mod"):
            last = line[1]
            yield GOLANG.package(matched(line, 1), INDIRECT)
    if error:
        raise error


SCANNER = lines_manifest(("go.sum",), _find, LOCK_FILE)
