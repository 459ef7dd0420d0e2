"""Reading a project: files, YAML, schemas, references, and every problem of all of them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from flowcheck.errors import InputError, Problem, did_you_mean
from flowcheck.model import schema
from flowcheck.model.inventory import Inventory, Policy, Statement
from flowcheck.model.source import Address
from flowcheck.project.located import Sources
from flowcheck.project.policy import read_policy, read_statements
from flowcheck.project.records import RecordReader, unique_ids
from flowcheck.project.settings import Settings, merge_settings
from flowcheck.project.statements import StatementReader
from flowcheck.project.terms import TermReader
from flowcheck.project.validate import validate
from flowcheck.project.vocabulary import project_vocabulary
from flowcheck.project.waivers import read_waivers
from flowcheck.readers.located_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.model.vocabulary import Vocabulary
    from flowcheck.project.files import Folder

Model = TypeVar("Model", bound=BaseModel)

InventoryFiles = list[tuple[schema.InventoryFile, Address]]
Packs = list[tuple[schema.RulePack, Address]]

CONFIG = "flowcheck.yaml"
RULES = "rules"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one run reads."""

    inventory: Inventory
    vocabulary: Vocabulary
    settings: Settings
    sources: Sources


class Loader:
    """One reading of one project; raises only where nothing more can be found."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.sources = Sources()

    def load(self) -> Loaded:
        """Return the project.

        Raises:
            InputError: With every problem found.
        """
        config = self._config()
        files = self._files(config.inventory, schema.InventoryFile)
        packs: Packs = []
        for name in config.rules or [RULES]:
            packs += self._files(name, schema.RulePack, wanted=config.rules is not None)
        settings = merge_settings(packs, (config, Address(CONFIG)), self.sources)
        self._stop_on_problems()
        inventory, vocabulary = self._resolve(files, packs, config.inventory)
        return Loaded(inventory, vocabulary, settings, self.sources)

    def _stop_on_problems(self) -> None:
        problems = [*self.folder.problems, *self.sources.problems]
        if problems:
            raise InputError(problems)

    def _config(self) -> schema.Config:
        if not self.folder.exists(CONFIG):
            return schema.Config()
        return self._file(CONFIG, schema.Config) or schema.Config()

    def _file(self, path: str, model: type[Model]) -> Model | None:
        content = self.folder.read(path)
        if content is None:
            return None
        source, problems = read_yaml(path, content)
        self.sources.files[path] = source
        self.sources.problems.extend(problems)
        if problems:
            return None
        if source.value is None:
            help_ = "write a record, or delete the file"
            why = "it may be a file that was lost in a merge"
            self.sources.problems.append(Problem(path, 1, 1, "the file is empty", why, help_))
            return None
        return validate(model, source, self.sources)

    def _files(
        self, folder: str, model: type[Model], *, wanted: bool = True
    ) -> list[tuple[Model, Address]]:
        """Return each file of a folder (or the one file named) with its address."""
        one_file = folder.endswith((".yaml", ".yml"))
        paths = [folder] if one_file else self.folder.yaml_files(folder)
        if not paths and wanted and not self.folder.problems:
            there = self.folder.exists(folder)
            near = did_you_mean(posixpath.basename(folder), self.folder.listing(folder))
            self._whole_project(
                folder,
                "holds no YAML file" if there else "is not there",
                "there is nothing to check",
                near or "run flowcheck in the folder that holds it, or give that folder as ROOT",
            )
        found = ((self._file(path, model), Address(path)) for path in paths)
        return [(file, address) for file, address in found if file is not None]

    def _whole_project(self, path: str, message: str, why: str, help_: str) -> None:
        self.sources.problems.append(Problem(path, 0, 0, message, why, help_))

    def _resolve(
        self, files: InventoryFiles, packs: Packs, folder: str
    ) -> tuple[Inventory, Vocabulary]:
        vendors, systems = _all(files, "vendors"), _all(files, "systems")
        self._unique("system", systems)
        self._unique("vendor", vendors)
        self._apart(systems, vendors)
        additions = [(f.vocabulary, a.child("vocabulary")) for f, a in files]
        additions += [(pack.vocabulary, a.child("vocabulary")) for pack, a in packs]
        vocabulary = project_vocabulary(additions, vendors, self.sources)
        terms = TermReader(vocabulary, self.sources)
        countries = {vendor.id: vendor.country for vendor, _ in vendors}
        reader = RecordReader(terms, (system.id for system, _ in systems), countries)
        made_systems = {raw.id: reader.system(raw, address) for raw, address in systems}
        made_vendors = {raw.id: reader.vendor(raw, address) for raw, address in vendors}
        flows = unique_ids(reader.flows, terms)
        policy = self._policy(files, terms)
        house = self._house_rules(packs, terms, policy)
        why = "a project without it would pass whatever it does"
        if policy is None:
            help_ = "add `policy:` with its `controller:` and `document:`"
            self._whole_project(folder, "no policy is declared", why, help_)
        if not flows:
            help_ = "declare `flows:` or `collects:` of a system"
            self._whole_project(folder, "no flow is declared", why, help_)
        known = {
            "flow": [flow.id for flow in flows],
            "system": list(made_systems),
            "vendor": list(made_vendors),
            "statement": [s.id for s in policy.statements] if policy else [],
            "term": [term for facet in vocabulary.facets.values() for term in facet.terms],
        }
        waivers = read_waivers(_all(files, "waivers"), known, self.sources)
        self._stop_on_problems()
        if policy is None:
            raise AssertionError(folder)
        return Inventory(policy, made_systems, made_vendors, flows, waivers, house), vocabulary

    def _unique(self, what: str, items: Sequence[tuple[Any, Address]]) -> None:
        """Note every record whose id another one has already."""
        seen: dict[str, Address] = {}
        for item, address in items:
            first = seen.setdefault(item.id, address)
            if first is not address:
                span = self.sources.files[first.path].resolve(first.child("id").loc)
                self.sources.add(
                    address.child("id"),
                    f"duplicate {what} id `{item.id}`, already given at {span.path}:{span.line}",
                    "a reference could mean either",
                    "rename one of the two, or merge them",
                )

    def _apart(
        self,
        systems: Sequence[tuple[schema.System, Address]],
        vendors: Sequence[tuple[schema.Vendor, Address]],
    ) -> None:
        known = {system.id for system, _ in systems}
        for vendor, address in vendors:
            if vendor.id in known:
                self.sources.add(
                    address.child("id"),
                    f"`{vendor.id}` is a system and a vendor",
                    "a flow to it could be a use or a share",
                    "rename one of the two",
                )

    def _policy(self, files: InventoryFiles, terms: TermReader) -> Policy | None:
        found = [(f.policy, a.child("policy")) for f, a in files if f.policy is not None]
        statements = _all(files, "statements")
        self._unique("statement", statements)
        return read_policy(found, statements, terms, self.folder)

    def _house_rules(
        self, packs: Packs, terms: TermReader, policy: Policy | None
    ) -> tuple[Statement, ...]:
        raw = _all(packs, "statements")
        self._unique("statement", raw)
        taken = {statement.id for statement in policy.statements} if policy else set()
        for item, address in raw:
            if item.id in taken:
                self.sources.add(
                    address.child("id"),
                    f"`{item.id}` is already a statement of the policy",
                    "a waiver could mean either",
                    "rename it",
                )
        return read_statements(raw, StatementReader(terms, {}, house=True))


def _all(files: Sequence[tuple[Any, Address]], key: str) -> list[tuple[Any, Address]]:
    """Return the records of every file under a key, with their addresses."""
    return [
        (item, address.child(key, index))
        for file, address in files
        for index, item in enumerate(getattr(file, key))
    ]
