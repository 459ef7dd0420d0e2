"""Making a project of its files: references resolved, and every problem of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from flowcheck.errors import InputError, NoProjectError, Problem
from flowcheck.model.inventory import Inventory, Policy, Statement
from flowcheck.project.configuration import merge_settings
from flowcheck.project.decisions import CataloguedVendors, check_catalogue_keys, read_decisions
from flowcheck.project.located import Sources
from flowcheck.project.policy import document_path, read_policy, read_statements
from flowcheck.project.reading import Reader
from flowcheck.project.records import RecordReader, unique_ids
from flowcheck.project.statements import StatementReader
from flowcheck.project.terms import TermReader
from flowcheck.project.vocabulary import project_vocabulary
from flowcheck.project.waivers import read_waivers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowcheck.model import schema
    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.source import Address
    from flowcheck.model.vocabulary import Vocabulary
    from flowcheck.project.settings import Settings
    from flowcheck.project.validate import Part
    from flowcheck.readers.folder import Folder

Records = list[tuple[Any, "Address"]]


class Loaded(Struct, frozen=True, gc=False):
    """What one run reads; `catalogue` is None where the project adds nothing to ours."""

    inventory: Inventory
    vocabulary: Vocabulary
    settings: Settings
    sources: Sources
    catalogue: Catalogue | None = None


class Loader:
    """One reading of one project; raises only where nothing more can be found."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.sources = Sources()
        self.reader = Reader(folder, self.sources)
        self.files: list[Part[schema.InventoryFile]] = []
        self.packs: list[Part[schema.RulePack]] = []

    def load(self) -> Loaded:
        """Return the project.

        Raises:
            InputError: With every problem found; NoProjectError where there is no inventory at all.
        """
        config = self._read()
        settings = merge_settings(self.packs, config, self.sources)
        inventory, terms, catalogue = self._resolve(settings.inventory)
        return Loaded(inventory, terms.vocabulary, settings, self.sources, catalogue)

    def settings(self) -> Settings:
        """Return the settings alone; what is wrong with the inventory's files is noted only.

        Raises:
            InputError: With every problem of the settings, or where there is no inventory at all.
        """
        config = self._configure()
        settings = merge_settings(self.packs, config, self.sources)
        self._stop_on_problems()
        self._read_inventory(config)
        return settings

    @property
    def paths(self) -> list[str]:
        """Every file read in which a finding may be."""
        policies = [(part.record.policy, part.address.path) for part in self.files]
        documents = [document_path(policy, path) for policy, path in policies if policy is not None]
        return [*self.sources.files, *documents]

    def vocabulary(self) -> tuple[Vocabulary, int]:
        """Return the vocabulary as far as it can be read, and the number of problems met.

        Raises:
            InputError: The root is no folder.
        """
        refusal = self.folder.refusal()
        try:
            self._read()
        except InputError as error:
            if refusal is not None:
                raise
            return project_vocabulary([], [], Sources()), len(error.problems)
        return self._vocabulary(), len(self.sources.problems)

    def catalogue(self) -> tuple[Catalogue | None, Vocabulary, int]:
        """Return a catalogue of the project's own, the vocabulary and the problems, in this way.

        Raises:
            InputError: The root is no folder.
        """
        vocabulary, unread = self.vocabulary()
        catalogue = self._catalogue(TermReader(vocabulary, self.sources))
        return catalogue, vocabulary, max(unread, len(self.sources.problems))

    def _catalogue(self, terms: TermReader) -> Catalogue | None:
        """Return the catalogue with the project's entries; None where it has none."""
        entries = _all(self.files, "catalogue")
        if not entries:
            return None
        from flowcheck.project.catalogue import project_catalogue  # noqa: PLC0415

        self._unique("catalogue", entries)
        return project_catalogue(entries, terms)

    def _read(self) -> Part[schema.Config]:
        config = self._configure()
        self._read_inventory(config)
        return config

    def _configure(self) -> Part[schema.Config]:
        refusal = self.folder.refusal()
        if refusal is not None:
            message = f"`{self.folder.root}` {refusal.message}"
            raise NoProjectError([Problem("", 0, 0, message, refusal.why, refusal.help)])
        config = self.reader.config()
        self.packs = self.reader.packs(config.record)
        return config

    def _read_inventory(self, config: Part[schema.Config]) -> None:
        self.files = self.reader.inventory(config.record)
        problems = self.sources.problems
        if not self.files and len(problems) == 1 and not self.reader.has_inventory(config.record):
            raise NoProjectError(problems)
        if not self.files:
            self._stop_on_problems()

    def _stop_on_problems(self) -> None:
        if self.sources.problems:
            raise InputError(self.sources.problems)

    def _vocabulary(self) -> Vocabulary:
        parts: list[Part[Any]] = [*self.files, *self.packs]
        additions = [(part.record.vocabulary, part.address.child("vocabulary")) for part in parts]
        return project_vocabulary(additions, _all(self.files, "vendors"), self.sources)

    def _resolve(self, folder: str) -> tuple[Inventory, TermReader, Catalogue | None]:
        vendors, systems = _all(self.files, "vendors"), _all(self.files, "systems")
        self._unique("system", systems)
        self._unique("vendor", vendors)
        vocabulary = self._vocabulary()
        self._apart(systems, vocabulary)
        terms = TermReader(vocabulary, self.sources)
        countries = {vendor.id: vendor.country for vendor, _ in vendors}
        reader = RecordReader(terms, (system.id for system, _ in systems), countries)
        made_systems = {raw.id: reader.system(raw, address) for raw, address in systems}
        made_vendors = {raw.id: reader.vendor(raw, address) for raw, address in vendors}
        flows = unique_ids(reader.flows, self.sources)
        policy, statements = self._policy(terms)
        house = self._house_rules(terms, statements)
        if not self.sources.incomplete:
            self._complete(folder, policy, has_flows=bool(flows))
        written: list[Part[Any]] = [*self.files, *self.packs]
        known = {
            "flow": [flow.id for flow in flows],
            "system": list(made_systems),
            "store": [store.id for system in made_systems.values() for store in system.stores],
            "vendor": list(made_vendors),
            "statement": [raw.id for part in written for raw, _ in part.records("statements")],
        }
        catalogue = self._catalogue(terms)
        catalogued = CataloguedVendors(catalogue)
        check_catalogue_keys(vendors, catalogued, self.sources)
        waivers = read_waivers(_all(self.files, "waivers"), known, catalogued, terms)
        decisions = read_decisions(_all(self.files, "decisions"), catalogued, self.sources)
        self._stop_on_problems()
        if policy is None:
            raise AssertionError(folder)
        made = (made_systems, made_vendors, flows, waivers, house, decisions)
        return Inventory(policy, *made), terms, catalogue

    def _complete(self, folder: str, policy: Policy | None, *, has_flows: bool) -> None:
        """Note what every project must declare."""
        why = "a project without it would pass whatever it does"
        missing = []
        if policy is None:
            missing.append(("policy", "add `policy:` with its `controller:` and `document:`"))
        if not has_flows:
            missing.append(("flow", "declare `flows:` or `collects:` of a system"))
        for what, help_ in missing:
            message = f"no {what} is declared in `{folder}`"
            self.sources.problems.append(Problem(folder, 0, 0, message, why, help_))

    def _unique(self, what: str, items: Records) -> None:
        """Note every record whose id another one has already."""
        seen: dict[str, Address] = {}
        for item, address in items:
            first = seen.setdefault(item.id, address)
            if first is not address:
                self.sources.add(
                    address.child("id"),
                    f"duplicate {what} id `{item.id}`, already given at "
                    f"{self.sources.place(first.child('id'))}",
                    "a reference could mean either",
                    "rename one of the two, or merge them",
                )

    def _apart(self, systems: Records, vocabulary: Vocabulary) -> None:
        """Note every system whose id means another party too."""
        recipients = vocabulary["recipient"].terms
        for system, address in systems:
            if system.id in recipients:
                other = "a vendor" if recipients[system.id].is_vendor else "a term of recipient"
                self.sources.add(
                    address.child("id"),
                    f"`{system.id}` is a system and {other}",
                    "a flow to it could be a use or a share",
                    "rename one of the two",
                )

    def _policy(self, terms: TermReader) -> tuple[Policy | None, tuple[Statement, ...]]:
        found = [
            (part.record.policy, part.address.child("policy"))
            for part in self.files
            if part.record.policy is not None
        ]
        raw = _all(self.files, "statements")
        self._unique("statement", raw)
        policy = read_policy(found, raw, terms, self.folder)
        if policy is None:
            return None, read_statements(raw, StatementReader(terms, {}, house=False))
        return policy, policy.statements

    def _house_rules(
        self, terms: TermReader, statements: Sequence[Statement]
    ) -> tuple[Statement, ...]:
        raw = _all(self.packs, "statements")
        self._unique("statement", raw)
        taken = {statement.id: statement.address for statement in statements}
        for item, address in raw:
            if item.id in taken:
                place = self.sources.place(taken[item.id].child("id"))
                self.sources.add(
                    address.child("id"),
                    f"`{item.id}` is already a statement of the policy, at {place}",
                    "a waiver could mean either",
                    "rename it",
                )
        return read_statements(raw, StatementReader(terms, {}, house=True))


def _all(parts: Iterable[Part[Any]], key: str) -> Records:
    """Return the records of every file under a key, with their addresses."""
    return [found for part in parts for found in part.records(key)]
