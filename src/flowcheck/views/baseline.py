"""A baseline: the findings that were known when it was written, on which a run does not fail."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from flowcheck.facts.words import cut
from flowcheck.model.finding import is_liftable

if TYPE_CHECKING:
    import datetime as dt

    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding

_SUBJECT, _MESSAGE = 80, 120


class Entry(Struct, frozen=True, gc=False):
    """Findings known by one fingerprint.

    Attributes:
        fingerprint: That of the findings.
        code: Their rule's: only a run of it can tell that they are gone.
        subject: What they are about; like the message for people only.
        message: What was wrong, shortened.
        since: The day on which they were recorded; None where nobody knows.
        count: How many there are.
    """

    fingerprint: str
    code: str
    subject: str = ""
    message: str = ""
    since: dt.date | None = None
    count: int = 1


class Baseline(Struct, frozen=True, gc=False):
    """Known findings, sorted by rule, subject and fingerprint; a fingerprint stands once."""

    entries: tuple[Entry, ...] = ()

    @property
    def total(self) -> int:
        """How many findings are known."""
        return sum(entry.count for entry in self.entries)

    def added_to(self, other: Baseline) -> int:
        """Return how many findings are known here and not there."""
        there = {entry.fingerprint: entry.count for entry in other.entries}
        return sum(max(0, e.count - there.get(e.fingerprint, 0)) for e in self.entries)


def against(report: Report, baseline: Baseline) -> Report:
    """Return a report with its findings that a baseline knows marked; the others are new.

    A waiver comes first: what it lifts needs no baseline. Of several findings with one fingerprint
    as many are known as were recorded, the first by place.
    """
    left = {entry.fingerprint: entry.count for entry in baseline.entries}
    findings = []
    for finding in report.findings:
        known = _may_be_known(finding) and left.get(finding.fingerprint, 0) > 0
        if known:
            left[finding.fingerprint] -= 1
        changed = known is not finding.baselined
        findings.append(replace(finding, baselined=known) if changed else finding)
    return replace(report, findings=tuple(findings))


def shrunk(report: Report, baseline: Baseline) -> Baseline:
    """Return a baseline without what a run shows to be gone.

    An entry stays as it is where the run could not find it: its rule did not run, or the run is as
    of a day before the entry was recorded. What `per_path` switches off is still there.
    """
    found = Counter(report.silenced)
    found.update(f.fingerprint for f in report.findings if _may_be_known(f))
    kept = []
    for entry in baseline.entries:
        looked = entry.code in report.saw_all and not (
            entry.since is not None and entry.since > report.facts.today
        )
        count = min(entry.count, found[entry.fingerprint]) if looked else entry.count
        if count:
            kept.append(replace(entry, count=count))
    return Baseline(tuple(kept))


def recorded(report: Report, baseline: Baseline) -> Baseline:
    """Return a baseline that knows every finding that no waiver lifts, and is shrunk besides.

    Args:
        report: Of the run.
        baseline: The one before: what it knows keeps its day.
    """
    entries = {entry.fingerprint: entry for entry in shrunk(report, baseline).entries}
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if _may_be_known(finding):
            groups.setdefault(finding.fingerprint, []).append(finding)
    for fingerprint, group in groups.items():
        draft, old = group[0].draft, entries.get(fingerprint)
        entries[fingerprint] = Entry(
            fingerprint,
            draft.code,
            cut(draft.subject, _SUBJECT),
            cut(draft.message, _MESSAGE),
            (old.since if old else None) or report.facts.today,
            max(len(group), old.count if old else 0),
        )
    return Baseline(tuple(sorted(entries.values(), key=_order)))


def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.code, entry.subject, entry.fingerprint


def _may_be_known(finding: Finding) -> bool:
    return finding.waiver is None and is_liftable(finding.code)
