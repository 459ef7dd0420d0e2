"""What a change does: two editions of a project compared, flow by flow and finding by finding.

Source: a finding is new where the later edition has more that stand by its fingerprint than the
earlier one had that no waiver lifted. The baseline does not matter to that: what was known to be
wrong was wrong before.

Where both editions were scanned, vendors that code newly proves, or no longer shows, are told too.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flowcheck.views.inventory_diff.difference import Change, Difference, Seen
from flowcheck.views.inventory_diff.exposures import ended, exposures, points
from flowcheck.views.inventory_diff.names import Names, names
from flowcheck.views.inventory_diff.records import (
    flow_changes,
    policy_changes,
    statement_changes,
    vendor_changes,
    waiver_changes,
)
from flowcheck.views.inventory_diff.sightings import newly_seen, no_longer_seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding
    from flowcheck.model.inventory import Terms

__all__ = ["Change", "Difference", "Seen", "compare"]


def compare(
    base: Report | None,
    head: Report,
    *,
    settings: Sequence[Change] = (),
    hidden: Sequence[Finding] = (),
) -> Difference:
    """Return what has changed between two editions of a project.

    Args:
        base: The earlier edition as judged; None where the project was not there yet.
        head: The later edition as judged, on the same day.
        settings: What changed of the settings.
        hidden: Findings that the earlier edition's settings would show, and the later one's do not.
    """
    known = names(base.facts.inventory, head.facts.inventory) if base else Names()
    before, after = points(base, known) if base else {}, points(head)
    new, fixed = _findings(base, head, known)
    return Difference(
        base,
        head,
        vendor_changes(base, head, known),
        exposures(before, head),
        ended(before, after),
        tuple(name for name in _countries(head) if base is None or name not in _countries(base)),
        flow_changes(base, head, known),
        statement_changes(base, head, known),
        policy_changes(base, head),
        waiver_changes(base, head),
        tuple(settings),
        tuple(finding for finding in new if finding.stands),
        tuple(finding for finding in new if not finding.stands),
        fixed,
        tuple(hidden),
        newly_seen(base, head),
        no_longer_seen(base, head),
    )


def _findings(
    base: Report | None, head: Report, known: Names
) -> tuple[list[Finding], tuple[Finding, ...]]:
    """Return the findings that the later edition has more of, and those that are gone."""
    earlier = [f for f in base.findings if f.waiver is None] if base else []
    flows = {flow.id: flow for flow in base.facts.inventory.flows} if base else {}
    prints = [known.fingerprint(finding, flows) for finding in earlier]
    left, new = Counter(prints), []
    for finding in sorted(head.findings, key=lambda f: f.waiver is not None):
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            new.append(finding)
    there = {id(finding): place for place, finding in enumerate(head.findings)}
    new.sort(key=lambda finding: there[id(finding)])
    # what a waiver lifted before and lifts now is no news
    waived = Counter(
        known.fingerprint(f, flows) for f in base.findings if f.waiver is not None
    ) if base else Counter()  # fmt: skip
    news = []
    for finding in new:
        if finding.waiver is not None and waived[finding.fingerprint] > 0:
            waived[finding.fingerprint] -= 1
        else:
            news.append(finding)
    fixed = []
    for finding, print_ in zip(earlier, prints, strict=True):
        if left[print_] > 0:
            left[print_] -= 1
            fixed.append(finding)
    return news, tuple(fixed)


def _countries(report: Report) -> Terms:
    """Return the countries in which vendors get data."""
    return tuple(dict.fromkeys(f.region for f in report.facts.inventory.flows if f.region))
