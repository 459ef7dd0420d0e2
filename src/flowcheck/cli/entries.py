"""Writing new entries for vendors into a project's inventory, all of them or none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flowcheck.cli.atomic import create_all, write_whole
from flowcheck.errors import UsageError
from flowcheck.project.new_entries import new_entries

if TYPE_CHECKING:
    from flowcheck.project import Project
    from flowcheck.project.new_entries import NewEntry


def write_entries(project: Project) -> tuple[NewEntry, ...]:
    """Declare every vendor that the code of a scanned project proves; return what was added.

    Raises:
        UsageError: Somebody has changed a file meanwhile, or one cannot be written; says which.
    """
    change = new_entries(project)
    new = {path: text for path, text in change.after.items() if path not in change.before}
    try:
        for path, before in change.before.items():
            place = project.folder.path(path)
            with open(place, "rb") as stream:
                if stream.read() != before:
                    raise UsageError(f"--write: `{path}` has changed meanwhile; run it again")
            write_whole(place, change.after[path])
        create_all({project.folder.path(path): text for path, text in new.items()})
    except OSError as error:
        where = os.path.relpath(str(error.filename), project.folder.root) if error.filename else ""
        raise UsageError(f"--write: cannot write {where}: {error.strerror or error}") from None
    return change.entries
