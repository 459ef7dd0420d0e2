"""Text: full frames for people, findings of one rule about one term in one frame."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from msgspec.structs import replace

from flowcheck.model.source import Span
from flowcheck.render.frame import Mark, Pen, frame, printable
from flowcheck.render.summary import summary

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.model.finding import Evidence, Finding
    from flowcheck.render import Look

_ALSO = 6
_ORDER = {"error": 0, "warning": 1, "info": 2}


def render(report: Report, look: Look) -> str:
    """Return the standing findings as frames, the gravest last, and the summary."""
    pen = Pen(look.color)
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.standing:
        if finding.severity == "info" and report.fail_on != "info":
            continue
        groups.setdefault((finding.code, finding.draft.topic or finding.fingerprint), []).append(
            finding
        )
    ordered = sorted(groups.values(), key=lambda g: -_ORDER[g[0].severity])
    parts = ["\n".join(_group(report, group, pen, look)) for group in ordered]
    if not look.quiet:
        parts.append("\n".join(summary(report, pen, len(groups))))
    return "\n\n".join(parts) + "\n" if parts else ""


def _group(report: Report, group: list[Finding], pen: Pen, look: Look) -> list[str]:
    first = group[0]
    evidence = first.evidence[:2]
    lines_shown = [first.span.line, *(e.span.line for e in evidence)]
    gutter = len(str(max(lines_shown)))
    head = pen(first.severity, f"{first.severity}[{first.code} {first.name}]")
    lines = [f"{head}: {pen('bold', printable(first.draft.message))}"]
    mark = _mark(report, first.span, first.draft.label)
    lines += frame(mark, pen, gutter=gutter, width=look.width, style=first.severity, caret="^")
    for found in evidence:
        shown = _evidence_mark(report, found)
        lines += frame(shown, pen, gutter=gutter, width=look.width, style="policy", caret="-")
    bar = pen("gutter", f"{' ' * gutter} |")
    lines.append(bar)
    lines += _notes(group, pen, gutter, look.width)
    return lines


def _notes(group: list[Finding], pen: Pen, gutter: int, width: int) -> list[str]:
    draft = group[0].draft
    notes: list[tuple[str, str]] = []
    if draft.kind in ("flow", "collects"):
        what = f"`{draft.subject}`"
        if draft.data:
            what += f": {', '.join(draft.data)}"
        if draft.purpose:
            what += f" for {', '.join(draft.purpose)}"
        notes.append(("flow", what))
    if draft.why:
        notes.append(("why", draft.why))
    notes += [("help", line) for line in draft.help]
    if len(group) > 1:
        others = [f"{f.draft.subject} ({f.span.path}:{f.span.line})" for f in group[1 : _ALSO + 1]]
        more = f" and {len(group) - 1 - _ALSO} more" if len(group) - 1 > _ALSO else ""
        notes.append(("also", ", ".join(others) + more))
    notes.append(("docs", f"flowcheck explain {draft.code}"))
    lines = []
    for key, text in notes:
        lead = f"{' ' * gutter} {pen('gutter', '=')} {pen('bold', key)}: "
        indent = " " * (gutter + 5 + len(key))
        room = max(30, width - len(indent))
        pieces = wrap(printable(text), room, break_long_words=False, break_on_hyphens=False)
        lines.append(lead + (pieces[0] if pieces else ""))
        lines += [indent + piece for piece in pieces[1:]]
    return lines


def _mark(report: Report, span: Span, label: str, heading: str = "") -> Mark:
    text = report.line(span.path, span.line)
    end = span.end_column if span.end_line == span.line else len(text) + 1
    return Mark(span.path, span.line, span.column, end, text, label, heading)


def _evidence_mark(report: Report, found: Evidence) -> Mark:
    section = f', "{found.section}"' if found.section else ""
    shown = _fullest_line(report, found.span)
    mark = _mark(report, shown, found.note, f"{found.statement}{section}")
    return replace(mark, place=f"{found.span.path}:{found.span.line}:{found.span.column}")


def _fullest_line(report: Report, span: Span) -> Span:
    """Return the part of a span on the line that holds most of it, the first of equals."""
    parts = []
    for number in range(span.line, span.end_line + 1):
        text = report.line(span.path, number)
        start = span.column if number == span.line else len(text) - len(text.lstrip()) + 1
        end = span.end_column if number == span.end_line else len(text) + 1
        parts.append(Span(span.path, number, start, number, end))
    return max(parts, key=lambda part: part.end_column - part.column)
