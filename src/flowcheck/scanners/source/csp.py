"""Content security policies in a text: the hosts that their directives let in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.scanners.source.hosts import Host, addresses, bare_host

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIRECTIVE = re.compile(
    r"(?<![\w-])(?:(?:default|script|style|img|connect|font|frame|child|worker|media|object|manifest"
    r"|prefetch)-src(?:-elem|-attr)?|form-action|report-uri)(?=[\s'\"])(?P<sources>[^;]*)"
)
_SOURCE = re.compile(r"[^\s;,\"<>()]+")


def policies(text: str) -> list[int]:
    """Return the offsets of the directives of policies in a text."""
    if "-src" not in text and "report-uri" not in text and "form-action" not in text:
        return []
    return [match.start() for match in _DIRECTIVE.finditer(text)]


def policy_hosts(text: str, start: int = 0, end: int | None = None) -> Iterator[Host]:
    """Yield the hosts of the sources of a policy, `*.x.com` as `x.com`.

    Args:
        text: Any text.
        start: Offset to start at.
        end: Exclusive offset to stop at; the end by default.
    """
    for directive in _DIRECTIVE.finditer(text, start, len(text) if end is None else end):
        for source in _SOURCE.finditer(text, *directive.span("sources")):
            first, last = source.span()
            found = next(addresses(text, first, last), None) or bare_host(text, first, last)
            if found:
                yield found
