"""`gradle.lockfile`: all artifacts of a build, each with the configurations that use it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, LOCKED
from flowcheck.scanners.packages.manifest import LOCK_FILE, lines_manifest
from flowcheck.scanners.packages.registries import MAVEN
from flowcheck.scanners.packages.words import broken, matched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_LINE = re.compile(
    r"^(?:([^\s:=#]+:[^\s:=]+):[^\s=]+=?([^\n]*)|empty=[^\n]*|#[^\n]*|[^\n]+)$", re.MULTILINE
)
_USELESS = ("empty=", "#")


def _find(content: str) -> Iterator[Found]:
    error = None
    for line in _LINE.finditer(content):
        if line[1]:
            uses = line[2].lower().split(",")
            dev = all("test" in use for use in uses)
            yield MAVEN.package(matched(line, 1), DEV if dev else LOCKED)
        elif line[0].strip() and not line[0].startswith(_USELESS):
            error = error or broken(content, "has a line that names no artifact", line.start())
    if error:
        raise error


SCANNER = lines_manifest(("*gradle.lockfile", "*/dependency-locks/*.lockfile"), _find, LOCK_FILE)
