"""The cache: what a lint wrote, for as long as everything that it depends on is as it was.

An entry names every question that the run asked of the project's folder with a digest of the
answer; it is used only where all of them are still answered alike, by the same version, with the
same options, on the same day. It is written whole or not at all, and whatever is wrong with it
makes it a miss: deleting it, or two runs at once, do no harm.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from flowcheck._version import VERSION
from flowcheck.readers.folder import Folder

if TYPE_CHECKING:
    from flowcheck.cli.verbs.lint import Asked

_ANY_DAY = dt.date.min
VARIABLE = "FLOWCHECK_CACHE_DIR"
MOST_ENTRIES = 500
MOST_BYTES = 20_000_000
"""Of one entry; what is longer takes longer to write than it saves."""


class Kept(NamedTuple):
    """What a run came to.

    Attributes:
        code: Its exit code.
        texts: Each report, in the order asked for.
        said: The lines on stderr.
    """

    code: int
    texts: list[str]
    said: list[str]


class Cache:
    """Keeps and finds what runs came to.

    Attributes:
        folder: Where; None switches it off.
    """

    def __init__(self, folder: str | None) -> None:
        self.folder = folder

    def find(self, root: str, asked: Asked) -> Kept | None:
        """Return what such a run came to, None where that is not known or no longer true.

        Args:
            root: The project's folder.
            asked: Everything else that a run depends on.
        """
        if self.folder is None:
            return None
        try:
            with open(self._path(self.folder, root, asked), "rb") as stream:
                digest, _, content = stream.read().partition(b"\n")
            if hashlib.sha256(content).hexdigest().encode() != digest:
                return None
            entry: dict[str, Any] = json.loads(content)
            if entry["today"] != asked.today.isoformat():
                return None
            seen = [((kind, path, most), answer) for kind, path, most, answer in entry["seen"]]
            if not Folder(root).still_says(seen):
                return None
            return Kept(entry["code"], entry["texts"], entry["said"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, folder: Folder, root: str, asked: Asked, kept: Kept) -> None:
        """Keep what a run came to; where that cannot be, nothing is said and nothing is lost."""
        if self.folder is None:
            return
        entry = {
            "today": asked.today.isoformat(),
            "seen": [[*question, answer] for question, answer in folder.seen.items()],
            **kept._asdict(),
        }
        content = json.dumps(entry).encode()
        if len(content) > MOST_BYTES:
            return
        from flowcheck.cli.atomic import write_whole

        with suppress(OSError):
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            digest = hashlib.sha256(content).hexdigest().encode()
            path = self._path(self.folder, root, asked)
            write_whole(path, digest + b"\n" + content, durable=False)
            _forget_the_oldest(self.folder)

    @staticmethod
    def _path(folder: str, root: str, asked: Asked) -> str:
        question = repr(replace(asked, today=_ANY_DAY))  # each day takes the place of the last
        words = [VERSION, sys.version, _installation(), os.path.realpath(root), question]
        name = hashlib.sha256("\n".join(words).encode(errors="replace")).hexdigest()
        return os.path.join(folder, f"{name}.lint")


def cache_folder(given: str | None) -> str | None:
    """Return where entries are kept, None where nobody can tell.

    Args:
        given: The folder of `--cache-dir`; else `FLOWCHECK_CACHE_DIR` or the platform's own.
    """
    named = given or os.environ.get(VARIABLE)
    if named:
        return os.path.abspath(named)
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "flowcheck") if os.path.isabs(base) else None


def _installation() -> str:
    """Return what tells one state of flowcheck's own files from another, for who works on them."""
    top = os.path.dirname(os.path.dirname(__file__))
    newest = 0
    for folder in (top, *(entry.path for entry in os.scandir(top) if entry.is_dir())):
        for entry in os.scandir(folder):
            if entry.name.endswith((".py", ".json")):
                newest = max(newest, entry.stat().st_mtime_ns)
    return f"{top} {newest}"


def _forget_the_oldest(folder: str) -> None:
    entries = [entry for entry in os.scandir(folder) if entry.name.endswith(".lint")]
    if len(entries) > MOST_ENTRIES:
        entries.sort(key=lambda entry: entry.stat().st_mtime_ns)
        for entry in entries[: -MOST_ENTRIES // 2]:
            with suppress(OSError):
                os.unlink(entry.path)
