"""Deployments in YAML: compose files, Kubernetes, Helm charts, pipelines and platforms' own files.

Whatever the program that reads them, they name images and settings in the same few ways.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import NAME, READ, SET
from flowcheck.scanners.infrastructure.images import image
from flowcheck.scanners.lines import Line, yaml_lines
from flowcheck.scanners.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.scanner import File

_UPPER = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_ASSIGNED = re.compile(rf"({_UPPER.pattern})(?:=.*)?")
_SECRET = re.compile(
    r"(?:key|secret|token|dsn|password|passwd|credentials?|webhook|endpoint|api[-_]?url)s?$",
    re.IGNORECASE,
)
_EXPRESSION = re.compile(r"\b(?:secrets|vars)\.([A-Za-z_][A-Za-z0-9_]{1,199})\b")
_REFERENCES = ("key", "token", "secret", "password")
"""Keys that name where a value is kept, or that say nothing of whose it is."""
_SEVERAL = 2


def scan(file: File) -> Iterator[Mention]:
    """Yield the images and the names."""
    for line in yaml_lines(file.text):
        found = _image(file, line)
        if found is not None:
            yield found
        yield from _names(file, line)
    for match in _EXPRESSION.finditer(file.text):
        if not match[1].startswith("GITHUB_"):
            yield file.mention(NAME, match[1], match.start(1), match.end(1), READ)


def _image(file: File, line: Line) -> Mention | None:
    parent = line.above[-1].lower() if line.above else ""
    is_image = line.key.lower() == "image" or line.key.endswith("Image")
    if line.key == "name" and parent in ("image", "services"):  # a pipeline's image or service
        is_image = True
    if line.key == "repository" and parent.endswith("image"):
        return image(file, line.value, line.start)
    if not line.key and line.is_item and parent == "services" and "=" not in line.value:
        is_image = ":" in line.value
    return image(file, line.value, line.start) if is_image and line.value else None


def _names(file: File, line: Line) -> Iterator[Mention]:
    key, value = line.key, line.value
    if _UPPER.fullmatch(key):
        yield file.mention(NAME, key, line.key_start, line.key_start + len(key), SET)
    elif _SECRET.search(key) and key not in _REFERENCES and line.above and value:
        yield from _dotted(file, line)
    if key in ("name", "key", "variable") or (not key and line.is_item):
        match = _ASSIGNED.fullmatch(value)
        if match is not None:
            role = READ if key == "key" else SET
            yield file.mention(NAME, match[1], line.start, line.start + len(match[1]), role)


def _dotted(file: File, line: Line) -> Iterator[Mention]:
    """Yield the last two or three keys of a setting that stands deeper, as `stripe.secret-key`."""
    words = [word for word in (*line.above[-_SEVERAL:], line.key) if re.match(r"[A-Za-z]", word)]
    if len(words) >= _SEVERAL:
        start = line.key_start
        yield file.mention(NAME, ".".join(words), start, start + len(line.key), SET)


SCANNER = Scanner(("*.yaml", "*.yml"), scan)
