"""Hosts in a text: of addresses with a scheme, and quoted names that are nothing but a host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from flowcheck.scanners.source.domains import host

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATOR = re.compile(r":\\?/\\?/")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*\Z")
_LONGEST_SCHEME = 24
_NOT_NET = re.compile(
    r"(?:file|chrome|moz|app|android|ios|about|data|blob|s3[an]?|gs|arn|git|svn|ssh|package"
    r"|res|asset|vscode|jar|classpath|urn|tag|doi|javascript)(?:[+.\-].*)?",
    re.IGNORECASE,
)
"""Schemes whose address names no host that anything is sent to."""
_HOLE = (
    r"\$\{[^{}\n]{0,200}\}|\#\{[^{}\n]{0,200}\}|\{\{?[^{}\n]{0,200}\}\}?|\\\([^()\n]{0,100}\)"
    r"|<%[^%\n]{0,200}%>|%\(\w{1,60}\)s|%[sdvq]|\$\w{1,100}|<[\w\-]{1,60}>|\[\w{1,60}\]"
)
"""What is filled in later, as `${x}`, `#{x}`, `{x}`, `{{ x }}`, `\\(x)`, `<%= x %>`, `%s`, `$x`."""
_HOLES = re.compile(_HOLE)
_USER = re.compile(rf"(?:{_HOLE}|[\w.\-~!*+=:%&;,$]){{1,300}}@")
_AUTHORITY = re.compile(rf"(?:{_HOLE}|[\w.\-*]){{1,300}}")
_QUOTED = re.compile(
    r"""["'`](?:\*\.)?(?P<host>\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){1,8})(?=["'`]|:\d{1,5}["'`]|/)"""
)
_DOTTED = re.compile(r"(?:\*\.)?(?P<host>\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){1,8})(?=[:/]|\Z)")


class Host(NamedTuple):
    """A host at its place in a text.

    Attributes:
        at: Offset at which the address starts, its scheme included.
        start: Offset of the host itself.
        end: Its exclusive end.
        value: In lower case ASCII.
        bare: Whether it stands there without a scheme.
    """

    at: int
    start: int
    end: int
    value: str
    bare: bool = False


def addresses(text: str, start: int = 0, end: int | None = None) -> Iterator[Host]:
    """Yield the hosts of addresses with a scheme.

    A host that is known in part counts by its end: `https://${region}.api.x.com` is `api.x.com`.

    Args:
        text: Any text.
        start: Offset to start at.
        end: Exclusive offset to stop at; the end by default.
    """
    stop = len(text) if end is None else end
    for separator in _SEPARATOR.finditer(text, start, stop):
        left = max(start, separator.start() - _LONGEST_SCHEME)
        scheme = _SCHEME.search(text[left : separator.start()])
        if scheme is None or _NOT_NET.fullmatch(scheme[0]):
            continue
        found = authority(text, separator.end(), stop)
        if found:
            yield Host(left + scheme.start(), *found)


def authority(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Return start, end and value of the host at an offset, behind user and wildcard."""
    user = _USER.match(text, start, end)
    match = _AUTHORITY.match(text, user.end() if user else start, end)
    if match is None:
        return None
    first, last = match.span()
    known = _known_part(match[0], whole=text[last : last + 1] in "/:?#" and last < end)
    if known is None:
        return None
    first, last = first + known[0], first + known[1]
    value = host(text[first:last])
    return (first, last, value) if value else None


def _known_part(written: str, *, whole: bool) -> tuple[int, int] | None:
    """Return the range of a host that is known for sure, or nothing.

    Args:
        written: The host, with holes.
        whole: Whether it surely ends here, and is not added to.
    """
    first, last = 0, len(written)
    holes = [hole.span() for hole in _HOLES.finditer(written)]
    while holes and holes[-1][1] == last:  # `x.com${path}`
        last = holes.pop()[0]
        whole = False
    if holes:
        first = written.find(".", holes[-1][1], last) + 1
        if not first:
            return None
    star = written.rfind("*", first, last)
    if star >= 0:
        first = written.find(".", star, last) + 1
    if not written.endswith(".", 0, last):
        return first, last
    return (first, last - 1) if whole else None


def quoted_hosts(text: str) -> Iterator[Host]:
    """Yield the quoted texts that are a host and perhaps a path, whatever they stand for."""
    for match in _QUOTED.finditer(text):
        value = host(match["host"])
        if value:
            yield Host(match.start() + 1, *match.span("host"), value, bare=True)


def bare_host(text: str, start: int, end: int) -> Host | None:
    """Return the host that a range of a text is, perhaps with port and path, or nothing."""
    match = _DOTTED.match(text, start, end)
    if match is None:
        return None
    value = host(match["host"])
    return Host(start, *match.span("host"), value, bare=True) if value else None
