"""The last lines of a run for people: findings, flows by verdict, waivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.judge.verdict import Verdict

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
    verdicts = verdict_counts(report)
    shown = ", ".join(f"{number} {word}" for word, number in verdicts.items() if number)
    flows = counted(len(report.facts.inventory.flows), "flow")
    notes = f", {counted(counts['info'], 'note')}" if counts["info"] else ""
    waived = sum(finding.waiver is not None for finding in report.findings)
    waivers = f"; {waived} waived" if waived else ""
    found = counts["error"] + counts["warning"]
    shared = f" in {counted(frames, 'frame')}" if frames is not None and frames < found else ""
    return [f"{errors}, {warnings}{notes}{shared}; {flows}: {shown}{waivers}"]
