"""`Pipfile` and `Pipfile.lock`: what Pipenv is asked for, and what it installs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.mention import DEV, DIRECT, LOCKED
from flowcheck.scanners.packages.groups import group_role
from flowcheck.scanners.packages.json_words import read_json
from flowcheck.scanners.packages.manifest import LOCK_FILE, mentions
from flowcheck.scanners.packages.python_words import keyed
from flowcheck.scanners.packages.toml_words import read_toml
from flowcheck.scanners.scanner import File, Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.mention import Mention

_NO_GROUPS = ("source", "requires", "scripts", "pipenv", "pipfile", "_meta")
_GROUPS = {"packages": DIRECT, "default": DIRECT, "dev-packages": DEV, "develop": DEV}


def _scan(file: File) -> Iterator[Mention]:
    locked = file.path.lower().endswith(".lock")
    document, error = (read_json if locked else read_toml)(file.text)
    for group, packages in document.items():
        if group in _NO_GROUPS:
            continue
        role = _GROUPS.get(group) or group_role(group)
        yield from mentions(file, keyed(packages, LOCKED if locked and role == DIRECT else role))
    if error:
        raise error


SCANNER = Scanner(("Pipfile", "Pipfile.lock"), _scan, LOCK_FILE)
