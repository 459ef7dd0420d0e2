"""The evidence in a program: hosts by what is done with them, and the settings that it reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from flowcheck.model.mention import CALL, CSP, HOST, LITERAL, NAME, READ, SCRIPT
from flowcheck.scanners.source.csp import policies, policy_hosts
from flowcheck.scanners.source.domains import looks_like_host, may_be_host
from flowcheck.scanners.source.hosts import addresses, quoted_hosts
from flowcheck.scanners.source.roles import LINK, role_before, role_of_binding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.scanner import File
    from flowcheck.scanners.source.hosts import Host
    from flowcheck.scanners.source.lexer import Literal, Reading
    from flowcheck.scanners.source.settings import Settings

_LOADED = re.compile(r"""(?:\bsrc\s*=\s*\\?["']?|@import\s+(?:url\()?["']?|\burl\(["']?)\Z""")
_FOLLOWED = re.compile(r"""(?:\b(?:href|xmlns[:\w]*)\s*=\s*\\?["']?|\]\()\Z""")
_SENT = re.compile(r"\b(?:curl|wget|GET|POST|PUT|PATCH|DELETE)\s[^\n]*\Z|\A\$\{[\w.]+:\Z")
_SAYS = ((_FOLLOWED, LINK), (_LOADED, SCRIPT), (_SENT, CALL))
"""Roles of an address in a text by what stands before it there."""
_FILLED = re.compile(r"[#$]\{[^{}\"'`]*\Z")
"""Code that is filled into a text."""
_ADDRESS = re.compile(r"[^\s,;|]*")
_NEAR = 120
"""Characters before an address in a text that are looked at."""


class Candidates(NamedTuple):
    """What may be evidence in a program, found without a look at its grammar.

    Attributes:
        hosts: Addresses, and quoted hosts of which a sign or a name speaks.
        policies: Offsets of the directives of content security policies.
        names: Readings of settings, each with a group `name`.
        tags: The same in texts.
    """

    hosts: list[Host]
    policies: list[int]
    names: list[re.Match[str]]
    tags: list[re.Match[str]]

    @property
    def any(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.hosts or self.policies or self.names or self.tags)


def candidates(
    text: str, names: Settings | None = None, tags: Settings | None = None
) -> Candidates:
    """Return what may be evidence in a program.

    Args:
        text: The program.
        names: How its language reads settings in code.
        tags: How it does in texts.
    """
    hosts = list(addresses(text))
    hosts += (found for found in quoted_hosts(text) if _says_host(text, found, found.at - 1))
    return Candidates(
        hosts,
        policies(text),
        names.read_in(text) if names else [],
        tags.read_in(text) if tags else [],
    )


def _says_host(text: str, found: Host, at: int) -> bool:
    return looks_like_host(found.value) or (
        may_be_host(found.value) and role_of_binding(text, at) in (CALL, CSP, SCRIPT)
    )


def evidence(file: File, text: str, found: Candidates, reading: Reading) -> Iterator[Mention]:
    """Yield the mentions of a program.

    Args:
        file: The file.
        text: Its text, or as long a text in which only the program is left.
        found: What may be evidence.
        reading: Where its texts and comments are.
    """
    for match in found.names:
        before = text[max(0, match.start() - _NEAR) : match.start()]
        at = match.start()
        if reading.is_code(at) or (_FILLED.search(before) and reading.literal(at)):
            yield file.mention(NAME, match["name"], *match.span("name"), READ)
    for match in found.tags:
        if reading.literal(match.start("name")):
            yield file.mention(NAME, match["name"], *match.span("name"), READ)
    done = set()
    for at in found.policies:
        literal = reading.literal(at)
        if literal and literal not in done:
            done.add(literal)
            for host in policy_hosts(text, literal.start, literal.end):
                yield file.mention(HOST, host.value, host.start, host.end, CSP)
    yield from _hosts(file, text, found.hosts, reading, done)


def _hosts(
    file: File, text: str, hosts: list[Host], reading: Reading, done: set[Literal]
) -> Iterator[Mention]:
    """Yield the hosts in texts that are no policy."""
    last: tuple[Literal | None, int, bool] = (None, 0, False)
    for host in hosts:
        literal = reading.literal(host.at)
        if literal is None or literal in done:
            continue
        if host.bare:
            role = _role_of_bare(text, host, literal)
        else:
            behind, follows = (last[1], last[2]) if literal == last[0] else (literal.start, True)
            role = _role_of_address(text, host, literal, text[behind : host.at], follows=follows)
            listed = follows and not text[behind : host.at].strip(" \t\r\n,;|")
            last = (literal, _end_of_address(text, host.end, literal.end), listed)
        if role != LINK:
            yield file.mention(HOST, host.value, host.start, host.end, role)


def _end_of_address(text: str, start: int, end: int) -> int:
    match = _ADDRESS.match(text, start, end)
    return match.end() if match else start


def _role_of_bare(text: str, host: Host, literal: Literal) -> str:
    """Return the role of a text that is nothing but a host, perhaps with port and path."""
    if host.at != literal.start or text[host.end : literal.end].count("\n"):
        return LINK
    role = role_of_binding(text, literal.outer)
    if role == LITERAL:
        return LITERAL if looks_like_host(host.value) else LINK
    return role


def _role_of_address(text: str, host: Host, literal: Literal, gap: str, *, follows: bool) -> str:
    """Return the role of an address in a text; in prose it has none.

    Args:
        text: The program.
        host: The address.
        literal: The text around it.
        gap: What stands between the address before, or the start of the text, and this one.
        follows: Whether there is nothing but addresses before.
    """
    if host.at == literal.start or (follows and not gap.strip(" \t\r\n,;|")):
        return role_before(text, literal.outer)
    near = gap[-_NEAR:]
    for pattern, role in _SAYS:
        if pattern.search(near):
            return role
    if near.endswith(('"', "'", "=")):
        return role_before(text, host.at - 1)
    starts = follows and len(gap) == host.at - literal.start and not any(map(str.isspace, gap))
    return role_before(text, literal.outer) if starts else LINK
