"""JUnit: a test case for each declared record, which passes where nothing is found."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.render.findings import also_at, gravest_first, sentences
from flowcheck.render.frame import printable
from flowcheck.rule import docs_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding
    from flowcheck.render import Look


class _Case(Struct):
    """A record and what is found of it.

    Attributes:
        kind: As a finding's kind.
        id: Of the record.
        owner: The system that it belongs to; "" for those that stand alone.
        path: Where it is declared.
        failing: Findings that fail the run, the gravest first.
        other: Standing findings that do not.
        lifted: Those waived or in the baseline.
    """

    kind: str
    id: str
    owner: str
    path: str
    failing: list[Finding] = field(default_factory=list)
    other: list[Finding] = field(default_factory=list)
    lifted: list[Finding] = field(default_factory=list)

    @property
    def skipped(self) -> bool:
        """Whether all that is found of it is lifted."""
        return bool(self.lifted) and not self.failing and not self.other


def render(report: Report, look: Look) -> str:
    """Return a suite for each kind of record.

    A case fails where a finding fails the run, so that the tests and the exit code say the same;
    findings that do not are its output; it is skipped where all that is found of it is lifted.
    """
    suites: dict[str, list[_Case]] = {}
    for case in _cases(report):
        suites.setdefault(case.kind, []).append(case)
    every = [case for cases in suites.values() for case in cases]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f"<testsuites{_attributes(name='flowcheck', **_counts(every))}>")
    for kind, cases in suites.items():
        lines.append(f"  <testsuite{_attributes(name=_plural(kind), **_counts(cases))}>")
        lines += [line for case in cases for line in _element(case, look)]
        lines.append("  </testsuite>")
    return "".join(line + "\n" for line in [*lines, "</testsuites>"])


def _cases(report: Report) -> Iterable[_Case]:
    """Return a case for each declared record, and for what else something is found of."""
    cases = {(case.kind, case.id): case for case in _declared(report)}
    for finding in gravest_first(report.findings):
        draft = finding.draft
        kind = "flow" if draft.kind == "collects" else draft.kind
        new = _Case(kind, draft.subject, "", finding.span.path)
        case = cases.setdefault((kind, draft.subject), new)
        if not finding.stands:
            case.lifted.append(finding)
        elif report.fails(finding):
            case.failing.append(finding)
        else:
            case.other.append(finding)
    return cases.values()


def _declared(report: Report) -> Iterator[_Case]:
    inventory = report.facts.inventory
    for flow in inventory.flows:
        yield _Case("flow", flow.id, flow.sender, flow.address.path)
    for system in inventory.systems.values():
        yield _Case("system", system.id, "", system.address.path)
        for store in system.stores:
            yield _Case("store", store.id, system.id, store.address.path)
    for vendor in inventory.vendors.values():
        yield _Case("vendor", vendor.id, "", vendor.address.path)
    for statement in inventory.policy.statements:
        yield _Case("statement", statement.id, "", statement.address.path)


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def _counts(cases: list[_Case]) -> dict[str, object]:
    return {
        "tests": len(cases),
        "failures": sum(bool(case.failing) for case in cases),
        "errors": 0,
        "skipped": sum(case.skipped for case in cases),
        "time": 0,
    }


def _element(case: _Case, look: Look) -> Iterator[str]:
    place = _attributes(
        classname=".".join(part for part in (_plural(case.kind), case.owner) if part),
        name=case.id,
        time=0,
        file=look.prefix + case.path,
    )
    if not (case.failing or case.other or case.lifted):
        yield f"    <testcase{place}/>"
        return
    yield f"    <testcase{place}>"
    if case.failing:
        first = case.failing[0]
        more = f" (and {len(case.failing) - 1} more)" if len(case.failing) > 1 else ""
        says = _attributes(message=first.draft.message + more, type=f"{first.code} {first.name}")
        yield f"      <failure{says}>{_told(case.failing, look)}</failure>"
    if case.skipped:
        yield f"      <skipped{_attributes(message='; '.join(map(_why_lifted, case.lifted)))}/>"
    if case.other:
        yield f"      <system-out>{_told(case.other, look)}</system-out>"
    yield "    </testcase>"


def _why_lifted(finding: Finding) -> str:
    if finding.waiver is None:
        return f"{finding.code} is in the baseline"
    reason, owner, until = finding.waiver
    return f"{finding.code} is waived by {owner} until {until}: {reason}"


def _told(findings: list[Finding], look: Look) -> str:
    """Return findings as lines of text, with their places and pages."""
    parts = []
    for finding in findings:
        span = finding.span
        place = printable(f"{look.prefix}{span.path}:{span.line}:{span.column}")
        head = f"{place}: {finding.severity} {finding.code} {finding.name}"
        also = also_at(finding, look.prefix)
        parts.append("\n".join((head, *sentences(finding), *also, docs_url(finding.code))))
    return escape("\n\n".join(parts), quote=False)


def _attributes(**values: object) -> str:
    return "".join(f' {key}="{escape(printable(str(value)))}"' for key, value in values.items())
