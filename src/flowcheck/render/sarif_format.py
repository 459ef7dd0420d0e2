"""SARIF 2.1.0: for code scanning, with every rule's page and what is waived or in the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowcheck._version import VERSION
from flowcheck.render.findings import gravest_first, sentences, unique_fingerprints, uri_of
from flowcheck.render.frame import printable
from flowcheck.render.json_format import dump
from flowcheck.render.sarif_rules import LEVELS, rule_value
from flowcheck.rule import DOCS
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.model.finding import Evidence, Finding
    from flowcheck.model.source import Span
    from flowcheck.render import Look

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_BASE = "%SRCROOT%"
_NO_BRACKETS = str.maketrans("[]", "()")
_LONGEST_SNIPPET = 1_000
MOST_RESULTS = 25_000
"""GitHub refuses a run with more."""
MOST_SHOWN = 5_000
"""GitHub shows no more of a run."""


def render(report: Report, look: Look) -> str:
    """Return one run, compact, the gravest results first.

    Where there are more results than GitHub takes, the gravest are kept and the run says so.
    """
    found = gravest_first(report.findings)
    kept = found[:MOST_RESULTS]
    rules = all_rules()
    index = {rule.code: number for number, rule in enumerate(rules)}
    marks = _Marks(report)
    results = [
        _result(report, finding, look, index[finding.code])
        | {"partialFingerprints": {"primaryLocationLineHash": fingerprint}}
        | marks.of(finding)
        for finding, fingerprint in zip(kept, unique_fingerprints(kept), strict=True)
    ]
    run = {
        "tool": {
            "driver": {
                "name": "flowcheck",
                "informationUri": DOCS,
                "semanticVersion": VERSION,
                "rules": [rule_value(rule) for rule in rules],
            }
        },
        "invocations": [_invocation(report, len(found))],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the repository."}}},
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return dump(log, indent=None)


def _invocation(report: Report, found: int) -> dict[str, Any]:
    value: dict[str, Any] = {"executionSuccessful": True, "exitCode": int(report.failed)}
    if found > MOST_SHOWN:
        kept = f"the {MOST_RESULTS} gravest are given; " if found > MOST_RESULTS else ""
        text = f"Of {found} results {kept}GitHub shows the {MOST_SHOWN} gravest."
        level = "warning" if found > MOST_RESULTS else "note"
        value["toolExecutionNotifications"] = [{"level": level, "message": {"text": text}}]
    return value


class _Marks:
    """What a run says of waivers and the baseline: of every result, or of none."""

    def __init__(self, report: Report) -> None:
        self.lifted = any(not finding.stands for finding in report.findings)
        self.baseline = any(finding.baselined for finding in report.findings)

    def of(self, finding: Finding) -> dict[str, Any]:
        """Return the suppressions of a result, and whether it is new."""
        value: dict[str, Any] = {}
        if self.lifted:
            why = []
            if finding.waiver is not None:
                reason, owner, until = finding.waiver
                why.append(f"{printable(reason)} ({printable(owner)}, until {until})")
            if finding.baselined:
                why.append("It was there when the baseline was written.")
            value["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": text} for text in why
            ]
        if self.baseline:
            value["baselineState"] = "unchanged" if finding.baselined else "new"
        return value


def _result(report: Report, finding: Finding, look: Look, index: int) -> dict[str, Any]:
    related = list(enumerate(finding.evidence, 1))
    text = [_unlinked(sentence) for sentence in sentences(finding)]
    text += [f"{_link(found, number)}: {_words(found)}" for number, found in related]
    value: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": " ".join(text)},
        "locations": [_location(report, finding.span, look, context=True)],
    }
    locations = [
        {
            "id": number,
            **_location(report, found.span, look),
            "message": {"text": f"`{printable(found.statement)}` {_words(found)}"},
        }
        for number, found in related
    ]
    locations += [
        {
            "id": number,
            **_location(report, place.mention.span, look),
            "message": {"text": _unlinked(printable(place.note)) + "."},
        }
        for number, place in enumerate(finding.further, len(related) + 1)
    ]
    if locations:
        value["relatedLocations"] = locations
    return value


def _link(found: Evidence, number: int) -> str:
    """Return a link from the message to the passage, without which GitHub does not show it."""
    return f"[{printable(found.statement).translate(_NO_BRACKETS)}]({number})"


def _words(found: Evidence) -> str:
    return _unlinked(printable(found.note)) + "."


def _unlinked(text: str) -> str:
    """Return text of a message in which no brackets make a link."""
    return text.replace("](", "] (")


def _location(report: Report, span: Span, look: Look, *, context: bool = False) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    place: dict[str, Any] = {
        "artifactLocation": {"uri": uri_of(look.prefix + span.path), "uriBaseId": _BASE},
        "region": region,
    }
    if span.line == span.end_line:
        line = report.line(span.path, span.line)
        text = line[span.column - 1 : span.end_column - 1]
        if line and len(text) <= _LONGEST_SNIPPET:
            region["snippet"] = {"text": text}
    if context and report.reads(span.path):
        place["contextRegion"] = _around(report, span)
    return {"physicalLocation": place}


def _around(report: Report, span: Span) -> dict[str, Any]:
    """Return the lines of a span, one before and one after, with their text where it is short."""
    numbers = range(max(1, span.line - 1), span.end_line + 2)
    region: dict[str, Any] = {"startLine": numbers[0], "endLine": numbers[-1]}
    if len(report.line(span.path, span.line)) <= _LONGEST_SNIPPET:
        text = "\n".join(report.line(span.path, number) for number in numbers)
        if len(text) <= _LONGEST_SNIPPET:
            region["snippet"] = {"text": text}
    return region
