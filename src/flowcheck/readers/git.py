"""The environment in which git is asked about a folder, wherever flowcheck itself was started."""

from __future__ import annotations

import os

_OURS = {
    "GIT_NO_LAZY_FETCH": "1",  # a run asks no network
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


def git_environment(folder: str) -> dict[str, str]:
    """Return the environment of `git -C FOLDER`.

    A hook in a linked worktree has `GIT_DIR` and no `GIT_WORK_TREE`: git then takes the folder
    that it is called in for the top of the working tree, and would read another folder's files.

    Args:
        folder: What git is asked about.
    """
    environment = {**os.environ, **_OURS}
    repository = environment.get("GIT_DIR")
    if repository:
        top = os.path.realpath(environment.get("GIT_WORK_TREE") or ".")
        if os.path.commonpath((top, os.path.realpath(folder))) == top:
            environment.update(GIT_DIR=os.path.abspath(repository), GIT_WORK_TREE=top)
        else:  # the repository of something else
            for name in _REPOSITORY:
                environment.pop(name, None)
    return environment
