"""Phrases on a difference that ask for no labels: its headline, signs, and vendors seen in code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.summary import counted

if TYPE_CHECKING:
    from flowcheck.judge.verdict import Verdict
    from flowcheck.views.inventory_diff.difference import Difference, Seen

MOST_PLACES = 5
"""Places in code that are shown of one vendor."""


def verdicts(before: Verdict | None, after: Verdict | None) -> str:
    """Return how a verdict has changed."""
    return " -> ".join(v.word if v is not None else "gone" for v in (before, after))


def mark(before: object, after: object) -> str:
    """Return the sign of what came, went or changed."""
    return "+" if before is None else "-" if after is None else "~"


def headline(difference: Difference) -> str:
    """Return the verdict on a change as one line: what it newly breaks, or nothing."""
    report = difference.report
    counts = report.counts
    failing = sum(report.fails(finding) for finding in report.findings)
    words = {"error": "error", "warning": "warning", "info": "note"}
    found = ", ".join(counted(n, f"new {words[grade]}") for grade, n in counts.items() if n)
    parts = [found or "no new finding"]
    if difference.fixed:
        parts.append(f"{len(difference.fixed)} fixed")
    worse = sum(flow.got_worse for flow in difference.flows)
    better = sum(flow.got_better for flow in difference.flows)
    if worse or better:
        parts.append(f"{counted(worse, 'flow')} judged worse, {better} better")
    return ("fails: " if failing else "passes: ") + "; ".join(parts)


def gone(seen: Seen) -> str:
    """Return a vendor that code no longer shows, in words."""
    still = ", and still declared" if seen.is_declared else ""
    return f"{seen.name} (`{seen.vendor}`){still}"


def standing(seen: Seen) -> str:
    """Return how a vendor that code shows stands to the inventory, in words."""
    if seen.is_declared:
        return "declared"
    return "not declared" if seen.is_proved else "seen, but not proved"
