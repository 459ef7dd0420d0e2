"""Style sheets: the hosts that fonts, pictures and other sheets are loaded from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import HOST, SCRIPT
from flowcheck.scanners.scanner import File, Scanner
from flowcheck.scanners.source.hosts import Host, authority
from flowcheck.scanners.source.masks import blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|(?<![:\w\"'(])//[^\n]*", re.DOTALL)
_LOADED = re.compile(
    r"""(?:@import\s{1,9}(?:url\(\s{0,9})?|\burl\(\s{0,9})["']?(?:https?:)?//""", re.IGNORECASE
)


def loaded_by_style(text: str) -> Iterator[Host]:
    """Yield the hosts that a style sheet, or the styles of a page, load from; comments left in."""
    if "url(" not in text and "@import" not in text:
        return
    for match in _LOADED.finditer(text):
        found = authority(text, match.end(), len(text))
        if found:
            yield Host(match.start(), *found)


def _scan(file: File) -> Iterator[Mention]:
    if "//" in file.text:
        for host in loaded_by_style(_COMMENT.sub(blank, file.text)):
            yield file.mention(HOST, host.value, host.start, host.end, SCRIPT)


SCANNER = Scanner(("*.css", "*.scss", "*.sass", "*.less", "*.styl"), _scan)
