"""GitLab: a code quality report for merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.findings import also_at, sentences, unique_fingerprints
from flowcheck.render.json_format import dump

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding
    from flowcheck.render import Look

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, look: Look) -> str:
    """Return the standing findings as a list of issues; GitLab drops those of equal fingerprint."""
    found = report.standing
    return dump(
        [
            {
                "description": _description(finding, look),
                "check_name": f"{finding.code} {finding.name}",
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": look.prefix + finding.span.path,
                    "lines": {"begin": finding.span.line, "end": finding.span.end_line},
                },
            }
            for finding, fingerprint in zip(found, unique_fingerprints(found), strict=True)
        ]
    )


def _description(finding: Finding, look: Look) -> str:
    told, also = " ".join(sentences(finding)), "; ".join(also_at(finding, look.prefix))
    return f"{told} Also: {also}." if also else told
