"""The files of a code base: what git would commit, or what `.gitignore` leaves without git."""

from __future__ import annotations

import os
import stat
import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

from flowcheck.errors import UsageError
from flowcheck.readers.git import git_environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pathspec import GitIgnoreSpec

_LISTED = ("ls-files", "-z", "--exclude-standard")
_DIFFERENT = ("diff", "-z", "--name-only", "--relative", "--no-renames", "--no-ext-diff")
_NO_HELPERS = ("-c", "core.fsmonitor=false")
"""A repository's own settings may name programs; listing its files runs none of them."""
_IGNORES = ".gitignore"
_A_TICK = 2_000_000_000
"""Nanoseconds within which two writes of a file may bear the same time on a coarse disk."""


class TreeFile(NamedTuple):
    """A file of a code base.

    Attributes:
        path: Relative to the root, with forward slashes.
        size: In bytes.
        stamp: Changes whenever the content may have; "" where nobody can tell.
    """

    path: str
    size: int
    stamp: str = ""


def tree_files(root: str) -> list[TreeFile]:
    """Return the files of a code base, sorted: plain files only, no links, nothing ignored.

    Args:
        root: A folder, in a git repository or not.
    """
    now = time.time_ns()
    return sorted(_plain(root, _from_git(root) or _walk(root), now))


def stamps_of(files: Iterable[TreeFile]) -> bytes:
    """Return what is the same only while no file has changed: never, where one has no stamp."""
    lines = [f"{file.path}\0{file.size}\0{file.stamp or time.time_ns()}" for file in files]
    return "\n".join(lines).encode(errors="surrogateescape")


def changed_files(root: str, revision: str) -> list[TreeFile]:
    """Return the files of a code base that are not as a commit has them, new ones among them.

    Before the first commit, every file is not as HEAD has it.

    Args:
        root: A folder in a git repository.
        revision: A commit, as git names it.

    Raises:
        UsageError: There is no git, no repository or no such commit.
    """
    changed = _git(root, *_DIFFERENT, "--end-of-options", revision, "--")
    if isinstance(changed, str) and revision == "HEAD" and _is_unborn(root):
        changed = _git(root, *_LISTED, "--cached")
    new = _git(root, *_LISTED, "--others")
    if isinstance(changed, str) or isinstance(new, str):
        said = changed if isinstance(changed, str) else new
        raise UsageError(f"`{revision}` cannot be compared with: {said}")
    return sorted(_plain(root, {*changed, *new}, time.time_ns()))


def _is_unborn(root: str) -> bool:
    """Tell whether the current branch has no commit yet."""
    named = _git(root, "symbolic-ref", "HEAD")
    if isinstance(named, str):
        return False
    return isinstance(_git(root, "show-ref", "--verify", named[0].strip()), str)


def _from_git(root: str) -> list[str]:
    """Return what git lists, [] where there is no git, no repository, or nothing but ignored."""
    found = _git(root, *_LISTED, "--cached", "--others", "--deduplicate")
    return [] if isinstance(found, str) else found


def _git(root: str, *arguments: str) -> list[str] | str:
    """Return the paths that git names, or a text that says why it names none."""
    command = ["git", "-C", root, *_NO_HELPERS, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and arguments of our own
            command, env=git_environment(root), capture_output=True, check=False
        )
    except OSError as error:
        return f"git cannot be run: {error.strerror}"
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        return said[-1] if said else "git says nothing"
    return [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]


def _walk(root: str) -> Iterator[str]:
    """Yield what git would list, read from the `.gitignore` of each folder."""
    folders: list[tuple[str, tuple[tuple[str, GitIgnoreSpec], ...]]] = [("", ())]
    while folders:
        here, rules = folders.pop()
        entries = _entries(os.path.join(root, here))
        if any(entry.name == _IGNORES for entry in entries):
            rules = (*rules, (here, _ignored(os.path.join(root, here, _IGNORES))))
        for entry in entries:
            path = f"{here}{entry.name}"
            if entry.is_symlink() or entry.name == ".git":
                continue
            if entry.is_dir(follow_symlinks=False):
                if not _is_ignored(f"{path}/", rules):
                    folders.append((f"{path}/", rules))
            elif not _is_ignored(path, rules):
                yield path


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _ignored(path: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only where git does not tell

    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            lines = stream.read().splitlines()
    except OSError:
        lines = []
    sound = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:  # git passes over what is no pattern
            continue
        sound.append(line)
    return GitIgnoreSpec.from_lines(sound)


def _is_ignored(path: str, rules: tuple[tuple[str, GitIgnoreSpec], ...]) -> bool:
    """Tell whether the innermost file that says anything of a path ignores it."""
    for folder, spec in reversed(rules):
        said = spec.check_file(path[len(folder) :]).include
        if said is not None:
            return said
    return False


def _plain(root: str, paths: Iterable[str], now: int) -> Iterator[TreeFile]:
    for path in paths:
        try:
            status = os.lstat(os.path.join(root, path))
        except OSError:  # in the index, and deleted
            continue
        if stat.S_ISREG(status.st_mode):
            changed = max(status.st_mtime_ns, status.st_ctime_ns)
            stamp = f"{status.st_mtime_ns:x}.{status.st_ctime_ns:x}.{status.st_ino:x}"
            yield TreeFile(path, status.st_size, stamp if now - changed > _A_TICK else "")
