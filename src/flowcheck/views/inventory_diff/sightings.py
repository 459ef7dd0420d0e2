"""Vendors that the code of one edition shows, and that of the other does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.parties.disclosure import disclosure
from flowcheck.facts.parties.party import DECIDED, DECLARED
from flowcheck.facts.parties.weights import WEAK
from flowcheck.model.claim import SHARE
from flowcheck.views.inventory_diff.difference import Seen
from flowcheck.views.inventory_diff.exposures import passage

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.facts.parties.party import SeenVendor


def newly_seen(base: Report | None, head: Report) -> tuple[Seen, ...]:
    """Return the vendors that the code shows, and did not show before.

    Those seen weakly alone are left out; those that are not proved are told as such, and again
    when they are.

    Args:
        base: The earlier edition as scanned and judged; None where it was not scanned.
        head: The later one; () comes of one that was not scanned.
    """
    before = {party.vendor.id: party for party in _parties(base) if party.strength != WEAK}
    return tuple(
        _seen(head, party)
        for party in _parties(head)
        if party.strength != WEAK and _is_news(party, before.get(party.vendor.id))
    )


def no_longer_seen(base: Report | None, head: Report) -> tuple[Seen, ...]:
    """Return the vendors that the code proved, and of which nothing at all is left.

    Args:
        base: The earlier edition as scanned and judged; None where it was not scanned.
        head: The later one.
    """
    if base is None or head.facts.parties is None:
        return ()
    left = {party.vendor.id for party in _parties(head)}
    return tuple(
        _seen(base, party)
        for party in _parties(base)
        if party.evident and party.vendor.id not in left
    )


def _is_news(party: SeenVendor, before: SeenVendor | None) -> bool:
    return before is None or (party.evident and not before.evident)


def _parties(report: Report | None) -> tuple[SeenVendor, ...]:
    parties = report.facts.parties if report is not None else None
    return parties.vendors if parties is not None else ()


def _seen(report: Report, party: SeenVendor) -> Seen:
    found = [disclosure(report.facts, category) for category in party.categories]
    statements = {d.statement.id: d.statement for d in found if d is not None and d.discloses}
    return Seen(
        party.vendor.id,
        party.vendor.name,
        party.categories[0],
        tuple(
            f"{s.mention.path}:{s.mention.line}:{s.mention.column}: {s.note}"
            for s in party.sightings
        ),
        party.state in (DECLARED, DECIDED),
        party.evident or party.state == DECIDED,
        tuple(passage(report, statement, SHARE) for statement in statements.values()),
    )
