"""A flow's proof for people and programs: claim by claim, facet by facet, with the quotes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowcheck.judge.verdict import Verdict
from flowcheck.render.frame import Pen, printable
from flowcheck.render.json_format import claim_value
from flowcheck.render.statement import source_lines
from flowcheck.render.summary import counted
from flowcheck.views.proof import FacetProof, Proof, proofs, proved_alike

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow
    from flowcheck.render import Look

STYLE = {
    Verdict.CLEAR: "ok",
    Verdict.VAGUE: "warning",
    Verdict.AMBIGUOUS: "error",
    Verdict.OMITTED: "error",
    Verdict.INCORRECT: "error",
}


def proof_text(report: Report, flow: Flow, look: Look) -> str:
    """Return a flow's proof, claims proved alike together, and what else is found of it."""
    pen = Pen(look.color)
    facts = report.facts
    ordered = proved_alike(proofs(facts, flow))
    lines = _head(report, flow, pen)
    for group in ordered:
        lines += ["", *_group(facts, group, pen, look.width)]
    lines += _findings(report, flow, {s.statement.id for g in ordered for s in g[0].sources}, pen)
    return "\n".join(lines) + "\n"


def _head(report: Report, flow: Flow, pen: Pen) -> list[str]:
    """Return what is proved, from which edition of the policy, and the verdict."""
    facts, policy = report.facts, report.facts.inventory.policy
    verdict = facts.verdict(flow)
    ends = f"{facts.name(flow.sender)} -> {facts.name(flow.to)}"
    if flow.collects:
        ends = f"{facts.name(flow.sender)} collects"
    judged = facts.judgements(flow)
    worst = sum(judgement.verdict is verdict for judgement in judged)
    of_all = f"all {len(judged)}" if worst == len(judged) else f"{worst} of {len(judged)}"
    title = policy.title or policy.document
    dated = f", effective {policy.effective}" if policy.effective else ""
    return [
        f"{pen('bold', flow.id)}: {ends}",
        f"against:  {policy.controller}, {title}{dated}, sha256 {policy.sha256[:16]}...",
        f"verdict:  {pen(STYLE[verdict], verdict.word)} ({of_all} claims; the worst counts)",
    ]


def _findings(report: Report, flow: Flow, statements: set[str], pen: Pen) -> list[str]:
    """Return a line for each finding on the flow, or on a statement that its proof rests on."""
    found = [
        finding
        for finding in report.findings
        if finding.draft.subject == flow.id
        or (finding.draft.kind == "statement" and finding.draft.subject in statements)
    ]
    lines = ["", "findings on this flow and on the statements above:"] if found else []
    for finding in found:
        waived = f" (waived until {finding.waiver[2]})" if finding.waiver else ""
        grade = pen(finding.severity, f"{finding.severity} {finding.code}")
        lines.append(f"  {grade} {printable(finding.draft.message)}{waived}")
    return lines


def _group(facts: Facts, group: list[Proof], pen: Pen, width: int) -> list[str]:
    proof = group[0]
    judgement = proof.judgement
    word = pen(STYLE[judgement.verdict], judgement.verdict.word)
    reason = f" ({judgement.reason})" if judgement.reason else ""
    pair = f", pair {judgement.pair.type}" if judgement.pair else ""
    worst = max(p.judgement.vagueness or 0.0 for p in group)
    vague = f", vagueness {worst:.2f}" if worst else ""
    head = f"{pen('bold', judgement.claim.action)} ({counted(len(group), 'claim')})"
    lines = [f"{head}: {word}{reason}{pair}{vague}"]
    for index, first in enumerate(proof.facets):
        rows = dict.fromkeys(_path(facts, p.facets[index]) for p in group)
        for number, row in enumerate(rows):
            lines.append(f"  {first.facet if not number else '':10} {row}")
    conditions = judgement.claim.condition - {facts.vocabulary["condition"].root}
    if conditions:
        lines.append(f"  {'condition':10} {', '.join(sorted(conditions))}")
    for source in proof.sources:
        lines += source_lines(source, pen, width)
    return lines


def _path(facts: Facts, proof: FacetProof) -> str:
    if proof.term is None:
        return f"undeclared  ({quality_words(proof)})"
    path = " < ".join(proof.path or (proof.term,))
    label = facts.vocabulary[proof.facet].label(proof.term)
    return f"{path}  ({label}; {quality_words(proof)})"


def quality_words(proof: FacetProof) -> str:
    """Return how a facet's term stands to the statement, in words."""
    if proof.quality == "open":
        return "the policy sets no limit"
    if proof.quality == "missing":
        return "not disclosed"
    return proof.quality + (f", through `collected`: {proof.via}" if proof.via else "")


def proof_json(facts: Facts, flow: Flow) -> str:
    """Return a flow's proof as JSON: every claim with its facets and statements."""
    value: dict[str, Any] = {
        "version": 1,
        "flow": flow.id,
        "from": None if flow.collects else flow.sender,
        "to": flow.to,
        "verdict": facts.verdict(flow).word,
        "claims": [
            {
                **claim_value(proof.judgement),
                "facets": [
                    {
                        "facet": f.facet,
                        "term": f.term,
                        "path": list(f.path),
                        "quality": f.quality,
                        "via": f.via or None,
                    }
                    for f in proof.facets
                ],
                "blame": list(proof.blame.facets) if proof.blame else [],
                "evidence": [
                    {
                        "statement": s.statement.id,
                        "role": s.role,
                        "quote": s.statement.quote,
                        "path": s.document,
                        "line": s.line,
                        "column": s.column,
                        "note": s.statement.note,
                    }
                    for s in proof.sources
                ],
            }
            for proof in proofs(facts, flow)
        ],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
