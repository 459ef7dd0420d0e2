"""The last lines of a run for people: findings, flows by verdict, what is lifted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from flowcheck.judge.verdict import Verdict
from flowcheck.model.inventory import is_expiring
from flowcheck.views.reliance import relying_flows

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.render.frame import Pen


def verdict_counts(report: Report) -> dict[str, int]:
    """Return the number of flows by verdict, from best to worst."""
    found = {verdict.word: 0 for verdict in Verdict}
    for flow in report.facts.inventory.flows:
        found[report.facts.verdict(flow).word] += 1
    return found


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 error", "2 errors"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(report: Report, pen: Pen, frames: int | None = None) -> list[str]:
    """Return the closing lines.

    Args:
        report: The result of the run.
        pen: Colours.
        frames: How many frames were shown, where findings alike share one.
    """
    counts = report.counts
    errors, warnings = counted(counts["error"], "error"), counted(counts["warning"], "warning")
    errors = pen("error" if counts["error"] else "ok", errors)
    warnings = pen("warning", warnings) if counts["warning"] else warnings
    notes = f", {counted(counts['info'], 'note')}" if counts["info"] else ""
    found = counts["error"] + counts["warning"]
    shared = f" in {counted(frames, 'frame')}" if frames is not None and frames < found else ""
    lines = [f"{errors}, {warnings}{notes}{shared}; {_flows(report)}{_lifted(report)}"]
    unfounded = _unfounded(report)
    if unfounded:
        lines.append(
            pen("error", f"{counted(unfounded, 'flow')}")
            + " judged by a quote that is not in the published text (FC501): no proof"
        )
    return lines


def _flows(report: Report) -> str:
    shown = ", ".join(
        f"{number} {word}" for word, number in verdict_counts(report).items() if number
    )
    return f"{counted(len(report.facts.inventory.flows), 'flow')}: {shown}"


def _lifted(report: Report) -> str:
    """Return how many findings a waiver or the baseline lifts, a waiver first; or ""."""
    waived, known = waived_count(report), baselined_count(report)
    ends = [dt.date.fromisoformat(f.waiver[2]) for f in report.findings if f.waiver]
    expiring = sum(is_expiring(until, report.facts.today) for until in ends)
    soon = f" ({expiring} expiring)" if expiring else ""
    parts = [f"{waived} waived{soon}"] if waived else []
    parts += [f"{known} baselined"] if known else []
    return f"; {', '.join(parts)}" if parts else ""


def waived_count(report: Report) -> int:
    """Return the number of findings that a waiver lifts."""
    return sum(finding.waiver is not None for finding in report.findings)


def baselined_count(report: Report) -> int:
    """Return the number of findings that only the baseline lifts."""
    return sum(finding.baselined and finding.waiver is None for finding in report.findings)


def _unfounded(report: Report) -> int:
    """Return how many flows are clear or vague by statements whose quote is not in the text."""
    facts = report.facts
    policy = facts.inventory.policy
    stale = [s for s in policy.statements if None in facts.quotes[s.id] and s.kind == "permit"]
    return len({flow.id for statement in stale for flow in relying_flows(facts, statement)})
