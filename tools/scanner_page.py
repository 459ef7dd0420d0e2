"""The page of the files that a scan reads: what each scanner says of itself."""

from __future__ import annotations

from importlib import import_module
from itertools import groupby
from pkgutil import walk_packages

from flowcheck import scanners
from flowcheck.scanners import Scanner

HEAD = """\
# Scanned files

What a scan of a code base looks into. Names are patterns, whose letters count alike in either case;
one with a slash is a pattern of the whole path. A larger file is a warning, and is not read.
"""


def scanner_page() -> str:
    """Return the page: the scanners by their folders, with their files and largest size."""
    lines = [HEAD]
    rows = sorted(_scanners(), key=lambda row: row[0])
    for folder, modules in groupby(rows, key=lambda row: row[0].rpartition(".")[0]):
        lines += [f"## {_first_sentence(folder)}", "", "| files | read as | at most |"]
        lines.append("|---|---|---|")
        for name, scanner in modules:
            files = ", ".join(f"`{pattern}`" for pattern in scanner.names)
            said = _first_sentence(name)
            lines.append(f"| {files} | {said} | {scanner.largest // 1_000_000} MB |")
        lines.append("")
    return "\n".join(lines)


def _scanners() -> list[tuple[str, Scanner]]:
    """Return each scanner with the name of its module."""
    found = []
    for module in walk_packages(scanners.__path__, f"{scanners.__name__}."):
        scanner = getattr(import_module(module.name), "SCANNER", None)
        if isinstance(scanner, Scanner):
            found.append((module.name, scanner))
    return found


def _first_sentence(module: str) -> str:
    said = (import_module(module).__doc__ or "").partition("\n")[0].rstrip(".")
    return said.removeprefix("Scanners of ")[:1].upper() + said.removeprefix("Scanners of ")[1:]
