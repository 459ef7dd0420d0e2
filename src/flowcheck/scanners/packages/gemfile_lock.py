"""`Gemfile.lock`: all gems; it does not tell which of those asked for are for development."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import INDIRECT, LOCKED
from flowcheck.scanners.packages.manifest import LOCK_FILE, lines_manifest
from flowcheck.scanners.packages.registries import GEM
from flowcheck.scanners.packages.words import broken, matched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_LINE = re.compile(r"^(?:([^\s][^\n]*)| {2}([\w.-]+)[^\n:]*| {4}([\w.-]+) [^\n]*)$", re.MULTILINE)
_SECTION = re.compile(r"[A-Z][A-Z ]*\s*$")


def _find(content: str) -> Iterator[Found]:
    content_lf = content.replace("\r", " ")
    section, error = "", None
    asked, others = [], []
    for line in _LINE.finditer(content_lf):
        if line[1]:
            section = line[1].strip()
            if not _SECTION.match(section):
                error = error or broken(content, "has a line that is no section", line.start())
        elif line[2] and section == "DEPENDENCIES":
            asked.append(GEM.package(matched(line, 2), LOCKED))
        elif line[3] and section == "PATH":
            yield GEM.own(matched(line, 3))
        elif line[3] and section in ("GEM", "GIT"):
            others.append(GEM.package(matched(line, 3), INDIRECT))
    yield from asked
    known = {found.value for found in asked}
    yield from (found for found in others if found.value not in known)
    if error:
        raise error


SCANNER = lines_manifest(("Gemfile.lock", "gems.locked", "*.gemfile.lock"), _find, LOCK_FILE)
