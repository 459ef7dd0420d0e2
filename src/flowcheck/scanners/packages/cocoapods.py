"""`Podfile` and `Podfile.lock` of CocoaPods: what is asked for, and all that is installed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, INDIRECT, LOCKED
from flowcheck.scanners.packages.manifest import LOCK_FILE, mentions
from flowcheck.scanners.packages.registries import COCOAPODS
from flowcheck.scanners.packages.words import broken, matched
from flowcheck.scanners.scanner import File, Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.packages.registries import Found

_POD = re.compile(
    r"^[ \t]*(?:pod[ \t]*\(?[ \t]*[\"']([\w.+-]+)[^\"'\n]*[\"']([^\n]*)"
    r"|(?:abstract_)?target[ \t]*\(?[ \t]*[\"':]([^\"'\n]*))",
    re.MULTILINE,
)
_LOCAL = re.compile(r":path[ \t]*=>|\bpath:|:podspec[ \t]*=>")
_LINE = re.compile(r"^(?:(\S[^:\n]*):[^\n]*| {2}- \"?([\w.+-]+)[^\n]*)$", re.MULTILINE)
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)


def _scan(file: File) -> Iterator[Mention]:
    locked = file.path.lower().endswith(".lock")
    yield from mentions(file, (_locked if locked else _asked)(file.text))
    conflict = _CONFLICT.search(file.text)
    if conflict:
        raise broken(file.text, "", conflict.start())


def _asked(content: str) -> Iterator[Found]:
    role = DIRECT
    for pod in _POD.finditer(content):
        if pod[1] is None:
            role = DEV if "test" in pod[3].lower() else DIRECT
        elif _LOCAL.search(pod[2]):
            yield COCOAPODS.own(matched(pod, 1))
        else:
            yield COCOAPODS.package(matched(pod, 1), role)


def _locked(content: str) -> Iterator[Found]:
    """Yield all pods; those asked for stand in a list of their own, after all others."""
    section = ""
    asked: dict[str, Found] = {}
    others: dict[str, Found] = {}
    for line in _LINE.finditer(content):
        if line[1]:
            section = line[1]
        elif section == "DEPENDENCIES":
            asked.setdefault(line[2], COCOAPODS.package(matched(line, 2), LOCKED))
        elif section == "PODS":
            others.setdefault(line[2], COCOAPODS.package(matched(line, 2), INDIRECT))
    yield from asked.values()
    yield from (found for name, found in others.items() if name not in asked)


SCANNER = Scanner(("Podfile", "Podfile.lock"), _scan, LOCK_FILE)
