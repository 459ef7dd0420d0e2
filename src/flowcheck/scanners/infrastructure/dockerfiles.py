"""Dockerfiles: the images that they build on, and the settings that they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import NAME, SET
from flowcheck.scanners.infrastructure.images import image
from flowcheck.scanners.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.scanner import File

_FROM = re.compile(
    r"^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(?P<image>[^\s#]{1,400})(?:[ \t]+AS[ \t]+(?P<stage>\S+))?",
    re.MULTILINE | re.IGNORECASE,
)
_COPY = re.compile(
    r"^[ \t]*COPY[ \t]+--from=(?P<image>[^\s#]{1,400})", re.MULTILINE | re.IGNORECASE
)
_SETTING = re.compile(
    r"^[ \t]*(?:ENV|ARG)[ \t]+(?P<names>[A-Z_][A-Z0-9_]{0,199}(?:[= \t].*)?)$", re.MULTILINE
)
_NAMES = re.compile(r"(?:^|(?<=\s))([A-Z_][A-Z0-9_]*)(?==|[ \t]|$)")


def scan(file: File) -> Iterator[Mention]:
    """Yield the images and the names."""
    stages: set[str] = set()
    for match in _FROM.finditer(file.text):
        if match["image"].lower() not in stages:
            found = image(file, match["image"], match.start("image"))
            if found is not None:
                yield found
        if match["stage"]:
            stages.add(match["stage"].lower())
    for match in _COPY.finditer(file.text):
        if match["image"].lower() not in stages and not match["image"].isdigit():
            found = image(file, match["image"], match.start("image"))
            if found is not None:
                yield found
    for match in _SETTING.finditer(file.text):
        one = "=" not in match["names"]
        for name in list(_NAMES.finditer(match["names"]))[: 1 if one else None]:
            start = match.start("names") + name.start(1)
            yield file.mention(NAME, name[1], start, start + len(name[1]), SET)


SCANNER = Scanner(("dockerfile", "dockerfile.*", "*.dockerfile", "containerfile"), scan)
