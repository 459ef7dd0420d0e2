"""Compile the files of `data/vendors/` into `vendors.json`, the form that is read when it is asked.

Every mistake of a file is told with its place, as those of a project's own entries are.

Usage: python tools/compile_vendors.py [--check | --overlaps]
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import json

from flowcheck.model.catalogue import SEPARATORS
from flowcheck.model.patterns import ENV
from flowcheck.model.schema import CatalogueVendor
from flowcheck.model.source import Address
from flowcheck.model.vendor import claims
from flowcheck.project.catalogue_entries import EntryReader
from flowcheck.project.located import Sources
from flowcheck.project.terms import TermReader
from flowcheck.project.validate import validate
from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.readers.located_yaml import read_yaml

if TYPE_CHECKING:
    from flowcheck.errors import Problem
    from flowcheck.model.vendor import Claim, Vendor

DATA = Path(__file__).parent.parent / "src" / "flowcheck" / "data"
WANTED = ("name", "country", "homepage", "reviewed")
"""What a built-in entry says in any case; a project's may leave it out."""


class Read(NamedTuple):
    """What the files say: the vendors by id, in the order of the ids, and all that is wrong."""

    vendors: dict[str, Vendor]
    problems: list[Problem]


def read_vendors(folder: Path = DATA / "vendors") -> Read:
    """Return what the files of a folder say, each of the vendor that it is named after."""
    sources = Sources()
    reader = EntryReader({}, TermReader(built_in_vocabulary(), sources))
    for path in sorted(folder.glob("*.yaml")):
        entry = read_entry(path, sources)
        if entry is not None:
            reader.add(entry, Address(path.name))
    reader.check_parents()
    return Read(reader.vendors, sorted(sources.problems))


def read_entry(path: Path, sources: Sources) -> CatalogueVendor | None:
    """Return the entry of a file, or None if something is wrong with its form."""
    source, problems = read_yaml(path.name, path.read_bytes())
    sources.files[path.name] = source
    sources.problems += problems
    if problems:
        return None
    if not re.fullmatch(r"[a-z0-9_]+", path.stem):
        sources.add(Address(path.name), f"`{path.stem}` is no id of a vendor", "", "a-z, 0-9 and _")
        return None
    if isinstance(source.value, dict):
        missing = [key for key in WANTED if key not in source.value]
        if missing or "id" in source.value:
            wrong = f"missing: {', '.join(missing)}" if missing else "`id` is the name of the file"
            sources.add(Address(path.name), wrong, "", "see docs/guides/vendors.md")
            return None
        source.value["id"] = path.stem
    part = validate(CatalogueVendor, source, sources)
    return part.record if part is not None and part.whole else None


def compiled(vendors: dict[str, Vendor]) -> str:
    """Return the vendors as JSON, one a line."""
    return "[" + ",\n".join(json.encode(vendor).decode() for vendor in vendors.values()) + "]\n"


def overlaps(vendors: dict[str, Vendor]) -> list[str]:
    """Return each wide pattern within which another vendor has a name of its own."""
    every = [claim for vendor in vendors.values() for claim in claims(vendor)]
    starts: dict[tuple[str, str], Claim] = {}
    for claim in every:
        below = SEPARATORS.get(claim.kind, "")
        if claim.key.endswith("*") or below:
            starts[claim.kind, spelled(claim) + below] = claim
    found = []
    for claim in every:
        name = spelled(claim)
        for length in range(1, len(name)):
            wide = starts.get((claim.kind, name[:length]))
            if wide is not None and wide.hit.vendor != claim.hit.vendor:
                ends = [f"{c.hit.vendor} {c.hit.pattern}" for c in (wide, claim)]
                found.append(f"{claim.kind}: {' > '.join(ends)}")
    return sorted(found)


def spelled(claim: Claim) -> str:
    """Return the name that a pattern means or starts with; of a setting as it is written."""
    return claim.hit.pattern if claim.kind == ENV else claim.key.removesuffix("*")


def main() -> int:
    """Write the compiled form, or with `--check` tell whether it is current."""
    read = read_vendors()
    if "--overlaps" in sys.argv[1:]:
        print("".join(f"{line}\n" for line in overlaps(read.vendors)), end="")
        return 0
    for problem in read.problems:
        place = f"{problem.path}:{problem.line}:{problem.column}"
        print(f"data/vendors/{place}: {problem.message}; {problem.help}")
    if read.problems:
        return 1
    wanted = compiled(read.vendors)
    target = DATA / "vendors.json"
    if "--check" in sys.argv[1:]:
        current = target.exists() and target.read_text(encoding="utf-8") == wanted
        print("vendors.json is current" if current else "vendors.json is stale: make generate")
        return 0 if current else 1
    target.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
