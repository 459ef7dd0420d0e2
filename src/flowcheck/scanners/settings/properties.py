"""Property and INI files: the names that they set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import NAME, SET
from flowcheck.scanners.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.scanner import File

_LINE = re.compile(
    r"^[ \t]*(?:\[(?P<section>[^\]\r\n]{1,200})\]"
    r"|(?P<name>[A-Za-z_][\w.-]{0,199})[ \t]*[=:][ \t]*(?P<value>\S.*)?$)",
    re.MULTILINE,
)


def scan(file: File) -> Iterator[Mention]:
    """Yield the names that have a value, behind that of their section."""
    section = ""
    for match in _LINE.finditer(file.text):
        if match["section"]:
            section = match["section"].strip(" \"'")
        elif match["value"]:
            name = match["name"]
            whole = f"{section}.{name}" if re.fullmatch(r"[A-Za-z][\w.-]*", section) else name
            yield file.mention(NAME, whole, match.start("name"), match.end("name"), SET)


SCANNER = Scanner(("*.properties", "*.ini", "*.cfg", "*.conf"), scan)
