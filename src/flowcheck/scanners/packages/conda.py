"""`environment.yml` of conda: its packages, which go by the names of PyPI, and those of pip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DIRECT
from flowcheck.scanners.packages.manifest import manifest
from flowcheck.scanners.packages.python_words import requirements
from flowcheck.scanners.packages.registries import PYPI
from flowcheck.scanners.packages.words import tables, texts
from flowcheck.scanners.packages.yaml_words import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word

_NAME = re.compile(r"(?:[\w./-]+::)?([A-Za-z0-9][\w.-]*)")
_NOT_OF_PYPI = ("python", "pip", "nodejs", "conda")


def _find(document: dict[Word, object]) -> Iterator[Found]:
    for line in texts(document, "dependencies"):
        name = _NAME.match(line)
        if name and name[1] not in _NOT_OF_PYPI:
            yield PYPI.package(line.group(name, 1), DIRECT)
    for installer in tables(document, "dependencies"):
        yield from requirements(texts(installer, "pip"), DIRECT)


SCANNER = manifest(("environment*.yml", "environment*.yaml"), read_yaml, _find)
