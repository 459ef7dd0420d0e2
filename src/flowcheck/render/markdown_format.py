"""Markdown: a comment for a pull request, which a bot finds again by its first line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model.finding import SEVERITIES
from flowcheck.render.findings import also_at, sentences, uri_of
from flowcheck.render.frame import Pen
from flowcheck.render.markdown import code, link, plain, prose, row
from flowcheck.render.summary import counted, summary
from flowcheck.rule import docs_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding
    from flowcheck.render import Look

MOST_CHARACTERS = 65_536
"""GitHub takes no longer comment."""
_RESERVED = 300
"""Characters kept for the last paragraph."""
_EVIDENCE = 2
_QUOTE = 400


class _Section(Struct, frozen=True):
    """The findings of one severity: what stands before and after their rows, and a row."""

    findings: list[Finding]
    before: str
    after: str
    row: Callable[[Finding, Look], str]


def render(report: Report, look: Look) -> str:
    """Return the verdict, the summary, a table of errors, and the rest folded away.

    Where it would be too long, the gravest findings are kept, and the last line says what is not
    shown.
    """
    text = f"<!-- flowcheck report {uri_of(look.prefix)}-->\n## {_verdict(report)}\n"
    if not look.quiet:
        text += "".join(f"\n{plain(line)}\n" for line in summary(report, Pen(color=False)))
    found, shown = tables(report, look, MOST_CHARACTERS - _RESERVED - len(text))
    parts = [text, found]
    missing = len(report.standing) - shown
    if missing:
        parts.append(
            f"\n**{counted(missing, 'more finding')} not shown**, as a comment holds no more: "
            "`flowcheck lint` shows all.\n"
        )
    return "".join(parts)


def tables(report: Report, look: Look, room: int) -> tuple[str, int]:
    """Return the standing findings as tables, the gravest first, and how many are shown.

    Args:
        report: Of a run.
        look: How it looks.
        room: Characters that they may take.
    """
    shown = 0
    parts: list[str] = []
    for section in _sections(report):
        room -= len(section.before) + len(section.after)
        rows = list(_fitting(section, look, room))
        room -= sum(map(len, rows))
        shown += len(rows)
        if rows:
            parts += [section.before, *rows, section.after]
        if len(rows) < len(section.findings):
            break
    return "".join(parts), shown


def _verdict(report: Report) -> str:
    """Return whether the run fails, and by what."""
    noun = {"error": "error", "warning": "warning", "info": "note"}
    failing = Counter(f.severity for f in report.standing if report.fails(f))
    if not failing:
        return "\u2705 flowcheck passes"
    found = [counted(failing[grade], noun[grade]) for grade in SEVERITIES if failing[grade]]
    return f"\u274c flowcheck fails: {', '.join(found)}"


def _sections(report: Report) -> Iterator[_Section]:
    by_severity: dict[str, list[Finding]] = {"error": [], "warning": [], "info": []}
    for finding in report.standing:
        by_severity[finding.severity].append(finding)
    if by_severity["error"]:
        titles = ("Who", "What is wrong", "What the policy says", "What to do")
        yield _Section(by_severity["error"], f"\n{_table(*titles)}", "", _full_row)
    for severity, noun in (("warning", "warning"), ("info", "note")):
        if by_severity[severity]:
            number = counted(len(by_severity[severity]), noun)
            before = f"\n<details>\n<summary>{number}</summary>\n\n"
            before += _table("Who", "What", "What to do")
            yield _Section(by_severity[severity], before, "\n</details>\n", _short_row)


def _table(*titles: str) -> str:
    return row(*titles) + row(*("---" for _ in titles))


def _fitting(section: _Section, look: Look, room: int) -> Iterator[str]:
    for finding in section.findings:
        line = section.row(finding, look)
        room -= len(line)
        if room < 0:
            return
        yield line


def _full_row(finding: Finding, look: Look) -> str:
    return row(_who(finding, look), _what(finding, look), _policy(finding), _to_do(finding))


def _short_row(finding: Finding, look: Look) -> str:
    return row(_who(finding, look), _what(finding, look), _to_do(finding))


def _who(finding: Finding, look: Look) -> str:
    span = finding.span
    return f"{code(finding.draft.subject)}<br>{plain(f'{look.prefix}{span.path}:{span.line}')}"


def _what(finding: Finding, look: Look) -> str:
    rule = link(f"{finding.code} {finding.name}", docs_url(finding.code))
    lines = [sentences(finding)[0], *also_at(finding, look.prefix)]
    return "<br>".join((rule, *map(prose, lines)))


def _policy(finding: Finding) -> str:
    parts = []
    for found in finding.evidence[:_EVIDENCE]:
        section = f", {plain(found.section)}" if found.section else ""
        quote = f"\u201c{plain(found.quote, _QUOTE)}\u201d<br>" if found.quote else ""
        parts.append(f"{quote}{code(found.statement)}{section}: {prose(found.note)}")
    return "<br>".join(parts) or "\u2014"


def _to_do(finding: Finding) -> str:
    return "<br>".join(prose(line) for line in sentences(finding)[1:]) or "\u2014"
