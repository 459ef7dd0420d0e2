"""The cache: what a lint wrote, for as long as everything that it depends on is as it was.

An entry names every question that the run asked of the project's folder with a digest of the
answer; it is used only where all of them are still answered alike, by the same version, with the
same options, on the same day. It is written whole or not at all, and whatever is wrong with it
makes it a miss: deleting it, or two runs at once, do no harm.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from flowcheck._version import VERSION
from flowcheck.cli.atomic import UNFINISHED, write_whole
from flowcheck.readers.folder import Folder

if TYPE_CHECKING:
    from flowcheck.cli.verbs.lint import Asked

_ANY_DAY = dt.date.min
_A_DAY = 86_400
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""No link is followed, and no pipe waited for."""
VARIABLE = "FLOWCHECK_CACHE_DIR"
LINT, SCAN = KINDS = (".lint", ".scan")
MOST_ENTRIES = 200
MOST_BYTES = 8_000_000
"""Of one entry; what is longer takes longer to write than it saves."""


class Kept(NamedTuple):
    """What a run came to.

    Attributes:
        code: Its exit code.
        texts: Each report, in the order asked for.
        said: The lines on stderr.
    """

    code: Literal[0, 1]
    texts: list[str]
    said: list[str]


class _Entry(msgspec.Struct):
    """An entry as it is written."""

    today: str
    seen: list[tuple[str, str, int, str]]
    code: Literal[0, 1]
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
            content = read_entry(self._path(self.folder, root, asked), MOST_BYTES)
            entry = msgspec.json.decode(content, type=_Entry)
        except (OSError, ValueError, msgspec.MsgspecError, RecursionError, MemoryError):
            return None
        if entry.today != asked.today.isoformat() or len(entry.texts) != len(asked.reports):
            return None
        seen = [((kind, path, most), answer) for kind, path, most, answer in entry.seen]
        if not seen or not Folder(root).still_says(seen):
            return None
        return Kept(entry.code, entry.texts, entry.said)

    def keep(self, folder: Folder, root: str, asked: Asked, kept: Kept) -> None:
        """Keep what a run came to; where that cannot be, nothing is said and nothing is lost."""
        if self.folder is None:
            return
        seen = [(*question, answer) for question, answer in folder.seen.items()]
        try:
            content = msgspec.json.encode(_Entry(asked.today.isoformat(), seen, *kept))
        except UnicodeEncodeError:  # a name that is no text
            return
        if len(content) > MOST_BYTES:
            return
        with suppress(OSError):
            write_entry(self._path(self.folder, root, asked), content)

    @staticmethod
    def _path(folder: str, root: str, asked: Asked) -> str:
        question = repr(replace(asked, today=_ANY_DAY))  # each day takes the place of the last
        return entry_path(folder, root, question, LINT)


def entry_path(folder: str, root: str, question: str, suffix: str) -> str:
    """Return where an entry is kept, which this version and this state of flowcheck alone finds.

    Args:
        folder: The cache.
        root: The project's folder.
        question: Everything else that the entry answers.
        suffix: Its kind.
    """
    words = [VERSION, sys.version, _installation(), os.path.realpath(root), question]
    name = hashlib.sha256("\n".join(words).encode(errors="replace")).hexdigest()
    return os.path.join(folder, f"{name}{suffix}")


def write_entry(path: str, content: bytes) -> None:
    """Keep an entry, and make room for it.

    Raises:
        OSError: It cannot be written.
    """
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    digest = hashlib.sha256(content).hexdigest().encode()
    if os.path.lexists(path) and (os.path.islink(path) or not os.path.isfile(path)):
        os.unlink(path)  # a link would lead the entry elsewhere, a pipe would wait
    write_whole(path, digest + b"\n" + content, durable=False)
    _forget_the_oldest(folder)


def cache_folder(given: str | None, *, off: bool = False) -> str | None:
    """Return where entries are kept, None where nothing is or nobody can tell.

    Args:
        given: The folder of `--cache-dir`; else `FLOWCHECK_CACHE_DIR` or the platform's own.
        off: Whether nothing is kept.
    """
    if off:
        return None
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


def read_entry(path: str, most: int) -> bytes:
    """Return what an entry says, if it is a whole file of our own.

    Args:
        path: The entry.
        most: Bytes that an entry of its kind has at most.

    Raises:
        OSError: It cannot be read.
        ValueError: It is somebody else's, no plain file, too large, or not whole.
    """
    handle = os.open(path, os.O_RDONLY | _PLAIN)
    with open(handle, "rb") as stream:
        status = os.fstat(handle)
        ours = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
        if not (stat.S_ISREG(status.st_mode) and ours and status.st_size <= 2 * most):
            raise ValueError(path)
        digest, _, content = stream.read().partition(b"\n")
    if hashlib.sha256(content).hexdigest().encode() != digest:
        raise ValueError(path)
    return content


def _installation() -> str:
    """Return what tells one state of flowcheck's own files from another, for who works on them."""
    top = os.path.dirname(os.path.dirname(__file__))
    found = hashlib.sha256()
    folders = [top]
    while folders:
        for entry in sorted(os.scandir(folders.pop()), key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    folders.append(entry.path)
            else:
                status = entry.stat()
                found.update(f"{entry.path} {status.st_mtime_ns} {status.st_size}\n".encode())
    return found.hexdigest()


def _forget_the_oldest(folder: str) -> None:
    """Keep the folder small, and free of what a killed run has left in it."""
    entries = [entry for entry in os.scandir(folder) if entry.name.endswith(KINDS)]
    litter = [entry for entry in os.scandir(folder) if entry.name.startswith(UNFINISHED)]
    newest = max(entry.stat().st_mtime for entry in entries)
    old = [entry for entry in litter if entry.stat().st_mtime < newest - _A_DAY]
    if len(entries) > MOST_ENTRIES:
        entries.sort(key=lambda entry: entry.stat().st_mtime_ns)
        old += entries[: -MOST_ENTRIES // 2]
    for entry in old:
        with suppress(OSError):
            os.unlink(entry.path)
