"""`uv.lock`, `poetry.lock`, `pdm.lock` and `pylock.toml`: all that is installed of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, INDIRECT, LOCKED
from flowcheck.scanners.packages.groups import group_role
from flowcheck.scanners.packages.manifest import LOCK_FILE, mentions
from flowcheck.scanners.packages.registries import PYPI
from flowcheck.scanners.packages.toml_lock import TomlLock
from flowcheck.scanners.packages.words import at, table, tables, text, texts
from flowcheck.scanners.scanner import File, Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention
    from flowcheck.scanners.packages.registries import Found
    from flowcheck.scanners.packages.words import Word

_UV = TomlLock("package", "source", r"source = \{ (?:editable|virtual|directory|workspace) = ")
_POETRY = TomlLock("package", "groups|category", r"type = ")
_PDM = TomlLock("package", "groups|path")
_PYLOCK = TomlLock("packages", "directory", r"\[packages\.directory\]")
_MEMBER = ("editable", "virtual", "directory", "workspace")
_MAIN = ("main", "default")


def _scan(file: File) -> Iterator[Mention]:
    name = file.path.rpartition("/")[2].lower()
    if name == "uv.lock":
        document, error = _UV.read(file.text)
        yield from mentions(file, _uv(document))
    elif name.startswith("pylock"):
        document, error = _PYLOCK.read(file.text)
        yield from mentions(file, _entries(document, "packages"))
    else:
        document, error = (_POETRY if name == "poetry.lock" else _PDM).read(file.text)
        yield from mentions(file, _entries(document, "package"))
    if error:
        raise error


def _entries(document: dict[Word, object], key: str) -> Iterator[Found]:
    """Yield the packages of a file that does not tell who asked for them."""
    for entry in tables(document, key):
        name = text(entry, "name")
        if name is None:
            continue
        local = text(entry, "source", "type") == "directory" or text(entry, "path")
        if local or "directory" in entry:
            yield PYPI.own(name)
        else:
            yield PYPI.package(name, _role(entry))


def _role(entry: dict[Word, object]) -> str:
    groups = list(texts(entry, "groups")) or [word for word in (text(entry, "category"),) if word]
    dev = groups and all(group not in _MAIN and group_role(group) == DEV for group in groups)
    return DEV if dev else LOCKED


def _uv(document: dict[Word, object]) -> Iterator[Found]:
    asked, others = set(), []
    for entry in tables(document, "package"):
        name = text(entry, "name")
        if name is None:
            continue
        if not any(key in table(entry, "source") for key in _MEMBER):
            others.append(name)
            continue
        yield PYPI.own(name)
        for found in _member(entry):
            asked.add(found.value)
            yield found
    for name in others:
        found = PYPI.package(name, INDIRECT)
        if found.value not in asked:
            yield found


def _member(entry: dict[Word, object]) -> Iterator[Found]:
    """Yield what a package of the workspace itself asks for."""
    lists = [(at(entry, "dependencies"), DIRECT)]
    for extra, wanted in table(entry, "optional-dependencies").items():
        lists.append((wanted, group_role(extra)))
    for group, wanted in table(entry, "dev-dependencies").items():
        lists.append((wanted, group_role(group)))
    for wanted, role in lists:
        for dependency in tables(wanted):
            name = text(dependency, "name")
            if name:
                yield PYPI.package(name, role)


SCANNER = Scanner(("uv.lock", "poetry.lock", "pdm.lock", "pylock*.toml"), _scan, LOCK_FILE)
