"""The edition of an inventory: its commit and date where git knows them, else a digest of it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from typing import TYPE_CHECKING

from flowcheck.readers.git import git_environment

if TYPE_CHECKING:
    from flowcheck.project import Project

_SECONDS = 20
_PARTS = ("inventory", "rules", "flowcheck.yaml")


def edition(root: str, project: Project, *, of_content: bool = False) -> str:
    """Return which inventory a document is of.

    Args:
        root: The project's folder.
        project: As read.
        of_content: Whether its commit does not matter: a document that is committed together with
            the inventory cannot name the commit that it will be in.
    """
    commit = "" if of_content else _commit(root)
    return commit or f"content {_digest(project)}"


def _commit(root: str) -> str:
    """Return the last commit of the project's files and its date, "" where git knows none."""
    said = _git(root, "log", "-1", "--format=%h, %cs", "--", *_PARTS)
    if not said:
        return ""
    changed = _git(root, "status", "--porcelain", "--", *_PARTS)
    return f"commit {said}{' and changes' if changed else ''}"


def _git(root: str, *arguments: str) -> str:
    program = shutil.which("git")
    if not program:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - git itself, with our own arguments
            [program, "-C", root, *arguments],
            env=git_environment(root),
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if not done.returncode else ""


def _digest(project: Project) -> str:
    """Return the start of a digest of every file read and of the policy's text."""
    whole = hashlib.sha256()
    for path, source in sorted(project.sources.items()):
        whole.update(f"{path}\0{source.text}\0".encode())
    whole.update(project.inventory.policy.text.encode())
    return whole.hexdigest()[:12]
