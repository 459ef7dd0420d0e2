"""Concise: a line for each standing finding, as compilers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.frame import pen_of, printable
from flowcheck.render.summary import summary

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.render import Look


def render(report: Report, look: Look) -> str:
    """Return `path:line:column: severity code message` for each, and the summary."""
    pen = pen_of(look)
    lines = []
    for finding in report.standing:
        span = finding.span
        grade = pen(finding.severity, f"{finding.severity} {finding.code}")
        message = printable(finding.draft.message)
        place = pen.file(span.path, f"{printable(span.path)}:{span.line}:{span.column}")
        lines.append(f"{place}: {grade} {message}")
    if not look.quiet:
        lines += summary(report, pen)
    return "".join(line + "\n" for line in lines)
