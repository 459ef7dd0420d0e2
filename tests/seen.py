"""What a code base mentions, by hand: mentions from short texts, a catalogue, a scanned company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from conftest import TODAY
from flowcheck.facts.parties.party import Parties, parties_of
from flowcheck.model.catalogue import Catalogue
from flowcheck.model.inventory import Inventory, Policy
from flowcheck.model.mention import Code, Mention
from flowcheck.model.source import Address
from flowcheck.model.vendor import Product, Vendor
from flowcheck.project import load
from flowcheck.project.scanning import Scan, Scope
from flowcheck.readers.folder import Folder
from flowcheck.readers.tree import tree_files

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.facts.parties.sighting import Sighting
    from flowcheck.project import Project

PAY = Product(
    "Payments",
    "payment_processor",
    packages={"npm": ("paywell", "@paywell/*"), "pypi": ("paywell",), "golang": ("pay.dev/go",)},
    tools={"npm": ("@paywell/cli",)},
    hosts={"api": ("api.paywell.com", "paywell.com"), "script": ("js.paywell.com",),
           "dashboard": ("dashboard.paywell.com",), "docs": ("docs.paywell.com",)},
    env=("PAYWELL_",),
    terraform=("paywell/paywell",),
    actions=("paywell/release",),
    files=("paywell.toml",),
)  # fmt: skip
RISK = Product("Risk", "fraud_prevention_service", packages={"npm": ("@paywell/risk",)})
ERRORS = Product(
    "Errors",
    "error_monitoring_provider",
    packages={"npm": ("@bugs/*",)},
    hosts={"api": ("ingest.bugs.io",)},
    env=("BUGS_",),
    images=("bugs/agent",),
    self_hostable=True,
)
WIRE = Product(
    "Wire",
    "analytics_provider",
    packages={"npm": ("wire",)},
    hosts={"api": ("wirehq.net",)},
    images=("wires/agent",),
    data_leaves="configured",
)
NEST = Product("Nest", "analytics_provider", packages={"npm": ("nest-bugs",)})
CATALOGUE = Catalogue(
    {
        vendor.id: vendor
        for vendor in (
            Vendor(
                "paywell", "Paywell", "us", "https://paywell.com",
                legal_entities={"Paywell, Inc.": "us"}, aliases=("Paywell Payments",),
                products=(PAY, RISK), not_evidence={"npm": ("@paywell/icons",)},
            ),
            Vendor("bugs", "Bugs", "us", "https://bugs.io", products=(ERRORS,)),
            Vendor("wire", "Wire", "de", "https://wire.dev", products=(WIRE,)),
            Vendor("bugsnest", "Bugs Nest", "us", parent="bugs", products=(NEST,)),
            Vendor("amplitude", "Amplitude", "us",
                   products=(Product("Analytics", "analytics_provider", env=("AMPLITUDE_",)),)),
        )
    }
)  # fmt: skip


def mention(text: str, path: str = "app/file", line: int = 1) -> Mention:
    """A mention of `kind value` or `kind value role`, as `package npm:paywell direct`."""
    kind, value, *role = text.split()
    shown = f"  uses {value} here"
    return Mention(path, line, 8, 8 + len(value), kind, value, "".join(role), shown)


def code(*texts: str, whole: bool = True) -> Code:
    """A code base with these mentions, each on a line of its own; `path: text` names the file."""
    found = []
    for line, text in enumerate(texts, 1):
        path, _, rest = text.rpartition(": ")
        found.append(mention(rest, path or "app/file", line))
    return Code(tuple(sorted(found)), files=len(found), whole=whole)


EMPTY = Inventory(Policy(Address(""), "Corner Bakery", "", "", ""), {}, {}, ())


def parties(*texts: str, whole: bool = True, inventory: Inventory = EMPTY) -> Parties:
    """The parties that these mentions show."""
    return parties_of(code(*texts, whole=whole), CATALOGUE, inventory)


def sightings(*texts: str, whole: bool = True) -> list[Sighting]:
    """Every sighting of a vendor, by place."""
    found = [s for party in parties(*texts, whole=whole).vendors for s in party.sightings]
    return sorted(found, key=lambda sighting: sighting.mention)


def scanned(root: Path, *texts: str, whole: bool = True) -> Project:
    """A project as scanned, with the catalogue above."""
    project = replace(load(root, today=TODAY), own_catalogue=CATALOGUE)
    return project.scanned(code(*texts, whole=whole))


def scan_folder(root: Path) -> Code:
    """What the scanners find below a folder that holds a project and its code."""
    scope = Scope(apart=("inventory", "rules", "flowcheck.yaml"))
    return Scan(Folder(root), scope, jobs=1).run(tree_files(str(root)))
