"""Text: full frames for people, findings of one rule about one term in one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.finding import SEVERITIES
from flowcheck.render.findings import also_at
from flowcheck.render.frame import Mark, Pen, frame, pen_of, printable
from flowcheck.render.summary import summary
from flowcheck.render.width import columns, fold
from flowcheck.rule import docs_url

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding
    from flowcheck.model.source import Span
    from flowcheck.render import Look

_ALSO = 6
_EVIDENCE = 2
_MOST_LINES = 4
_HANGING = "    "
_NARROWEST = 30


def render(report: Report, look: Look) -> str:
    """Return the standing findings as frames, the gravest last, and the summary."""
    pen = pen_of(look)
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.standing:
        if finding.severity == "info" and report.fail_on != "info":
            continue
        groups.setdefault((finding.code, finding.draft.topic or finding.fingerprint), []).append(
            finding
        )
    ordered = sorted(groups.values(), key=lambda g: -SEVERITIES.index(g[0].severity))
    parts = ["\n".join(_group(report, group, pen, look.width)) for group in ordered]
    if not look.quiet:
        parts.append("\n".join(summary(report, pen, len(groups))))
    return "\n\n".join(parts) + "\n" if parts else ""


def _group(report: Report, group: list[Finding], pen: Pen, width: int) -> list[str]:
    first = group[0]
    marks = [_mark(report, first.span, first.draft.label)]
    for found in first.evidence[:_EVIDENCE]:
        section = f', "{found.section}"' if found.section else ""
        marks.append(_mark(report, found.span, found.note, f"{found.statement}{section}"))
    gutter = len(str(max(mark.last_line for mark in marks)))
    lines = _head(first, pen, width)
    for index, mark in enumerate(marks):
        style, caret = ("policy", "-") if index else (first.severity, "^")
        lines += frame(mark, pen, gutter=gutter, width=width, style=style, caret=caret)
    lines.append(pen("gutter", f"{' ' * gutter} |"))
    return [*lines, *_seen(first, pen, gutter, width), *_notes(group, pen, gutter, width)]


def _head(finding: Finding, pen: Pen, width: int) -> list[str]:
    title = f"{finding.severity}[{finding.code} {finding.name}]"
    room = max(_NARROWEST, width - len(_HANGING))
    first = max(1, width - len(title) - 2)
    message, *rest = fold(printable(finding.draft.message), room, first)
    lines = [f"{pen(finding.severity, title)}: {pen('bold', message)}"]
    return lines + [_HANGING + pen("bold", piece) for piece in rest]


def _seen(finding: Finding, pen: Pen, gutter: int, width: int) -> list[str]:
    """Return the further places in code that a finding rests on, one line each."""
    lead = f"{' ' * gutter} {pen('gutter', '=')} {pen('bold', 'seen')}: "
    indent = " " * (gutter + 9)
    lines: list[str] = []
    for text in also_at(finding):
        first, *rest = fold(text, max(_NARROWEST, width - len(indent)))
        lines.append((indent if lines else lead) + first)
        lines += [f"{indent}{_HANGING}{piece}" for piece in rest]
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
    lines = []
    for key, text in notes:
        indent = " " * (gutter + 5 + len(key))
        first, *rest = fold(printable(text), max(_NARROWEST, width - columns(indent)))
        lines.append(_note(key, first, pen, gutter))
        lines += [indent + piece for piece in rest]
    page = pen.link(docs_url(draft.code), f"flowcheck explain {draft.code}")
    return [*lines, _note("docs", page, pen, gutter)]


def _note(key: str, text: str, pen: Pen, gutter: int) -> str:
    return f"{' ' * gutter} {pen('gutter', '=')} {pen('bold', key)}: {text}"


def _mark(report: Report, span: Span, label: str, heading: str = "") -> Mark:
    """Return what is shown of a span: of more than a few lines the first ones and the last."""
    numbers = list(range(span.line, span.end_line + 1))
    if len(numbers) > _MOST_LINES:
        numbers = [*numbers[: _MOST_LINES - 1], numbers[-1]]
    marks = []
    for number in numbers:
        text = report.line(span.path, number)
        start = span.column if number == span.line else len(text) - len(text.lstrip()) + 1
        end = span.end_column if number == span.end_line else len(text.rstrip()) + 1
        if end > start:
            marks.append(Mark(span.path, number, start, end, text))
    first, *more = marks or [Mark(span.path, span.line, span.column, span.end_column, "")]
    return Mark(
        span.path,
        first.line,
        first.column,
        first.end_column,
        first.text,
        label,
        heading,
        tuple(more),
    )
