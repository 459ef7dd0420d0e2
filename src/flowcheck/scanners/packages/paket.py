"""`paket.dependencies` and `paket.lock`: packages of NuGet as Paket asks for and installs them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DIRECT, LOCKED
from flowcheck.scanners.packages.groups import group_role
from flowcheck.scanners.packages.manifest import LOCK_FILE, lines_manifest
from flowcheck.scanners.packages.registries import NUGET
from flowcheck.scanners.packages.words import matched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_LINE = re.compile(
    r"^(?:[ \t]*(?:nuget|clitool)[ \t]+([^\s\"]+)[^\n]*"  # 1: asked for
    r"| {4}([\w.-]+) \([^\n]*"  # 2: installed
    r"|[ \t]*group[ \t]+(\w+)[^\n]*"  # 3: a group
    r"|([A-Z]+)\s*)$",  # 4: the registry of what is installed
    re.MULTILINE | re.IGNORECASE,
)


def _find(content: str) -> Iterator[Found]:
    group, registry = "", "NUGET"
    for line in _LINE.finditer(content):
        dev = group_role(group)
        if line[1]:
            yield NUGET.package(matched(line, 1), dev)
        elif line[2] and registry == "NUGET":
            yield NUGET.package(matched(line, 2), LOCKED if dev == DIRECT else dev)
        elif line[3]:
            group = line[3]
        elif line[4]:
            registry = line[4]


SCANNER = lines_manifest(("paket.dependencies", "paket.lock"), _find, LOCK_FILE)
