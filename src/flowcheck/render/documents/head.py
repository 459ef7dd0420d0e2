"""What every document says of itself: from what it was made, what was checked and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck._version import VERSION
from flowcheck.judge.verdict import Verdict
from flowcheck.render.documents import Document
from flowcheck.render.json_format import head_value, summary_value
from flowcheck.render.summary import counted

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.render.documents import Table

_MAKER = f"flowcheck {VERSION}"
CHECKED = (
    "Each declared flow was judged against the statements that quote the published text.",
    "The policy's promises and the organisation's rules were held against what is declared.",
)
UNCHECKED = (
    "Whether what is declared is what happens: no code, system or contract was looked at.",
    "Whether all that happens is declared: a flow that nobody has declared is in no table.",
    "Whether the statements read the policy rightly: people wrote them.",
    "Whether any of it is lawful. A clear flow follows from the published text, no more.",
    "This document is no finding of legal compliance, and no legal advice.",
)


def document(  # noqa: PLR0913 - what a document is made of
    report: Report,
    kind: str,
    title: str,
    *tables: Table,
    checked: tuple[str, ...] = (),
    unchecked: tuple[str, ...] = (),
    public: bool = False,
) -> Document:
    """Return a document with its head.

    Args:
        report: What it is made from.
        kind: Its kind.
        title: Its title, without the controller.
        tables: What it says.
        checked: What was checked for it besides.
        unchecked: What was not.
        public: Whether customers read it: then lint's numbers are none of its business.
    """
    facts: dict[str, object] = {
        **head_value(report),
        "document": kind,
        "title": title,
        "controller": report.facts.inventory.policy.controller,
        "judged": report.facts.today.isoformat(),
        **({} if public else {"summary": summary_value(report)}),
        "not_declared": {table.key: table.missing() for table in tables},
    }
    numbers = () if public else _numbers(report)
    head = (*_head(report), *numbers, ("Not declared", _missing(tables)), ("Made by", _MAKER))
    return Document(
        kind,
        f"{title}: {report.facts.inventory.policy.controller}",
        head,
        facts,
        CHECKED + checked,
        UNCHECKED + unchecked,
        tables,
    )


def _head(report: Report) -> tuple[tuple[str, str], ...]:
    policy = report.facts.inventory.policy
    edition = policy.title or policy.document
    dated = f"effective {policy.effective}" if policy.effective else "effective date NOT DECLARED"
    return (
        ("Controller", policy.controller),
        ("Policy", f"{edition}, {dated}"),
        ("Policy text", f"{policy.document}, sha256 {policy.sha256}"),
        ("Judged as of", report.facts.today.isoformat()),
    )


def _numbers(report: Report) -> tuple[tuple[str, str], ...]:
    """Return the flows by verdict and the findings, as lint counts them."""
    summary, found = summary_value(report), report.counts
    flows = ", ".join(f"{summary[verdict.word]} {verdict.word}" for verdict in Verdict)
    findings = (
        f"{counted(found['error'], 'error')}, {counted(found['warning'], 'warning')},"
        f" {counted(found['info'], 'note')}; {summary['waived']} waived,"
        f" {summary['baselined']} in the baseline"
    )
    return (
        ("Declared flows", f"{summary['flows']}: {flows}"),
        ("Findings of flowcheck lint", findings),
    )


def _missing(tables: tuple[Table, ...]) -> str:
    """Return how many cells of which columns lack something, as one sentence."""
    parts = []
    total = 0
    for table in tables:
        found = table.missing()
        total += sum(found.values())
        named = [f"{c.title} {found[c.key]}" for c in table.columns if c.key in found]
        if named:
            parts.append(f"{table.title}: {', '.join(named)}")
    return f"{counted(total, 'cell')} ({'; '.join(parts)})" if parts else "nothing"
