"""A scan as JSON, version 1: the contract for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowcheck._version import VERSION as TOOL_VERSION
from flowcheck.facts.parties.party import STATES
from flowcheck.render.json_format import VERSION, dump, finding_value

if TYPE_CHECKING:
    from flowcheck.errors import Problem
    from flowcheck.facts.parties.disclosure import Disclosure
    from flowcheck.facts.parties.party import Stranger
    from flowcheck.facts.parties.sighting import Sighting
    from flowcheck.model.decision import Decision
    from flowcheck.render import Look
    from flowcheck.views.code_scan import CodeScan, VendorRow


def render(scan: CodeScan, _look: Look) -> str:
    """Return every vendor and party seen, with all evidence, and the findings."""
    return dump(
        {
            "version": VERSION,
            "tool": {"name": "flowcheck", "version": TOOL_VERSION},
            "summary": _summary(scan),
            "vendors": [_vendor(row) for row in scan.vendors],
            "unclassified": [_stranger(stranger) for stranger in scan.strangers],
            "problems": [_problem(problem) for problem in scan.problems],
            "findings": [finding_value(finding) for finding in scan.report.findings],
        }
    )


def _summary(scan: CodeScan) -> dict[str, Any]:
    return {
        "files": scan.files,
        "aside": dict(scan.aside),
        "whole": scan.whole,
        "inventory": scan.has_inventory,
        **{state: len(scan.of_state(state)) for state in STATES},
        "unclassified": len(scan.unknown),
        "findings": scan.report.counts,
    }


def _vendor(row: VendorRow) -> dict[str, Any]:
    party = row.party
    return {
        "id": party.vendor.id,
        "name": party.vendor.name,
        "categories": list(party.categories),
        "products": list(party.products),
        "state": party.state,
        "declared": party.declared[0].id if party.declared else None,
        "other_roles": list(row.other_roles),
        "decision": _decision(party.decision) if party.decision is not None else None,
        "strength": party.strength,
        "evident": party.evident,
        "disclosed": _disclosed(row.disclosed) if row.disclosed is not None else None,
        "evidence": [_evidence(sighting) for sighting in party.sightings],
        "entry": row.entry,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        decision.kind: decision.target,
        "path": decision.path or None,
        "is": decision.says,
        "reason": decision.reason,
        "owner": decision.owner,
        "reviewed": decision.reviewed.isoformat() if decision.reviewed else None,
    }


def _disclosed(found: Disclosure) -> dict[str, Any]:
    return {
        "statement": found.statement.id,
        "section": found.statement.section or None,
        "quote": found.statement.quote,
        "category": found.category,
        "clearly": found.discloses,
        "note": found.note,
    }


def _stranger(stranger: Stranger) -> dict[str, Any]:
    evidence = [_evidence(sighting) for sighting in stranger.sightings]
    return {
        "id": stranger.id,
        "kind": stranger.kind,
        "decision": _decision(stranger.decision) if stranger.decision is not None else None,
        "evidence": evidence,
    }


def _evidence(sighting: Sighting) -> dict[str, Any]:
    mention, weight = sighting.mention, sighting.weight
    return {
        "signal": weight.signal,
        "strength": weight.strength,
        "kind": mention.kind,
        "value": mention.value,
        "role": mention.role or None,
        "path": mention.path,
        "line": mention.line,
        "column": mention.column,
        "end_column": mention.end_column,
        "note": weight.says,
        "decided": sighting.decision is not None,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line or None,
        "column": problem.column or None,
        "message": problem.message,
        "help": problem.help,
    }
