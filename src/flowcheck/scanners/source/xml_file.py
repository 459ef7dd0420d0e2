"""Configuration in XML: the hosts in its attributes and elements, without those of schemas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import CONFIG, CSP, HOST
from flowcheck.scanners.scanner import File, Scanner
from flowcheck.scanners.source.csp import policies, policy_hosts
from flowcheck.scanners.source.hosts import addresses
from flowcheck.scanners.source.masks import blank, without
from flowcheck.scanners.source.roles import LINK, role_of_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention

_ELSEWHERE = (
    "pom.xml",
    "packages.config",
    "nuget.config",
    "sitemap.xml",
    "rss.xml",
    "feed.xml",
    "ivy.xml",
    "bom.xml",
)
_BILLS = (".cdx.xml", ".cyclonedx.xml")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!DOCTYPE[^\[>]*+|<!ENTITY[^>]*+", re.DOTALL)
_ATTRIBUTE = re.compile(r"""(?P<name>[\w:.\-]{1,80})\s*=\s*["']\s*\Z""")
_ELEMENT = re.compile(r"""<(?P<name>[\w:.\-]{1,80})[^<>]{0,400}>\s*(?:<!\[CDATA\[\s*)?\Z""")
_NAMED = re.compile(r"""\b(?:name|key|id)\s*=\s*["'](?P<name>[^"']{1,100})["']""")
_NO_VALUE = re.compile(
    r"xmlns.*|.*schemalocation|.*namespace.*|targetnamespace|uri|loc|guid|link|.*licen[cs]e.*|.*projecturl"
    r"|scm|.*:href|systemid|publicid|about|resource|.*:schema.*|type|rel|class|scheme|generator|algorithm",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"""(?<=["'>\s])[\w:+@]{1,20}:\Z""")
"""What stands before a scheme in `jdbc:postgresql://`."""
_POLICY_END = re.compile(r'["<]')
_WIDEST = 600
"""Characters before an address that are looked at."""


def _scan(file: File) -> Iterator[Mention]:
    name = file.path.rpartition("/")[2].lower()
    if (
        name in _ELSEWHERE
        or name.endswith(_BILLS)
        or ("://" not in file.text and "-src" not in file.text)
    ):
        return
    text = _COMMENT.sub(blank, file.text)
    done: list[tuple[int, int]] = []
    for at in policies(text):
        if not done or at >= done[-1][1]:
            close = _POLICY_END.search(text, at)
            done.append((at, close.start() if close else len(text)))
            for found in policy_hosts(text, *done[-1]):
                yield file.mention(HOST, found.value, found.start, found.end, CSP)
    text = without(text, done)
    for found in addresses(text):
        if _is_value(text[max(0, found.at - _WIDEST) : found.at]):
            yield file.mention(HOST, found.value, found.start, found.end, CONFIG)


def _is_value(head: str) -> bool:
    """Tell whether what follows is the value of a setting, and no name of a schema nor a link."""
    start = _LAST_WORD.sub("", head)
    owner = _ATTRIBUTE.search(start) or _ELEMENT.search(start)
    if owner is None:
        return False
    named = _NAMED.search(start.rpartition("<")[2])
    names = [owner["name"], *([named["name"]] if named else [])]
    return not any(_NO_VALUE.fullmatch(name) or role_of_name(name) == LINK for name in names)


SCANNER = Scanner(("*.xml", "*.config", "*.plist"), _scan)
