"""What the manifests of Python say alike: requirements, and tables of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.scanners.packages.registries import PYPI
from flowcheck.scanners.packages.words import Word, table, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowcheck.scanners.packages.registries import Found

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\]\s*)?(?=$|[<>=!~;@(,#]|--|\\)")
_LOCAL = re.compile(r"\s*@\s*(?:file:|\.|/)")


def requirement(line: Word, role: str) -> Found | None:
    """Return what a requirement as `stripe[async]>=7; python_version > "3"` names."""
    match = _REQUIREMENT.match(line)
    if match is None:
        return None
    name = line.group(match, 1)
    return PYPI.own(name) if _LOCAL.match(line, match.end()) else PYPI.package(name, role)


def requirements(lines: Iterable[Word], role: str) -> Iterator[Found]:
    """Yield what the requirements of a list name."""
    for line in lines:
        found = requirement(line, role)
        if found:
            yield found


def keyed(packages: object, role: str) -> Iterator[Found]:
    """Yield the packages of a table as poetry and Pipenv have them, by their names."""
    for name, asked in table(packages).items():
        if name == "python":
            continue
        yield PYPI.own(name) if text(asked, "path") else PYPI.package(name, role)
