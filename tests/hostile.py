"""Names that mean to break a format, and reports whose every text is made of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from flowcheck.model.finding import Draft, Evidence, Finding
from flowcheck.model.inventory import Statement
from flowcheck.model.source import Address, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.engine import Report

STRINGS = (
    "line\nfeed\r\nand return",
    "\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x00\x07\x08\x0b\x7f\x85\u2028\u2029\ufeff\ufffe\uffff",
    "\u202eright to left\u2066\u200b",
    "\U00010000 \U0001f469\u200d\U0001f4bb \U0010ffff",
    "<!-- open",
    "--> closed",
    "]]> </failure></testcase>",
    "::error::x",
    "::error file=a,line=1::x",
    "##[error]x",
    "a,b:c;d%0Ae%25",
    "'single' \"double\" `code` ``two",
    "a|b\\|c\\\\|d",
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "&lt;b&gt; &amp; &#64;octocat",
    "@octocat and @org/team",
    "#1 org/repo#2",
    "[link](javascript:alert(1)) [1](2) ![image](http://evil.example/x.png)",
    "https://evil.example/x www.evil.example a@evil.example",
    "</details></table><h1>",
    "**bold** _italic_ ~~gone~~ $x$ {0} {{1}}",
    "\\",
    "`",
    "",
    "x" * 3_000,
)
UNTIL = "2026-12-01"


def finding(  # noqa: PLR0913 - what a finding is made of
    text: str,
    span: Span,
    *,
    number: int = 0,
    severity: str = "error",
    code: str = "FC103",
    waiver: tuple[str, str, str] | None = None,
    baselined: bool = False,
    evidence: tuple[Evidence, ...] = (),
) -> Finding:
    """A finding all of whose words are one text."""
    statement = Statement(text, Address(span.path), 0, "permit")
    draft = Draft(
        code,
        text,
        Address(span.path),
        text,
        facets={"data": (text,)},
        data=(text,),
        purpose=(text,),
        label=text,
        evidence=((statement, text),) if evidence else (),
        help=(text,),
        suggestions=(text,),
        why=text,
    )
    return Finding(
        draft,
        "undisclosed-recipient",
        severity,
        span,
        evidence,
        f"{number:032x}",
        waiver,
        baselined,
    )


def report_of(report: Report, findings: Iterable[Finding], texts: dict[str, str]) -> Report:
    """A report with these findings instead of its own, and with these files besides its own."""
    sources = {**report.sources, **{path: Source(path, text) for path, text in texts.items()}}
    return replace(report, findings=tuple(findings), sources=sources)


def hostile(report: Report, strings: Iterable[str] = STRINGS) -> Report:
    """A report whose names, messages, paths, quotes and waivers are hostile texts."""
    findings, texts = [], {}
    for number, text in enumerate(strings):
        path = f"inventory/{text}.yaml"
        line = f"to: {text}, more".replace("\n", " ").replace("\r", " ")
        texts[path] = f"first\n{line}\nlast\n"
        span = Span(path, 2, 5, 2, len(line) - 5)
        found = (Evidence(text, text, text, replace(span, end_line=3, end_column=3), text),)
        grade = ("error", "warning", "info")[number % 3]
        findings += [
            finding(text, span, number=3 * number, severity=grade, evidence=found),
            finding(text, span, number=3 * number + 1, waiver=(text, text, UNTIL)),
            finding(text, span, number=3 * number + 2, severity=grade, baselined=True),
        ]
    return report_of(report, findings, texts)


def many(report: Report, number: int, severity: str = "error") -> Report:
    """A report with so many findings, a line each."""
    path = "inventory/many.yaml"
    spans = [Span(path, line, 5, line, 8) for line in range(1, number + 1)]
    text = "to: abc\n" * number
    findings = [finding(f"{n}", span, number=n, severity=severity) for n, span in enumerate(spans)]
    return report_of(report, findings, {path: text})


def lifted(report: Report) -> Report:
    """The report with its first finding waived, and its second in the baseline."""
    first, second, *rest = report.findings
    waiver = ("in review", "dpo", (report.facts.today + dt.timedelta(days=14)).isoformat())
    changed = (replace(first, waiver=waiver), replace(second, baselined=True), *rest)
    return replace(report, findings=changed)
