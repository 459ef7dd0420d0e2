"""Grouped: the standing findings below the name of their file, in aligned columns."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from flowcheck.render.frame import pen_of, printable
from flowcheck.render.summary import summary
from flowcheck.render.width import fold
from flowcheck.rule import docs_url

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding
    from flowcheck.render import Look
    from flowcheck.render.frame import Pen

_NARROWEST = 40


def render(report: Report, look: Look) -> str:
    """Return for each file its name, and a row for each finding: place, severity, rule, message."""
    pen = pen_of(look)
    parts = []
    for path, found in groupby(report.standing, key=lambda finding: finding.span.path):
        rows = _rows(list(found), pen, look.width)
        parts.append([pen.file(path, pen("bold", printable(path))), *rows])
    if not look.quiet:
        parts.append(summary(report, pen))
    return "\n".join("".join(line + "\n" for line in part) for part in parts)


def _rows(findings: list[Finding], pen: Pen, width: int) -> list[str]:
    """Return the rows of a file; where the terminal is narrow, messages stand below the rules."""
    places = [f"{f.span.line}:{f.span.column}" for f in findings]
    wide = 2 + max(map(len, places))
    grave = max(len(finding.severity) for finding in findings)
    named = max(len(f"{f.code} {f.name}") for f in findings)
    indent = wide + 2 + grave + 2 + named + 2
    beside = width - indent >= _NARROWEST
    if not beside:
        indent = wide + 2
    lines = []
    for finding, place in zip(findings, places, strict=True):
        rule = f"{finding.code} {finding.name}"
        grade = pen(finding.severity, finding.severity) + " " * (grave - len(finding.severity))
        row = f"{place:>{wide}}  {grade}  {pen.link(docs_url(finding.code), rule)}"
        message = fold(printable(finding.draft.message), max(_NARROWEST, width - indent))
        if beside:
            row += " " * (named - len(rule) + 2) + message.pop(0)
        lines += [row, *(" " * indent + piece for piece in message)]
    return lines
