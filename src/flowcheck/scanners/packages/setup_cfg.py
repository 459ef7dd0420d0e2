"""`setup.cfg` of setuptools: its name, requirements and extras."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT
from flowcheck.scanners.packages.groups import group_role
from flowcheck.scanners.packages.manifest import lines_manifest
from flowcheck.scanners.packages.python_words import requirement
from flowcheck.scanners.packages.registries import PYPI
from flowcheck.scanners.packages.words import broken, matched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_LINE = re.compile(
    r"^(?:\[([^\]\n]*)\][^\n]*"  # 1: a section
    r"|([^\s#;=:\[][^=:\n]*)[=:][ \t]*([^\n]*)"  # 2 and 3: a key and its value
    r"|[ \t]+([^\s#;][^\n]*)"  # 4: more of the value
    r"|[#;\s][^\n]*"
    r"|([^\n]+))$",  # 5: nothing of these
    re.MULTILINE,
)
_ROLES = {"install_requires": DIRECT, "setup_requires": DEV, "tests_require": DEV}


def _find(content: str) -> Iterator[Found]:
    section = key = ""
    error = None
    for line in _LINE.finditer(content):
        if line[1] is not None:
            section, key = line[1].strip(), ""
        elif line[5]:
            error = error or broken(content, "has a line that is no setting", line.start())
        value = 4 if line[4] else 3
        if line[2]:
            key = line[2].strip()
        if line[value] and (section, key) == ("metadata", "name"):
            yield PYPI.own(matched(line, value))
        role = _role(section, key)
        found = requirement(matched(line, value), role) if line[value] and role else None
        if found:
            yield found
    if error:
        raise error


def _role(section: str, key: str) -> str:
    if section == "options.extras_require" and key:
        return group_role(key)
    return _ROLES.get(key, "") if section == "options" else ""


SCANNER = lines_manifest(("setup.cfg",), _find)
