"""Commits on the command line: which two are meant, and a project as one of them has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from flowcheck.errors import InputError, NoProjectError, UsageError

if TYPE_CHECKING:
    import datetime as dt

    from flowcheck.project import Project
    from flowcheck.readers.tree import TreeFile


class Pair(NamedTuple):
    """Two editions: commits as git names them, None for the working tree.

    Attributes:
        base: The earlier one.
        head: The later one.
        told: The earlier one for people.
        called: The same, as short as a file's name may start with.
    """

    base: str
    head: str | None
    told: str
    called: str


def pair(root: str, base: str, head: str | None) -> Pair:
    """Return which editions are meant by `BASE`, `BASE HEAD`, `BASE..HEAD` or `BASE...HEAD`.

    Three dots mean the commit at which the two part, as in `git diff`; nothing behind them is the
    working tree.

    Raises:
        UsageError: It means no two editions, or a commit is not there.
    """
    name, dots, other = base.partition("...")
    if not dots:
        name, dots, other = base.partition("..")
    if dots and head is not None:
        raise UsageError(f"BASE: `{base}` names both already; leave HEAD out")
    if not name or (dots and other.startswith(".")):
        raise UsageError(
            f"BASE: `{base}` names no commit to compare with; give one, as main, or main...HEAD"
        )
    later = (other or None) if dots else head
    if later == "":
        raise UsageError("HEAD: `` names no commit; leave it out for the working tree")
    if dots != "...":
        return Pair(name, later, f"`{name}`", name)
    from flowcheck.readers.revision import merge_base

    commit = merge_base(root, name, later or "HEAD")
    short = commit[:12]
    return Pair(commit, later, f"`{short}`, where `{later or 'HEAD'}` leaves `{name}`", short)


def changed_since(root: str, base: str) -> list[TreeFile]:
    """Return the files of the working tree that are not as a commit has them.

    Args:
        root: The project's folder.
        base: The commit as git names it; `main...` is the one at which HEAD left main.

    Raises:
        UsageError: It is no commit, or names a later one too.
    """
    from flowcheck.readers.revision import commit_hash
    from flowcheck.readers.tree import changed_files

    meant = pair(root, base, None)
    if meant.head is not None:
        raise UsageError(
            f"BASE: `{base}` names a later commit, and what is scanned is the working tree; leave"
            " that out"
        )
    try:
        return changed_files(root, meant.base)
    except UsageError:
        commit_hash(root, meant.base)  # says better what is wrong
        raise


def project_at(root: str, today: dt.date | None, revision: str | None, told: str = "") -> Project:
    """Return the project in the folder, or in a commit; its problems are told with the commit.

    Args:
        root: The project's folder.
        today: The day on which waivers and reviews count.
        revision: A commit, None for the folder.
        told: What the commit is called in messages; by default as it is named.
    """
    from flowcheck.project import load

    if revision is None:
        return load(root, today=today)
    try:
        return load(root, today=today, revision=revision)
    except InputError as error:
        name = told or revision
        named = [replace(p, path=f"{name}:{p.path}" if p.path else "") for p in error.problems]
        raise (NoProjectError if isinstance(error, NoProjectError) else InputError)(named) from None


def named(project: Project) -> str:
    """Return which commit a project was read from, for people."""
    from flowcheck.readers.revision import Revision

    folder = project.folder
    if not isinstance(folder, Revision):
        raise TypeError(folder)
    return f"{folder.name}, commit {folder.commit[:12]} of {folder.date}"
