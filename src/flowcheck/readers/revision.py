"""A project's files as a commit has them, read from git's objects; nothing is checked out."""

from __future__ import annotations

import datetime as dt
import os
import posixpath
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from flowcheck.errors import UsageError
from flowcheck.readers.folder import (
    FOLDER_LINK,
    NO_FILE,
    NOWHERE,
    OUTSIDE,
    Folder,
    Refusal,
    is_yaml,
    too_large,
)
from flowcheck.readers.git import git_environment
from flowcheck.readers.tree import TreeFile

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINK, _FOLDER = "120000", "040000"
_FILES = ("100644", "100755")
_HEAD = 200
"""Bytes of the line before an object: its name, type and size."""
_MOST_AHEAD = 8_000_000
"""Bytes of a file that is read before anybody asks whether it is too large."""
_HOPS = 40
"""Links that are followed at most, as the kernel does."""


class _Entry(NamedTuple):
    """What git keeps at a path."""

    mode: str
    object: str
    size: int


class Revision(Folder):
    """A project's root as a commit has it; it answers as the folder would if that were checked out.

    Attributes:
        name: The commit as it was named.
        commit: Its full hash.
        date: The day on which it was made, as YYYY-MM-DD.
    """

    def __init__(self, root: str | os.PathLike[str], name: str) -> None:
        """Look a commit up.

        Args:
            root: The project's folder in the working tree; what is in it does not matter.
            name: A commit as git names it: a hash, a tag, a branch, `HEAD~3`.

        Raises:
            UsageError: There is no git, no repository or no such commit.
        """
        super().__init__(root)
        self.name = name
        self._here = _standing(self.root)
        self._way = self._way_to_root()
        self.commit = _hash(self._here, name)
        self.date = self._day()
        self._entries = self._tree()
        self._blobs: dict[str, bytes] = {}

    def _git(self, *arguments: str, given: bytes = b"") -> bytes:
        return _git(self._here, self.name, *arguments, given=given)

    def _way_to_root(self) -> str:
        """Return the way from the repository's root, or a bare repository, to the project's."""
        inside = os.fsdecode(self._git("rev-parse", "--show-prefix")).rstrip("\n").rstrip("/")
        beyond = os.path.relpath(self.root, self._here).replace(os.sep, "/")
        return posixpath.normpath(posixpath.join(inside, beyond)).removeprefix(".")

    def _day(self) -> str:
        """Return the day on which the commit was made, in UTC."""
        head, _, _ = self._git("cat-file", "commit", self.commit).partition(b"\n\n")
        (line,) = (line for line in head.split(b"\n") if line.startswith(b"committer "))
        second = int(line.rsplit(b" ", 2)[1])
        return dt.datetime.fromtimestamp(second, dt.UTC).date().isoformat()

    def _fetch(self, names: Iterable[str]) -> None:
        """Read objects in one go: a process for each would take longer than all the rest."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._blobs]
        listed = "".join(f"{name}\n" for name in wanted).encode("ascii")
        answer = memoryview(self._git("cat-file", "--batch", given=listed))
        at = 0
        for name in wanted:
            end = at + bytes(answer[at : at + _HEAD]).index(b"\n")
            size = int(bytes(answer[at:end]).rsplit(b" ", 1)[1])
            self._blobs[name] = bytes(answer[end + 1 : end + 1 + size])
            at = end + 2 + size

    def _blob(self, name: str) -> bytes:
        """Return what an object holds."""
        self._fetch([name])
        return self._blobs[name]

    def _tree(self) -> dict[str, _Entry]:
        """Return what the commit has below the project's root, by path relative to it."""
        listed = self._git("ls-tree", "-r", "-t", "-l", "-z", "--full-tree", self.commit)
        before = f"{self._way}/" if self._way else ""
        found: dict[str, _Entry] = {}
        for line in listed.split(b"\0"):
            head, _, path = os.fsdecode(line).partition("\t")
            if path.startswith(before) and head:
                mode, _, name, size = head.split()
                found[path[len(before) :]] = _Entry(mode, name, int(size) if size != "-" else 0)
        return found

    def tree(self) -> list[TreeFile]:
        """Return the files of the code base below the root, sorted."""
        return sorted(
            TreeFile(path, entry.size, entry.object)
            for path, entry in self._entries.items()
            if entry.mode in _FILES
        )

    def expect(self, paths: Iterable[str]) -> None:
        """Read the objects of some files in one go, and forget those of the last time."""
        entries = (self._entries.get(path) for path in paths)
        self._blobs.clear()
        self._fetch(entry.object for entry in entries if entry and entry.size <= _MOST_AHEAD)

    def _lookup(self, relative: str) -> tuple[str, _Entry | None]:
        """Return where a path leads, links followed, and what is there."""
        path = posixpath.normpath(relative)
        for _ in range(_HOPS):
            entry = self._entries.get(path)
            if entry is None or entry.mode != _LINK:
                return path, entry
            target = os.fsdecode(self._blob(entry.object))
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        return path, None

    def refusal(self) -> Refusal | None:
        """Return why the root cannot be a project, or None where it can."""
        if self._entries:
            return None
        return Refusal(
            f"is not in commit {self.commit[:12]}",
            "there is nothing to compare with",
            "name a later commit",
        )

    def holds(self, relative: str) -> bool:
        """Tell whether a path leads to a place below the root, wherever its links go."""
        path, _ = self._lookup(relative)
        return not path.startswith(("../", "/")) and path != ".."

    def exists(self, relative: str) -> bool:
        """Tell whether something stands at a path below the root."""
        path = posixpath.normpath(relative)
        return path == "." or path in self._entries

    def listing(self, relative: str) -> list[str]:
        """Return the names in the folder of a path, for a did-you-mean."""
        folder = posixpath.dirname(posixpath.normpath(relative))
        return sorted(
            posixpath.basename(p) for p in self._entries if posixpath.dirname(p) == folder
        )

    def _yaml_files(self, folder: str) -> tuple[list[str], list[tuple[str, Refusal]]]:
        top = posixpath.normpath(folder)
        below = f"{top}/" if top != "." else ""
        found, refused = [], []
        for path, entry in self._entries.items():
            parts = path[len(below) :].split("/")
            if not path.startswith(below) or any(part.startswith(".") for part in parts):
                continue
            if entry.mode == _LINK and self._leads_to_folder(path):
                refused.append((path, FOLDER_LINK))
            elif entry.mode in (*_FILES, _LINK) and is_yaml(path):
                found.append(path)
        sound = (self._lookup(path)[1] for path in found)
        self._fetch(entry.object for entry in sound if entry and entry.mode in _FILES)
        return sorted(found), sorted(refused)

    def _leads_to_folder(self, path: str) -> bool:
        _, entry = self._lookup(path)
        return entry is not None and entry.mode == _FOLDER

    def _read(self, relative: str, most: int) -> bytes | Refusal:
        if not self.holds(relative):
            return OUTSIDE
        _, entry = self._lookup(relative)
        if entry is None:
            return NOWHERE
        if entry.mode not in _FILES:
            return NO_FILE
        if entry.size > most:
            return too_large(entry.size, most)
        return self._blob(entry.object)


def merge_base(root: str | os.PathLike[str], one: str, other: str) -> str:
    """Return the hash of the commit at which two histories part.

    Args:
        root: A folder of the repository.
        one: A commit as git names it.
        other: Another one.

    Raises:
        UsageError: One of them is not there, or they have no commit in common.
    """
    here = _standing(os.path.realpath(root))
    hashes = [_hash(here, name) for name in (one, other)]
    why = "they have no commit in common"
    return _git(here, f"{one}...{other}", "merge-base", *hashes, why=why).decode("ascii").split()[0]


def commit_hash(root: str | os.PathLike[str], name: str) -> str:
    """Return the full hash of a commit.

    Args:
        root: A folder of the repository.
        name: The commit as git names it.

    Raises:
        UsageError: There is no git, no repository or no such commit.
    """
    return _hash(_standing(os.path.realpath(root)), name)


def _hash(here: str, name: str) -> str:
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return _git(here, name, *asked).decode("ascii").strip()


def _git(here: str, name: str, *arguments: str, given: bytes = b"", why: str = "") -> bytes:
    """Return what git prints.

    Args:
        here: A folder of the repository.
        name: The commit that is read, for people.
        arguments: Of git.
        given: What it reads.
        why: What it means where git fails and says nothing.

    Raises:
        UsageError: There is no git, or it fails.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and arguments of our own
            ["git", "-C", here, *arguments],  # noqa: S607 - the user's own git
            env=git_environment(here),
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror}") from None
    if not done.returncode:
        return done.stdout
    reason = _reason(os.fsdecode(done.stderr)) or why or "no such commit"
    raise UsageError(f"`{name}` cannot be read from git: {reason}{_lacking(here)}")


def _reason(said: str) -> str:
    """Return what git gives as its reason; where it distrusts a folder, with what to do."""
    lines = said.strip().splitlines() or [""]
    trust = next((line.strip() for line in lines if "--add safe.directory" in line), "")
    return f"{lines[0]}; if you trust it: `{trust}`" if trust else lines[-1]


def _lacking(here: str) -> str:
    """Return what to do where a clone does not hold all of the history, "" where it does."""
    command = ["git", "-C", here, "rev-parse", "--is-shallow-repository"]
    done = subprocess.run(command, env=git_environment(here), capture_output=True, check=False)  # noqa: S603 - as above
    if done.stdout.strip() != b"true":
        return ""
    return (
        "; this clone is shallow and lacks the older commits: fetch them with"
        " `git fetch --unshallow`, in CI by `fetch-depth: 0` of the checkout"
    )


def _standing(folder: str) -> str:
    """Return a folder, or the nearest above it that is there: a commit may have others."""
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder
