"""JSON, version 1: the contract for other programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from flowcheck._version import VERSION as TOOL_VERSION
from flowcheck.render.summary import baselined_count, verdict_counts, waived_count

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.judge.verdict import Judgement
    from flowcheck.model.finding import Evidence, Finding, Place
    from flowcheck.model.inventory import Flow
    from flowcheck.render import Look

VERSION = 1
_HIDDEN = re.compile(
    "[\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff0-\uffff"
    "\U000e0000-\U0010ffff]"
)
"""What JSON may hold as it is, but no reader of a log should: some end a line in some languages."""


def render(report: Report, look: Look) -> str:
    """Return the report as JSON; with `look.claims` every claim of every flow too."""
    value = {
        **head_value(report),
        "summary": summary_value(report),
        "findings": [finding_value(finding) for finding in report.findings],
        "flows": [
            flow_value(report, flow, claims=look.claims) for flow in report.facts.inventory.flows
        ],
    }
    return dump(value)


def dump(value: object, indent: int | None = 2) -> str:
    """Return a value as JSON with a line end; characters that hide or drive are escaped."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return _HIDDEN.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n"


def head_value(report: Report) -> dict[str, Any]:
    """Return what was run on which edition of the policy, as the contract has it."""
    policy = report.facts.inventory.policy
    return {
        "version": VERSION,
        "tool": {"name": "flowcheck", "version": TOOL_VERSION},
        "policy": {
            "document": policy.document,
            "effective": policy.effective.isoformat() if policy.effective else None,
            "sha256": policy.sha256,
        },
    }


def summary_value(report: Report) -> dict[str, Any]:
    """Return the numbers of a run as the contract has them."""
    return {
        "flows": len(report.facts.inventory.flows),
        **verdict_counts(report),
        "findings": report.counts,
        "waived": waived_count(report),
        "baselined": baselined_count(report),
    }


def finding_value(finding: Finding) -> dict[str, Any]:
    """Return one finding as the contract has it."""
    draft, span = finding.draft, finding.span
    is_flow = draft.kind in ("flow", "collects")
    value: dict[str, Any] = {
        "code": draft.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": draft.message,
        "flow": draft.subject if is_flow else None,
        "record": {"kind": draft.kind, "id": draft.subject},
        "facets": {facet: list(terms) for facet, terms in draft.facets.items()},
        "data": list(draft.data),
        "purpose": list(draft.purpose),
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "evidence": [_evidence(found) for found in finding.evidence],
        "help": list(draft.help),
        "suggestions": list(draft.suggestions),
        "waived": finding.waiver is not None,
        "baselined": finding.baselined,
        "fingerprint": finding.fingerprint,
    }
    if draft.places:
        value["places"] = [_place(place) for place in draft.places]
    if finding.waiver is not None:
        value["waiver"] = dict(zip(("reason", "owner", "until"), finding.waiver, strict=True))
    return value


def _evidence(found: Evidence) -> dict[str, Any]:
    return {
        "statement": found.statement,
        "quote": found.quote,
        "note": found.note,
        "path": found.span.path,
        "line": found.span.line,
        "column": found.span.column,
    }


def _place(place: Place) -> dict[str, Any]:
    mention = place.mention
    return {
        "path": mention.path,
        "line": mention.line,
        "column": mention.column,
        "end_column": mention.end_column,
        "note": place.note,
    }


def flow_value(report: Report, flow: Flow, *, claims: bool) -> dict[str, Any]:
    """Return one flow as the contract has it."""
    value: dict[str, Any] = {
        "id": flow.id,
        "from": None if flow.collects else flow.sender,
        "to": flow.to,
        "verdict": report.facts.verdict(flow).word,
    }
    if claims:
        value["claims"] = [claim_value(j) for j in report.facts.judgements(flow)]
    return value


def claim_value(judgement: Judgement) -> dict[str, Any]:
    """Return one judged claim as the contract has it; None for what it does not bear."""
    claim = judgement.claim
    return {
        "action": claim.action,
        "data": claim.data,
        "purpose": claim.purpose,
        "recipient": claim.recipient,
        "source": claim.source,
        "occasion": claim.occasion,
        "subject": claim.subject,
        "region": claim.region,
        "condition": sorted(claim.condition),
        "verdict": judgement.verdict.word,
        "reason": judgement.reason,
        "vagueness": judgement.vagueness,
        "pair": judgement.pair.type if judgement.pair else None,
        "statements": [statement.id for statement in judgement.statements],
    }
