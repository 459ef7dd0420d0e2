"""The scanners: one module per kind of signal. A new module with a `SCANNER` is a new scanner."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from flowcheck.scanners.scanner import BrokenFileError, File, Scanner

__all__ = ["BrokenFileError", "File", "Scanner", "all_scanners", "scanners_for"]


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
    return tuple(
        scanner
        for scanner, by_name, by_path in _patterns()
        if by_name.fullmatch(name) or by_path.fullmatch(lower)
    )


@cache
def _patterns() -> tuple[tuple[Scanner, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            scanner,
            _any_of([name for name in scanner.names if "/" not in name]),
            _any_of([name for name in scanner.names if "/" in name]),
        )
        for scanner in all_scanners()
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    """Return an expression for paths that fit a pattern; without patterns for none."""
    parts = []
    for pattern in patterns:
        lower = pattern.lower()
        parts.append(translate(lower))
        if lower.startswith("*/"):  # a folder at the root too
            parts.append(translate(lower[2:]))
    return re.compile("|".join(parts) or r"(?!)")
