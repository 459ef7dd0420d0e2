"""What is known of a project whatever state it is in: its terms and its ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowcheck.project.loading import Loader
from flowcheck.project.reading import CONFIG, INVENTORY
from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.readers.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike

    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.vocabulary import Vocabulary
    from flowcheck.project.validate import Part
    from flowcheck.views.json_schema import Known


def read_vocabulary(root: str | PathLike[str] = ".") -> tuple[Vocabulary, int]:
    """Return a project's vocabulary as far as it can be read, and the number of problems met.

    Browsing the terms is how many problems are mended, so none of them stands in its way. Where
    there is no project, the vocabulary is the built-in one.

    Raises:
        flowcheck.errors.InputError: The root is no folder.
    """
    loader = Loader(Folder(root))
    return loader.vocabulary() if _is_project(loader.folder) else (built_in_vocabulary(), 0)


def read_catalogue(root: str | PathLike[str] = ".") -> tuple[Catalogue, Vocabulary, int]:
    """Return the catalogue with a project's entries, its terms, and the problems, in the same way.

    Raises:
        flowcheck.errors.InputError: The root is no folder.
    """
    from flowcheck.project.catalogue import built_in_catalogue  # noqa: PLC0415 - for few verbs

    loader = Loader(Folder(root))
    if not _is_project(loader.folder):
        return built_in_catalogue(), built_in_vocabulary(), 0
    catalogue, vocabulary, problems = loader.catalogue()
    return catalogue or built_in_catalogue(), vocabulary, problems


def read_known(root: str | PathLike[str] = ".") -> tuple[Known, int]:
    """Return a project's terms and ids in the same way.

    Raises:
        flowcheck.errors.InputError: The root is no folder.
    """
    from flowcheck.views.json_schema import Known  # noqa: PLC0415 - it knows every rule

    loader = Loader(Folder(root))
    if not _is_project(loader.folder):
        return Known(built_in_vocabulary()), 0
    vocabulary, problems = loader.vocabulary()
    return Known(vocabulary, _ids(loader.files, [*loader.files, *loader.packs])), problems


def _is_project(folder: Folder) -> bool:
    """Tell whether a folder holds a project, or is none at all, which the loader will say."""
    return bool(folder.refusal()) or any(map(folder.exists, (INVENTORY, CONFIG)))


def _ids(files: Sequence[Part[Any]], written: Iterable[Part[Any]]) -> dict[str, dict[str, str]]:
    systems = [system for part in files for system, _ in part.records("systems")]
    vendors = [vendor for part in files for vendor, _ in part.records("vendors")]
    statements = [statement for part in written for statement, _ in part.records("statements")]
    flows = [(record, flow) for record in (*systems, *vendors) for flow in record.flows]
    flows += [(system, entry) for system in systems for entry in system.collects]
    return {
        "system": {system.id: system.name or system.id for system in systems},
        "statement": {s.id: s.section or s.note or s.id for s in statements},
        "flow": {flow.id: f"of {record.id}" for record, flow in flows if flow.id},
        "store": {
            f"{system.id}/{store.name}": f"of {system.id}"
            for system in systems for store in system.stores if store.name
        },
    }  # fmt: skip
