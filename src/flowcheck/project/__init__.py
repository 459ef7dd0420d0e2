"""The only input door: finds and reads a project into one value."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from flowcheck.engine import Report, run
from flowcheck.facts import Facts
from flowcheck.project.configuration import idle_patterns
from flowcheck.project.loading import Loader
from flowcheck.project.settings import Choice, Settings, override
from flowcheck.readers.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    import networkx as nx

    from flowcheck.errors import Problem
    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.inventory import Inventory
    from flowcheck.model.mention import Code
    from flowcheck.model.source import Source
    from flowcheck.model.vocabulary import Vocabulary
    from flowcheck.project.baseline import BaselineFile
    from flowcheck.project.located import Sources
    from flowcheck.views.baseline import Baseline


class Project(Struct, frozen=True, dict=True):
    """A project as read: what is declared, what the policy says, and what follows.

    Attributes:
        facts: The inventory with its judgements.
        settings: The effective settings.
        sources: Every YAML file read, by path.
        folder: Its root.
        own_catalogue: The catalogue of vendors with the project's entries; None where it has none.
    """

    facts: Facts
    settings: Settings
    sources: Mapping[str, Source]
    folder: Folder
    own_catalogue: Catalogue | None = None

    @property
    def inventory(self) -> Inventory:
        """Everything declared."""
        return self.facts.inventory

    @property
    def vocabulary(self) -> Vocabulary:
        """Facets with the built-in terms, the project's own and its vendors."""
        return self.facts.vocabulary

    @cached_property
    def catalogue(self) -> Catalogue:
        """The vendors that code is searched for."""
        if self.own_catalogue is not None:
            return self.own_catalogue
        from flowcheck.project.catalogue import built_in_catalogue  # noqa: PLC0415 - for scans only

        return built_in_catalogue()

    def scanned(self, code: Code) -> Project:
        """Return the project with what a scan of its code base has found: rules then look at it."""
        known = self.facts
        facts = Facts(known.inventory, known.vocabulary, known.today)
        facts.code, facts.catalogue = code, self.catalogue
        return replace(self, facts=facts)

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
        baseline: Baseline | None = None,
    ) -> Report:
        """Run the rules.

        Args:
            select: Codes, prefixes or names of the rules to run, instead of the project's own.
            ignore: Those not to run, besides the project's own.
            fail_on: The least severity that fails the run: error, warning, info or never.
            baseline: What was known before, instead of the project's own baseline.

        Raises:
            flowcheck.errors.InputError: The project's own baseline cannot be read.
        """
        settings = override(self.settings, map(Choice, select), map(Choice, ignore), fail_on)
        report = run(self.facts, settings, self.sources)
        if baseline is None:
            file = self.baseline()
            baseline = file.baseline if file else None
        if baseline is None:
            return report
        from flowcheck.views.baseline import against  # noqa: PLC0415 - most projects have none

        return against(report, baseline)

    def idle_patterns(self) -> list[Problem]:
        """Return the patterns of `per_path` that are those of no file: they are no error."""
        paths, code = {*self.sources, self.facts.text.path}, self.facts.code
        if code is not None:
            if not code.whole:  # who knows what the other files would have shown
                return []
            paths.update(mention.path for mention in code.mentions)
        return idle_patterns(self.settings, self.sources, paths)

    def baseline(self, *, may_miss: bool = False) -> BaselineFile | None:
        """Return the baseline that `flowcheck.yaml` names, or None where it names none.

        Args:
            may_miss: Whether it may not be there yet; it then knows nothing.

        Raises:
            flowcheck.errors.InputError: It cannot be read.
        """
        if not self.settings.baseline:
            return None
        from flowcheck.project.baseline import project_baseline  # noqa: PLC0415 - see `lint`

        return project_baseline(self.folder, self.settings, self.sources, may_miss=may_miss)


class ReadSettings(Struct, frozen=True, gc=False):
    """The settings of a project as read, whatever state its inventory is in.

    Attributes:
        settings: The effective settings.
        sources: Tell where an address stands.
        packs: The rule packs.
        paths: Every file in which a finding may be.
        problems: How many problems of the inventory's files were met; with any, `paths` may lack
            the policy's text.
    """

    settings: Settings
    sources: Sources
    packs: list[str]
    paths: list[str]
    problems: int


def read_settings(
    root: str | PathLike[str] = ".",
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    fail_on: str | None = None,
) -> ReadSettings:
    """Return a project's settings, with those of a command line over them as in `Project.lint`.

    Raises:
        flowcheck.errors.InputError: With every problem of the settings.
    """
    loader = Loader(Folder(root))
    settings = override(loader.settings(), map(Choice, select), map(Choice, ignore), fail_on)
    packs = [pack.address.path for pack in loader.packs]
    problems = len(loader.sources.problems)
    return ReadSettings(settings, loader.sources, packs, loader.paths, problems)


def load(
    root: str | PathLike[str] = ".", *, today: dt.date | None = None, revision: str | None = None
) -> Project:
    """Read the project at a folder.

    Args:
        root: The folder that holds `inventory/`.
        today: The day on which waivers and reviews count; by default the current one, in UTC.
        revision: A commit, as git names it, in which the project is read instead of in the folder.

    Raises:
        flowcheck.errors.InputError: With every problem found; as NoProjectError where there is no
            inventory at all.
        flowcheck.errors.UsageError: There is no such commit.
    """
    folder = Folder(root)
    if revision is not None:
        from flowcheck.readers.revision import Revision  # noqa: PLC0415 - only who looks back

        folder = Revision(root, revision)
    loaded = Loader(folder).load()
    day = today or dt.datetime.now(dt.UTC).date()
    facts = Facts(loaded.inventory, loaded.vocabulary, day)
    return Project(facts, loaded.settings, loaded.sources.files, folder, loaded.catalogue)
