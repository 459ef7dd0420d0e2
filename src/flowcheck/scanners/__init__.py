"""The scanners: one module per kind of signal. A new module with a `SCANNER` is a new scanner."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import NamedTuple

from flowcheck.scanners.scanner import BrokenFileError, File, Scanner

__all__ = ["BrokenFileError", "File", "Scanner", "all_scanners", "scanners_for"]

_PLAIN = re.compile(r"[^*?\[]+")
"""A name that stands for itself alone."""


@cache
def all_scanners() -> tuple[Scanner, ...]:
    """Return every scanner of this folder, by the name of its module."""
    found = []
    for module in sorted(walk_packages(__path__, f"{__name__}."), key=lambda module: module.name):
        scanner = getattr(import_module(module.name), "SCANNER", None)
        if isinstance(scanner, Scanner):
            found.append(scanner)
    return tuple(found)


def scanners_for(path: str) -> tuple[Scanner, ...]:
    """Return the scanners that read a file.

    Args:
        path: Relative to the root, with forward slashes; letters count alike in either case.
    """
    lower = path.lower()
    name = lower.rpartition("/")[2]
    known = _patterns()
    found = {number for number, form in known.others if form.fullmatch(name)}
    found.update(number for number, form in known.paths if form.fullmatch(lower))
    found.update(known.names.get(name, ()))
    dot = name.find(".")
    while dot >= 0:
        found.update(known.endings.get(name[dot:], ()))
        dot = name.find(".", dot + 1)
    scanners = all_scanners()
    return tuple(scanners[number] for number in sorted(found))


class _Patterns(NamedTuple):
    """By which names files go to scanners, given by their numbers: most need no expression."""

    names: dict[str, list[int]]
    endings: dict[str, list[int]]
    others: list[tuple[int, re.Pattern[str]]]
    paths: list[tuple[int, re.Pattern[str]]]


@cache
def _patterns() -> _Patterns:
    found = _Patterns({}, {}, [], [])
    for number, scanner in enumerate(all_scanners()):
        for pattern in map(str.lower, scanner.names):
            if "/" in pattern:
                # below `*/` a folder at the root too
                forms = {pattern, pattern.removeprefix("*/")}
                found.paths.extend((number, re.compile(translate(form))) for form in forms)
            elif _PLAIN.fullmatch(pattern):
                found.names.setdefault(pattern, []).append(number)
            elif pattern.startswith("*.") and _PLAIN.fullmatch(pattern[1:]):
                found.endings.setdefault(pattern[1:], []).append(number)
            else:
                found.others.append((number, re.compile(translate(pattern))))
    return found
