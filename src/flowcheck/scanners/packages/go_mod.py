"""`go.mod`: what a Go module is called and requires."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, INDIRECT
from flowcheck.scanners.packages.manifest import lines_manifest
from flowcheck.scanners.packages.registries import GOLANG
from flowcheck.scanners.packages.words import broken, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word

_LINE = re.compile(r"^[ \t]*([^\s/](?:[^\n/]|/(?!/))*)(//[^\n]*)?", re.MULTILINE)
_FIRST = re.compile(r"[\"`]?([^\s\"`()]+)[\"`]?\s*")
_LOCAL = re.compile(r"=>\s*[\"`]?(?:\.{1,2}/|\.{1,2}\s*$|/)")
_DIRECTIVES = {
    *("module", "go", "toolchain", "require", "exclude", "replace", "retract", "tool", "godebug"),
    "ignore",
}


def _find(content: str) -> Iterator[Found]:
    block = ""
    error = None
    for match in _LINE.finditer(content):
        line = word(match[1].rstrip(), match.start(1), match.start(1) + len(match[1].rstrip()))
        if line == ")":
            block = ""
            continue
        directive, rest = (block, line) if block else _directive(line)
        if directive not in _DIRECTIVES:
            error = error or broken(content, "has a line that is no directive", line.start)
        elif rest == "(":
            block = directive
        else:
            yield from _named(directive, rest, match[2] or "")
    if error:
        raise error


def _directive(line: Word) -> tuple[str, Word]:
    first = _FIRST.match(line)
    if first is None:
        return "", line
    return first[1], line.cut(first.end(), len(line))


def _named(directive: str, line: Word, comment: str) -> Iterator[Found]:
    """Yield what a line of a directive names, without the directive itself."""
    first = _FIRST.match(line)
    if first is None:
        return
    name = line.group(first, 1)
    if directive == "module" or (directive == "replace" and _LOCAL.search(line)):
        yield GOLANG.own(name)
    elif directive == "require":
        yield GOLANG.package(name, INDIRECT if "indirect" in comment else DIRECT)
    elif directive == "tool":
        yield GOLANG.package(name, DEV)


SCANNER = lines_manifest(("go.mod",), _find)
