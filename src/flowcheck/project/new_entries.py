"""New entries for vendors that code shows: which files get them, and what those then say."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.errors import InputError, UsageError
from flowcheck.facts.parties.entry import Entry, block_lines, entry_of
from flowcheck.facts.parties.party import catalogue_ids
from flowcheck.model.inventory import Vendor
from flowcheck.model.source import Address
from flowcheck.project.loading import Loader
from flowcheck.readers.folder import Folder
from flowcheck.readers.located_yaml import MAX_BYTES, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowcheck.facts.parties.party import SeenVendor
    from flowcheck.project import Project
    from flowcheck.readers.folder import Refusal

VENDORS = "vendors"


class NewEntry(Struct, frozen=True, gc=False):
    """A vendor that the inventory gets.

    Attributes:
        id: Its id there.
        name: What people call it.
        path: The file, relative to the root.
    """

    id: str
    name: str
    path: str


class Change(Struct, frozen=True, gc=False):
    """What new entries make of a project's files.

    Attributes:
        entries: Those that are added.
        before: What the files said that get longer.
        after: What they shall say, and the new ones, by path relative to the root.
    """

    entries: tuple[NewEntry, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]


def new_entries(project: Project) -> Change:
    """Return the change that declares every vendor that code proves.

    Where one file holds all vendors it gets the entries at the end of its list, and nothing else in
    it changes by a byte; elsewhere each gets a file of its own beside those of the others.

    Args:
        project: As scanned.

    Raises:
        UsageError: The project would not load any more; nothing should be written.
    """
    parties = project.facts.parties
    missing = parties.undeclared if parties is not None else ()
    if not missing:
        return Change((), {}, {})
    homes = [path for path, source in project.sources.items() if _entries_in(source.value)]
    made = {}
    for party in missing:
        entry = _fitting(project, party)
        made[str(entry["id"])] = entry
    if len(homes) == 1:
        content = project.folder.read(homes[0], MAX_BYTES)
        longer = _appended(content, list(made.values())) if isinstance(content, bytes) else None
        if longer is not None and isinstance(content, bytes):
            found = tuple(NewEntry(name, str(e["name"]), homes[0]) for name, e in made.items())
            return _proved(project, Change(found, {homes[0]: content}, {homes[0]: longer}))
    return _proved(project, _apart(project, made, homes))


def _entries_in(value: object) -> bool:
    return isinstance(value, dict) and bool(value.get(VENDORS))


def _fitting(project: Project, party: SeenVendor) -> Entry:
    """Return an entry whose id is free, and by which the vendor is known again."""
    entry = entry_of(party)
    taken = {*project.inventory.systems, *project.inventory.vendors}
    taken.update(project.vocabulary["recipient"].terms)
    names = (f"{entry['id']}_vendor{number}" for number in ("", *range(2, len(taken) + 3)))
    name = next(name for name in (str(entry["id"]), *names) if name not in taken)
    entry["id"] = name
    declared = Vendor(name, Address(""), str(entry["name"]), (), str(entry.get("legal_entity", "")))
    if catalogue_ids(project.catalogue, declared) != (party.vendor.id,):
        entry["catalogue"] = party.vendor.id
    return entry


def _apart(project: Project, made: Mapping[str, Entry], homes: list[str]) -> Change:
    """Return the change in which each entry gets a file of its own."""
    inventory = project.settings.inventory
    folders = Counter(map(posixpath.dirname, homes))
    folder = folders.most_common(1)[0][0] if len(homes) > 1 else posixpath.join(inventory, VENDORS)
    found, files = [], {}
    for name, entry in made.items():
        stem, path = name, posixpath.join(folder, f"{name}.yaml")
        while project.folder.exists(path):
            stem += "-vendor"
            path = posixpath.join(folder, f"{stem}.yaml")
        first, *rest = block_lines(entry)
        lines = [f"{VENDORS}:", f"  - {first}", *(f"    {line}" for line in rest)]
        files[path] = ("\n".join(lines) + "\n").encode()
        found.append(NewEntry(name, str(entry["name"]), path))
    return Change(tuple(found), {}, files)


def _appended(content: bytes, entries: list[Entry]) -> bytes | None:
    """Return a file with entries at the end of its list of vendors; None where that cannot be.

    What it says must be just what it said, and the entries: a list in brackets, or one that ends in
    something odd, is left to others.
    """
    source, problems = read_yaml("vendors", content)
    value = source.value
    if problems or not isinstance(value, dict) or not isinstance(value.get(VENDORS), list):
        return None
    last = source.resolve((VENDORS, len(value[VENDORS]) - 1))
    lines = content.decode("utf-8-sig").split("\n")
    dash = lines[last.line - 1].rfind("-", 0, last.column - 1)
    if dash < 0 or lines[last.line - 1][:dash].strip():
        return None
    end = _end_of_item(lines, last.line - 1, dash)
    ending = "\r" if lines[0].endswith("\r") else ""
    new = [line + ending for entry in entries for line in _item(entry, dash)]
    if not lines[end].endswith(ending):  # the file's last line, without an end
        lines[end] += ending
    merged = "\n".join([*lines[: end + 1], *new, *(lines[end + 1 :] or [""])])
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    result = mark + merged.encode()
    again, problems = read_yaml("vendors", result)
    wanted = {**value, VENDORS: [*value[VENDORS], *entries]}
    return result if not problems and again.value == wanted else None


def _end_of_item(lines: list[str], start: int, dash: int) -> int:
    """Return the last line of a list's last item: of what stands deeper than its dash."""
    end = start
    for number in range(start + 1, len(lines)):
        text = lines[number].strip()
        indent = len(lines[number]) - len(lines[number].lstrip())
        if text and indent > dash:
            end = number
        elif text and not text.startswith("#"):
            break
    return end


def _item(entry: Entry, dash: int) -> list[str]:
    first, *rest = block_lines(entry)
    return [f"{' ' * dash}- {first}", *(f"{' ' * dash}  {line}" for line in rest)]


class _Changed(Folder):
    """A project's folder as it would be."""

    def __init__(self, root: str, files: Mapping[str, bytes]) -> None:
        super().__init__(root)
        self.files = files

    def _yaml_files(self, folder: str) -> tuple[list[str], list[tuple[str, Refusal]]]:
        found, refused = super()._yaml_files(folder)
        new = [path for path in self.files if path.startswith(f"{folder}/")]
        return sorted({*found, *new}), refused

    def _read(self, relative: str, most: int) -> bytes | Refusal:
        return self.files.get(relative) or super()._read(relative, most)


def _proved(project: Project, change: Change) -> Change:
    """Return a change with which the project loads and declares what it should.

    Raises:
        UsageError: It does not.
    """
    try:
        loaded = Loader(_Changed(project.folder.root, change.after)).load()
    except InputError as error:
        said = error.problems[0].message
        raise UsageError(
            f"--write: with the new entries the project would not load: {said}; nothing is written"
        ) from None
    missing = [entry.id for entry in change.entries if entry.id not in loaded.inventory.vendors]
    if missing:
        raise UsageError(f"--write: `{missing[0]}` would not be read; nothing is written")
    return change
