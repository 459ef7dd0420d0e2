"""`Gemfile` and `*.gemspec` of Ruby: what a project asks for, by group.

The library gemfileparser2 reads a file from disk and tells no places; so lines are read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT
from flowcheck.scanners.packages.groups import group_role
from flowcheck.scanners.packages.manifest import lines_manifest
from flowcheck.scanners.packages.registries import GEM
from flowcheck.scanners.packages.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_LINE = re.compile(r"^[ \t]*([^\s#][^\n]*)", re.MULTILINE)
_COMMENT = re.compile(r"\s#(?!\{)")
_TEXT = r"(?:[\"']|%q<)([^\"'<>\n]+)[\"'>]"
_GEM = re.compile(rf"(?:^|[;{{][ \t]*)gem[ \t]*\(?[ \t]*{_TEXT}([^;\n]*)")
_SPEC = re.compile(
    rf"\.(add_(?:runtime_|development_)?dependency)[ \t]*\(?[ \t]*{_TEXT}"
    rf"|^\w+\.name[ \t]*=[ \t]*{_TEXT}"
)
_BLOCK = re.compile(r"(?:\bdo(?:[ \t]*\|[^|\n]*\|)?|\{)$")
_CONDITION = re.compile(r"(?:if|unless|case|begin|def|while)\b")
_GROUP = re.compile(r"group[ \t]*\(?")
_LOCAL = re.compile(r"\bpath:|:path[ \t]*=>")
_GROUPS = re.compile(r"\bgroups?:[ \t]*([^\n]*)|:groups?[ \t]*=>[ \t]*([^\n]*)")
_NAMES = re.compile(r":(\w+)|[\"'](\w+)[\"']|%i\[([^\]]*)\]")


def _find(content: str) -> Iterator[Found]:
    around = [DIRECT]  # the roles of the blocks around a line; "" where all is a path of its own
    for match in _LINE.finditer(content):
        line, start = _COMMENT.split(match[1], maxsplit=1)[0].rstrip(), match.start(1)
        if line.startswith(("end", "}")):
            around = around[:-1] or around
            continue
        inner = _inner_role(line, around[-1])
        for gem in _GEM.finditer(line):
            yield _gem(gem, start, inner)
        for spec in _SPEC.finditer(line):
            group = 2 if spec[2] else 3
            place = word(spec[group], start + spec.start(group), start + spec.end(group))
            dev = DEV if "development" in (spec[1] or "") else DIRECT
            yield GEM.package(place, dev) if group == 2 else GEM.own(place)  # noqa: PLR2004
        if _BLOCK.search(line) or _CONDITION.match(line):
            around.append(inner)


def _gem(gem: re.Match[str], start: int, role: str) -> Found:
    place = word(gem[1], start + gem.start(1), start + gem.end(1))
    if not role or _LOCAL.search(gem[2]):
        return GEM.own(place)
    groups = _GROUPS.search(gem[2])
    return GEM.package(place, _role_of(groups[1] or groups[2]) if groups else role)


def _inner_role(line: str, role: str) -> str:
    """Return the role of what stands on a line or in the block that it opens."""
    if _GROUP.match(line):
        return _role_of(_GROUP.sub("", line, count=1))
    return "" if re.match(r"path[ \t(]", line) else role


def _role_of(groups: str) -> str:
    """Return development only where all of some groups are for that."""
    names = " ".join("".join(filter(None, found.groups())) for found in _NAMES.finditer(groups))
    wanted = [name for name in names.split() if name not in ("optional", "require", "true")]
    return DEV if wanted and all(group_role(name) == DEV for name in wanted) else DIRECT


SCANNER = lines_manifest(("Gemfile", "gems.rb", "*.gemfile", "*.gemspec"), _find)
