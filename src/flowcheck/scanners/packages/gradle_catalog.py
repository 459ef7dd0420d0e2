"""Version catalogs of Gradle (`gradle/libs.versions.toml`): libraries and plugins of a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT
from flowcheck.scanners.packages.gradle import plugin
from flowcheck.scanners.packages.manifest import manifest
from flowcheck.scanners.packages.registries import MAVEN
from flowcheck.scanners.packages.toml_words import read_toml
from flowcheck.scanners.packages.words import Word, table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_MODULE = re.compile(r"[^:]+:[^:]+")


def _find(document: dict[Word, object]) -> Iterator[Found]:
    for library in table(document, "libraries").values():
        module = text(library) or text(library, "module")
        group, name = text(library, "group"), text(library, "name")
        short = _MODULE.match(module) if module else None
        if module and short:
            yield MAVEN.package(module.group(short), DIRECT)
        elif group and name:
            yield MAVEN.package(name, DIRECT, f"{group}:{name}")
    for said in table(document, "plugins").values():
        written = text(said) or text(said, "id")
        if written:
            name = written.cut(0, len(written.partition(":")[0]))
            yield MAVEN.package(name, DEV, plugin(name))


SCANNER = manifest(("*.versions.toml",), read_toml, _find)
