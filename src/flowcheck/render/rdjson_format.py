"""rdjson: the Reviewdog Diagnostic Format, whose columns count bytes of UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowcheck.render.findings import sentences, utf8_column
from flowcheck.render.frame import printable
from flowcheck.render.json_format import dump
from flowcheck.rule import DOCS, docs_url

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding
    from flowcheck.model.source import Span
    from flowcheck.render import Look


def render(report: Report, look: Look) -> str:
    """Return the standing findings as one DiagnosticResult."""
    return dump(
        {
            "source": {"name": "flowcheck", "url": DOCS},
            "diagnostics": [_diagnostic(report, finding, look) for finding in report.standing],
        }
    )


def _diagnostic(report: Report, finding: Finding, look: Look) -> dict[str, Any]:
    value: dict[str, Any] = {
        "message": "\n".join(sentences(finding)),
        "location": _location(report, finding.span, look),
        "severity": finding.severity.upper(),
        "code": {"value": finding.code, "url": docs_url(finding.code)},
    }
    related = [(f"{found.statement}: {found.note}", found.span) for found in finding.evidence]
    related += [(place.note, place.mention.span) for place in finding.further]
    if related:
        value["related_locations"] = [
            {"message": printable(text), "location": _location(report, span, look)}
            for text, span in related
        ]
    return value


def _location(report: Report, span: Span, look: Look) -> dict[str, Any]:
    return {
        "path": look.prefix + span.path,
        "range": {
            "start": {"line": span.line, "column": utf8_column(report, span)},
            "end": {"line": span.end_line, "column": utf8_column(report, span, end=True)},
        },
    }
