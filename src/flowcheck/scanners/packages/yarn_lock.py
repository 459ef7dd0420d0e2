"""`yarn.lock`, of yarn 1 and of its successors: all that yarn installs.

Both forms name a package at the start of a line; neither tells what is asked for from what that
brings along, nor what is for development only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import LOCKED
from flowcheck.scanners.packages.manifest import LOCK_FILE, lines_manifest
from flowcheck.scanners.packages.npm_words import dependency
from flowcheck.scanners.packages.words import broken, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found

_HEAD = re.compile(r"^[^\s#][^\n]*", re.MULTILINE)
_DESCRIPTOR = re.compile(r'((?:@[^/@"\s,]+/)?[^/@"\s,:]+)@([^",]*)"?(?:, *"?|:?\s*$)')
_META = "__metadata:"


def _find(content: str) -> Iterator[Found]:
    error = None
    for head in _HEAD.finditer(content):
        line = head[0].rstrip()
        if line == _META:
            continue
        seen = set()
        at = head.start() + line.startswith(('"', "'"))
        while descriptor := _DESCRIPTOR.match(content, at, head.start() + len(line)):
            name = word(descriptor[1], *descriptor.span(1))
            found = dependency(name, word(descriptor[2], *descriptor.span(2)), LOCKED)
            if found.value not in seen:
                seen.add(found.value)
                yield found
            at = descriptor.end()
        if not line.endswith(":") or not seen:
            error = error or broken(content, "has a line that names no package", head.start())
    if error:
        raise error


SCANNER = lines_manifest(("yarn.lock",), _find, LOCK_FILE)
