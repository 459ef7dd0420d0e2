"""Reading a project's files: YAML into validated parts, every problem noted."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from flowcheck.errors import Problem, did_you_mean
from flowcheck.model import schema
from flowcheck.model.fields import listed
from flowcheck.model.source import Address
from flowcheck.project.validate import Part, validate
from flowcheck.readers.folder import Refusal, is_yaml
from flowcheck.readers.located_yaml import MAX_BYTES, read_yaml

if TYPE_CHECKING:
    from flowcheck.project.located import Sources
    from flowcheck.readers.folder import Folder

Model = TypeVar("Model", bound=Struct)

CONFIG = "flowcheck.yaml"
INVENTORY, RULES = "inventory", "rules"
_HOLDS = {schema.Config: "setting", schema.RulePack: "rule"}
"""What a file of a schema holds, where that is not records."""
_NOT_CONFIG = ("flowcheck.yml", ".flowcheck.yaml", ".flowcheck.yml")
_NOTHING = "there is nothing to check"


class Reader:
    """Reads the files of one project.

    Attributes:
        folder: The project's root.
        sources: The files read, and the problems.
    """

    def __init__(self, folder: Folder, sources: Sources) -> None:
        self.folder = folder
        self.sources = sources
        self._texts: dict[str, str] = {}

    def config(self) -> Part[schema.Config]:
        """Return `flowcheck.yaml`, or the defaults where there is none."""
        defaults = Part(schema.Config(), Address(CONFIG))
        for other in _NOT_CONFIG:
            if self.folder.exists(other):
                why = "settings in it would have no effect"
                self._refuse(other, Refusal("is not read", why, f"name it `{CONFIG}`"))
        if not self.folder.exists(CONFIG):
            return defaults
        return self._file(CONFIG, schema.Config) or defaults

    def has_inventory(self, config: schema.Config) -> bool:
        """Tell whether there is any file that could be one of the inventory."""
        folder = config.inventory or INVENTORY
        if is_yaml(folder):
            return self.folder.exists(folder)
        return any(self.folder.yaml_files(folder))

    def inventory(self, config: schema.Config) -> list[Part[schema.InventoryFile]]:
        """Return each file of the inventory."""
        named = Address(CONFIG, ("inventory",)) if config.inventory else None
        folder = config.inventory or INVENTORY
        return self._files(folder, schema.InventoryFile, named, wanted=True)

    def packs(self, config: schema.Config) -> list[Part[schema.RulePack]]:
        """Return each rule pack: those that the settings name, or those of `rules/`."""
        if config.rules is None:
            return self._files(RULES, schema.RulePack, None, wanted=False)
        return [
            pack
            for index, name in enumerate(listed(config.rules))
            for pack in self._files(
                name, schema.RulePack, Address(CONFIG, ("rules", index)), wanted=True
            )
        ]

    def _file(self, path: str, model: type[Model]) -> Part[Model] | None:
        content = self.folder.read(path, MAX_BYTES)
        if isinstance(content, Refusal):
            self._refuse(path, content)
            return None
        source, problems = read_yaml(path, content, self._texts)
        self.sources.files[path] = source
        self.sources.problems.extend(problems)
        part = None
        if source.value is None and not problems:
            help_ = f"write a {_HOLDS.get(model, 'record')}, or delete the file"
            why = "it may be a file that was lost in a merge"
            self.sources.problems.append(Problem(path, 1, 1, "the file is empty", why, help_))
        elif source.complete:
            part = validate(model, source, self.sources)
        if problems or part is None or not part.whole:
            self.sources.unread(source)
        return None if problems else part

    def _files(
        self, folder: str, model: type[Model], named: Address | None, *, wanted: bool
    ) -> list[Part[Model]]:
        """Return each file of a folder, or the one file named.

        Args:
            folder: Relative to the root.
            model: The schema of its files.
            named: Where it is named; None for a default.
            wanted: Whether it must be there.
        """
        paths: list[str] = []
        refused: list[tuple[str, Refusal]] = []
        there = self.folder.exists(folder)
        if not is_yaml(folder):
            paths, refused = self.folder.yaml_files(folder)
        elif there:
            paths = [folder]
        for path, refusal in refused:
            self._refuse(path, refusal, named if path == folder else None)
        if not paths and not refused and (wanted or there):
            self._refuse(folder, self._nothing(folder, there=there), named)
        found = (self._file(path, model) for path in paths)
        return [part for part in found if part is not None]

    def _nothing(self, folder: str, *, there: bool) -> Refusal:
        """Return why a folder gives no file."""
        if there:
            return Refusal(
                "holds no YAML file", _NOTHING, "put the records into it, or name another folder"
            )
        near = did_you_mean(posixpath.basename(folder), self.folder.listing(folder))
        help_ = near or "run flowcheck in the folder that holds it, or give that folder as ROOT"
        if posixpath.basename(self.folder.root) == folder:
            help_ = f"this folder is `{folder}` itself: give its parent as ROOT"
        elif not near and not self.folder.exists(CONFIG):
            help_ += "; or begin with `flowcheck init`"
        return Refusal("is not there", _NOTHING, help_)

    def _refuse(self, path: str, refusal: Refusal, named: Address | None = None) -> None:
        """Note that something is not read, where it is named or at its own path."""
        self.sources.unread(None)
        message = f"`{path}` {refusal.message}"
        if named is not None:
            self.sources.add(named, message, refusal.why, refusal.help)
        else:
            self.sources.problems.append(Problem(path, 0, 0, message, refusal.why, refusal.help))
