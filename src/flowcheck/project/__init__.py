"""The only input door: finds and reads a project into one value."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.engine import Report, run
from flowcheck.facts import Facts
from flowcheck.project.loading import Loader
from flowcheck.project.settings import Settings, override
from flowcheck.readers.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    import networkx as nx

    from flowcheck.model.inventory import Inventory
    from flowcheck.model.source import Source
    from flowcheck.model.vocabulary import Vocabulary


class Project(Struct, frozen=True, dict=True):
    """A project as read: what is declared, what the policy says, and what follows.

    Attributes:
        facts: The inventory with its judgements.
        settings: The effective settings.
        sources: Every YAML file read, by path.
    """

    facts: Facts
    settings: Settings
    sources: Mapping[str, Source]

    @property
    def inventory(self) -> Inventory:
        """Everything declared."""
        return self.facts.inventory

    @property
    def vocabulary(self) -> Vocabulary:
        """Facets with the built-in terms, the project's own and its vendors."""
        return self.facts.vocabulary

    @cached_property
    def policy_graph(self) -> nx.MultiDiGraph[str]:
        """The policy as a typed graph of terms, statements and vendors (`docs/policy-graph.md`)."""
        from flowcheck.views.policy_graph import policy_graph  # noqa: PLC0415 - networkx is slow

        return policy_graph(self.facts)

    def lint(
        self,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        fail_on: str | None = None,
    ) -> Report:
        """Run the rules.

        Args:
            select: Codes, prefixes or names of the rules to run, instead of the project's own.
            ignore: Those not to run, besides the project's own.
            fail_on: The least severity that fails the run: error, warning, info or never.
        """
        settings = override(self.settings, select, ignore, fail_on)
        return run(self.facts, settings, self.sources)


def read_vocabulary(root: str | PathLike[str] = ".") -> tuple[Vocabulary, int]:
    """Return a project's vocabulary as far as it can be read, and the number of problems met.

    Browsing the terms is how many problems are mended, so none of them stands in its way.
    """
    return Loader(Folder(root)).vocabulary()


def load(root: str | PathLike[str] = ".", *, today: dt.date | None = None) -> Project:
    """Read the project at a folder.

    Args:
        root: The folder that holds `inventory/`.
        today: The day on which waivers and reviews count; by default the current one, in UTC.

    Raises:
        flowcheck.errors.InputError: With every problem found.
    """
    loaded = Loader(Folder(root)).load()
    day = today or dt.datetime.now(dt.UTC).date()
    facts = Facts(loaded.inventory, loaded.vocabulary, day)
    return Project(facts, loaded.settings, loaded.sources.files)
