"""The npm packages that a program in JavaScript or TypeScript imports, from npm or from a CDN."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from flowcheck.scanners.source.builtins import NODE

if TYPE_CHECKING:
    from collections.abc import Iterator

_FROM = re.compile(r"""from\s*(["'])(?P<module>[^"'\n\\]{1,214})\1""")
_MODULE = r"""\s*(["'`])(?P<module>[^"'`\n\\$]{1,214})\1"""
_CALLS = (
    re.compile(rf"require(?<![\w.$]require)\s*\({_MODULE}"),
    re.compile(rf"import(?<![\w.$]import)\s*\(?{_MODULE}"),
)
"""Each begins with a word, which is found fast."""
_STATEMENT = re.compile(r"(?<![\w.$])(?:import|export)(?!\s+type\b)(?=[\s{*])[^;'\"`()=]*\Z")
_LONGEST = 2_000
"""Characters of the longest list of imported names."""
_NAME = r"(?P<name>(?:@[a-z0-9~-][\w.~-]*/)?[a-z0-9~_-][\w.~-]*)"
_PACKAGE = re.compile(rf"(?:npm:|jsr:/?)?{_NAME}(?:@[^/]*)?(?:/.*)?", re.IGNORECASE)
_CDN = re.compile(
    rf"""(?://(?:esm\.sh|esm\.run|unpkg\.com|cdn\.skypack\.dev|ga\.jspm\.io|jspm\.dev
    |cdn\.jsdelivr\.net|cdn\.esm\.sh|fastly\.jsdelivr\.net)/(?:npm[:/]|pin/|v\d+/|\*)?){_NAME}""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_PACKAGES = frozenset(("gh", "combine", "wp", "stable", "src", "~", "-"))
"""First parts of paths that name no package: other collections of a CDN, folders of a project."""


class Module(NamedTuple):
    """An imported package.

    Attributes:
        at: Offset of the keyword or of the address: code, or part of a text, in a real import.
        start: Offset of the package's name.
        end: Its exclusive end.
        name: Of the package on npm.
    """

    at: int
    start: int
    end: int
    name: str


def imported(text: str) -> list[Module]:
    """Return the packages that seem to be imported, by place: a comment may hold some of them.

    Imports of types alone leave no trace in what is run, and are left out.
    """
    found = [module for pattern in _CALLS for module in _matches(text, pattern)]
    for match in _FROM.finditer(text):
        head = text[max(0, match.start() - _LONGEST) : match.start()]
        cut = max(head.rfind("import"), head.rfind("export"))
        if cut >= 0 and _STATEMENT.search(head, max(0, cut - 1)):
            found += _module(match)
    return sorted(found)


def _matches(text: str, pattern: re.Pattern[str]) -> Iterator[Module]:
    for match in pattern.finditer(text):
        yield from _module(match)


def _module(match: re.Match[str]) -> Iterator[Module]:
    package = _PACKAGE.fullmatch(match["module"])
    if package and package["name"] not in NODE and package["name"] not in _NOT_PACKAGES:
        start = match.start("module")
        yield Module(
            match.start(),
            start + package.start("name"),
            start + package.end("name"),
            package["name"],
        )


def from_cdn(text: str, start: int = 0, end: int | None = None) -> Iterator[Module]:
    """Yield the packages whose files a range of a text names on a CDN that serves npm."""
    for match in _CDN.finditer(text, start, len(text) if end is None else end):
        if match["name"] not in _NOT_PACKAGES:
            yield Module(match.start(), *match.span("name"), match["name"])
