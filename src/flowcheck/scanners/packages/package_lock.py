"""`package-lock.json` and `npm-shrinkwrap.json`: all that npm installs.

In the layout in which npm writes it a lock file is read entry by entry, without its data ever
standing in memory; any other layout goes through the parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, INDIRECT, LOCKED
from flowcheck.scanners.packages.json_words import json_error, json_tree, read_json
from flowcheck.scanners.packages.manifest import LOCK_FILE, manifest
from flowcheck.scanners.packages.npm_words import dependency, locked_role, others, package
from flowcheck.scanners.packages.registries import NPM
from flowcheck.scanners.packages.words import Word, at, matched, table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.scanner import BrokenFileError

_HEAD = re.compile(r'^([ \t]+)"packages": \{\n', re.MULTILINE)
_FOLDER = "node_modules/"


def _read(content: str) -> tuple[dict[Word, object], BrokenFileError | None]:
    if json_error(content) is None:
        packages = _canonical(content)
        if packages is not None:
            return {Word("packages"): packages}, None
    return read_json(content)


def _canonical(content: str) -> dict[Word, object] | None:
    """Return the packages of a lock file in npm's own layout; None where it has another.

    Of a package that says no more than how it was fetched, only whether it is for development.
    """
    head = _HEAD.search(content)
    if head is None or "\r" in content:
        return None
    deep = head[1] * 3
    entry = re.compile(
        rf'{head[1] * 2}"([^"\\\n]*)": (\{{(?:\n((?:{deep}[^\n]*\n)*+){head[1] * 2})?\}}),?\n'
    )
    special = re.compile(rf'^{deep}"(?:name|link)": ', re.MULTILINE)
    dev = re.compile(rf'^{deep}"dev(?:Optional)?": true', re.MULTILINE)
    packages: dict[Word, object] = {}
    at = head.end()
    for_development: dict[Word, object] = {Word("dev"): True}
    while found := entry.match(content, at):
        at = found.end()
        place, body = matched(found, 1), found[3] or ""
        if _FOLDER not in place or special.search(body):
            packages[place] = json_tree(content, *found.span(2))
        else:
            packages[place] = for_development if dev.search(body) else {}
    return packages if content.startswith(f"{head[1]}}}", at) else None


def _find(document: dict[Word, object]) -> Iterator[Found]:
    packages = table(document, "packages")
    if not packages:
        yield from _first_form(document)
        return
    roots = (
        found for key, entry in packages.items() if _FOLDER not in key for found in package(entry)
    )
    yield from others(_entries(packages), roots)


def _entries(packages: dict[Word, object]) -> Iterator[Found]:
    for key, entry in packages.items():
        if _FOLDER not in key or not isinstance(entry, dict):
            continue
        place = key.cut(key.rindex(_FOLDER) + len(_FOLDER), len(key))
        real = text(entry, "name")
        if entry.get("link") is True:
            yield NPM.own(real or place)
        else:
            yield NPM.package(real or place, locked_role(entry))


def _first_form(document: dict[Word, object]) -> Iterator[Found]:
    """Yield the packages of lockfileVersion 1, which does not tell who asked for one."""
    name = text(document, "name")
    if name:
        yield NPM.own(name)
    waiting = [document]
    while waiting:
        for key, entry in table(waiting.pop(), "dependencies").items():
            role = DEV if locked_role(entry) != INDIRECT else LOCKED
            yield dependency(key, at(entry, "version"), role)
            if isinstance(entry, dict):
                waiting.append(entry)


SCANNER = manifest(("package-lock.json", "npm-shrinkwrap.json"), _read, _find, LOCK_FILE)
