"""A difference as JSON, version 1: ids for programs; no key is ever left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowcheck.render.json_format import VERSION, dump, finding_value, head_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.engine import Report
    from flowcheck.judge.verdict import Verdict
    from flowcheck.model.inventory import Waiver
    from flowcheck.render import Look
    from flowcheck.views.inventory_diff.difference import (
        Change,
        Difference,
        Exposure,
        FlowChange,
        Passage,
        Seen,
    )


def render(difference: Difference, look: Look) -> str:  # noqa: ARG001 - as every format
    """Return a difference as JSON; its keys are the contract."""
    found = difference
    value = {
        "version": VERSION,
        "tool": head_value(found.head)["tool"],
        "changed": not found.is_empty,
        "failed": found.report.failed,
        "base": _edition(found.base),
        "head": _edition(found.head),
        "summary": {
            "new": found.report.counts,
            "lifted": len(found.lifted),
            "fixed": len(found.fixed),
            "hidden": len(found.hidden),
            "worse": sum(flow.got_worse for flow in found.flows),
            "better": sum(flow.got_better for flow in found.flows),
        },
        "exposures": [_exposure(e) for e in found.exposures],
        "ended": [_exposure(e) for e in found.ended],
        "seen": [_seen(vendor) for vendor in found.seen],
        "unseen": [_seen(vendor) for vendor in found.unseen],
        "vendors": [
            {"id": v.id, **_ends(v.before, v.after), "changes": _changes(v.changes)}
            for v in found.vendors
        ],
        "countries": list(found.countries),
        "flows": [_flow(f) for f in found.flows],
        "statements": [
            {
                "id": s.id,
                **_ends(s.before, s.after),
                "rule_pack": s.is_house,
                "changes": _changes(s.changes),
                "flows": [
                    {"id": i, "before": _word(old), "after": _word(new)}
                    for i, old, new in s.carried
                ],
            }
            for s in found.statements
        ],
        "policy": _changes(found.policy),
        "waivers": [
            {"before": _waiver(w.before), "after": _waiver(w.after), "lifts": w.lifts}
            for w in found.waivers
        ],
        "settings": _changes(found.settings),
        "findings": {
            "new": [finding_value(f) for f in found.new],
            "lifted": [finding_value(f) for f in found.lifted],
            "fixed": [finding_value(f) for f in found.fixed],
            "hidden": [finding_value(f) for f in found.hidden],
        },
    }
    return dump(value)


def _edition(report: Report | None) -> dict[str, Any] | None:
    """Return an edition's policy and number of flows; None where it was not there."""
    if report is None:
        return None
    flows = len(report.facts.inventory.flows)
    return {"policy": head_value(report)["policy"], "flows": flows}


def _seen(vendor: Seen) -> dict[str, Any]:
    return {
        "vendor": vendor.vendor,
        "name": vendor.name,
        "category": vendor.category,
        "places": list(vendor.places),
        "declared": vendor.is_declared,
        "proved": vendor.is_proved,
        "passages": [_passage(p) for p in vendor.passages],
    }


def _exposure(exposure: Exposure) -> dict[str, Any]:
    return {
        "recipient": exposure.party or None,
        "action": exposure.action,
        "news": exposure.news,
        "data": list(exposure.data),
        "purpose": list(exposure.purposes),
        "source": list(exposure.sources),
        "occasion": list(exposure.occasions),
        "subject": list(exposure.subjects),
        "flows": list(exposure.flows),
        "verdict": _word(exposure.verdict),
        "passages": [_passage(p) for p in exposure.passages],
        "findings": [{"code": f.code, "fingerprint": f.fingerprint} for f in exposure.findings],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "statement": passage.statement,
        "action": passage.action,
        "quote": passage.quote,
        "section": passage.section,
        "path": passage.path,
        "line": passage.line,
    }


def _flow(flow: FlowChange) -> dict[str, Any]:
    return {
        "id": flow.id,
        **_ends(flow.before, flow.after),
        "verdict": {"before": _word(flow.verdict_before), "after": _word(flow.verdict_after)},
        "changes": _changes(flow.changes),
    }


def _ends(before: object, after: object) -> dict[str, str]:
    return {"change": "added" if before is None else "removed" if after is None else "changed"}


def _changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [{"key": c.key, "before": list(c.before), "after": list(c.after)} for c in changes]


def _word(verdict: Verdict | None) -> str | None:
    return verdict.word if verdict is not None else None


def _waiver(waiver: Waiver | None) -> dict[str, Any] | None:
    if waiver is None:
        return None
    return {
        "rule": waiver.rule,
        **dict(waiver.targets),
        "reason": waiver.reason,
        "owner": waiver.owner,
        "until": waiver.until.isoformat(),
    }
