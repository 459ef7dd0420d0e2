"""What a scan of the code base shows: vendors with their state, and where the policy has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.facts.parties.disclosure import Disclosure, disclosure
from flowcheck.facts.parties.entry import Entry, entry_of
from flowcheck.facts.parties.party import STATES, UNDECLARED, SeenVendor, Stranger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowcheck.engine import Report
    from flowcheck.errors import Problem


class VendorRow(Struct, frozen=True, gc=False):
    """A vendor that is seen.

    Attributes:
        party: The vendor with its sightings.
        disclosures: What the policy says of each of its categories; None where it says nothing.
        entry: What the inventory should say of it; None where it says so already, or need not.
        other_roles: Categories that the code proves and the declared vendor does not have.
    """

    party: SeenVendor
    disclosures: Mapping[str, Disclosure | None]
    entry: Entry | None
    other_roles: tuple[str, ...]

    @property
    def disclosed(self) -> Disclosure | None:
        """What says most of its categories; None where nothing is said."""
        found = [d for d in self.disclosures.values() if d is not None]
        return next((d for d in found if d.discloses), next(iter(found), None))


class CodeScan(Struct, frozen=True, gc=False):
    """A scan of the code base, held against the inventory.

    Attributes:
        report: The run of the rules on what is seen.
        has_inventory: Whether there is an inventory at all.
        vendors: The vendors seen, those that are not declared first.
        strangers: The parties that nobody knows.
        files: How many files were scanned.
        aside: How many were left out, by reason.
        problems: Files that could not be read or understood.
        whole: Whether all files were scanned.
    """

    report: Report
    has_inventory: bool
    vendors: tuple[VendorRow, ...]
    strangers: tuple[Stranger, ...]
    files: int
    aside: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    whole: bool

    @property
    def unknown(self) -> tuple[Stranger, ...]:
        """The strangers that are not wholly decided upon."""
        return tuple(stranger for stranger in self.strangers if stranger.counting)

    @property
    def settled(self) -> tuple[Stranger, ...]:
        """The strangers that are."""
        return tuple(stranger for stranger in self.strangers if not stranger.counting)

    def of_state(self, state: str) -> tuple[VendorRow, ...]:
        """Return the vendors of a state."""
        return tuple(row for row in self.vendors if row.party.state == state)


def code_scan(report: Report, *, has_inventory: bool = True) -> CodeScan:
    """Return what a scan shows.

    Args:
        report: A run of the rules on a project that was scanned (`Project.scanned`).
        has_inventory: Whether the project has an inventory, and is not one made of nothing.

    Raises:
        ValueError: The project was not scanned.
    """
    facts = report.facts
    if facts.code is None or facts.parties is None:
        raise ValueError(facts.code)
    rows = [_row(report, party) for party in facts.parties.vendors]
    rows.sort(key=lambda row: STATES.index(row.party.state))
    return CodeScan(
        report,
        has_inventory,
        tuple(rows),
        facts.parties.strangers,
        facts.code.files,
        facts.code.aside,
        facts.code.problems,
        facts.code.whole,
    )


def _row(report: Report, party: SeenVendor) -> VendorRow:
    facts = report.facts
    lattice = facts.vocabulary["recipient"]
    roles = {role for vendor in party.declared for role in vendor.roles}
    others = [
        category
        for category in party.categories
        if party.declared
        and category in lattice.terms
        and not any(lattice.under(category, r) or lattice.under(r, category) for r in roles)
    ]
    return VendorRow(
        party,
        {category: disclosure(facts, category) for category in party.categories},
        entry_of(party) if party.state == UNDECLARED else None,
        tuple(others) if party.evident else (),
    )
