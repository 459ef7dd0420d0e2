"""Requirements and constraints of pip, written by hand or by pip-compile and uv.

The library requirements-parser opens the files that a requirements file includes, and tells no
places; so lines are read here.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import INCLUDE, INDIRECT, MANAGED
from flowcheck.scanners.packages.groups import group_role
from flowcheck.scanners.packages.manifest import mentions
from flowcheck.scanners.packages.python_words import requirement
from flowcheck.scanners.packages.registries import PYPI, Found
from flowcheck.scanners.packages.words import broken, matched
from flowcheck.scanners.scanner import File, Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.packages.words import Word

_LINE = re.compile(r"^[ \t]*(\S[^\n]*)", re.MULTILINE)
_INCLUDED = re.compile(r"(?:-r|--requirement)[ =]*([^\s#]+)")
_EGG = re.compile(r"[#&]egg=([\w.-]+)")
_PATH_OR_ADDRESS = re.compile(r"-|\.|/|[a-z+]+:|\$\{|[\w.-]+\.(?:whl|zip|tar\.gz)\b")
_VIA = re.compile(r"#\s*via\b(.*)")
_ASKED = re.compile(r"(?:^|\s)-r\s|\((?:setup\.(?:py|cfg)|pyproject\.toml)\)|\S+\.in\b")
_LONGEST = 2_000


def _scan(file: File) -> Iterator[Mention]:
    yield from mentions(file, _find(file.text, file.path))


def _find(content: str, path: str) -> Iterator[Found]:
    role = _file_role(path)
    error, waiting = None, _Waiting()
    goes_on = False
    for match in _LINE.finditer(content):
        line = matched(match, 1)
        starts, goes_on = not goes_on, line.rstrip().endswith("\\") and not line.startswith("#")
        if not starts or line.startswith("#"):
            waiting.take(line)
            continue
        yield from waiting.end()
        found = _line(line, role, path)
        if isinstance(found, Found):
            waiting.start(found)
            waiting.take(line)
        elif not found:
            error = error or broken(content, "has a line that is no requirement", line.start)
    yield from waiting.end()
    if error:
        raise error


class _Waiting:
    """A requirement that waits for the comment that tells what brought it along."""

    def __init__(self) -> None:
        self._found: Found | None = None
        self._via: list[str] | None = None

    def start(self, found: Found) -> None:
        """Take a requirement."""
        self._found, self._via = found, None

    def take(self, line: Word) -> None:
        """Take a line after it, or the comment of its own."""
        via = _VIA.search(line) if len(line) < _LONGEST else None
        if via:
            self._via = [via[1]]
        elif self._via is not None and line.startswith("#"):
            self._via.append(line[1:])

    def end(self) -> Iterator[Found]:
        """Yield it: only brought along where nobody is said to ask for it."""
        found, self._found = self._found, None
        if found is None:
            return
        by_others = self._via is not None and not any(map(_ASKED.search, self._via))
        indirect = by_others and found.role not in ("", MANAGED)
        yield found._replace(role=INDIRECT) if indirect else found


def _line(line: Word, role: str, path: str) -> Found | bool:
    """Return what a line names; else whether it is a line that names nothing."""
    included = _INCLUDED.match(line)
    if included:
        return Found(INCLUDE, _relative(included[1], path), line.group(included, 1))
    found = requirement(line, role)
    if found:
        return found
    egg = _EGG.search(line)
    if egg and _PATH_OR_ADDRESS.match(line):
        return PYPI.package(line.group(egg, 1), role)
    return bool(_PATH_OR_ADDRESS.match(line))


def _relative(target: str, path: str) -> str:
    """Return an included file relative to the root; "" where it lies outside."""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    outside = target.startswith("/") or "://" in target or whole.startswith("..")
    return "" if outside or "\0" in target else whole


def _file_role(path: str) -> str:
    name = posixpath.splitext(path.lower().rpartition("/")[2])[0]
    return MANAGED if "constraint" in name else group_role(name)


SCANNER = Scanner(
    (
        *("requirements*.txt", "requirements*.in", "*requirements.txt", "*requirements.in"),
        *("*/requirements/*.txt", "*/requirements/*.in", "*constraints*.txt"),
    ),
    _scan,
    20_000_000,
)
