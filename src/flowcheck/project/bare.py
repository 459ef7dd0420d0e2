"""A project of nothing: what a code base without an inventory is held against."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from flowcheck.facts import Facts
from flowcheck.model.inventory import Inventory, Policy
from flowcheck.model.source import Address
from flowcheck.project import Project
from flowcheck.project.settings import Settings
from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.readers.folder import Folder

if TYPE_CHECKING:
    from os import PathLike


def bare_project(
    root: str | PathLike[str] = ".", settings: Settings | None = None, today: dt.date | None = None
) -> Project:
    """Return the project that a folder without an inventory is: nothing declared, no policy.

    Args:
        root: The folder.
        settings: Its settings, where it has some; else the defaults.
        today: The day on which waivers count; by default the current one, in UTC.
    """
    policy = Policy(Address(""), "", "", "", "")
    day = today or dt.datetime.now(dt.UTC).date()
    facts = Facts(Inventory(policy, {}, {}, ()), built_in_vocabulary(), day)
    return Project(facts, settings or Settings(), {}, Folder(root))
