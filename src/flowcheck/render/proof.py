"""A flow's proof for people and programs: claim by claim, facet by facet, with the quotes."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from flowcheck.judge.verdict import Verdict
from flowcheck.render.frame import Pen, printable
from flowcheck.render.json_format import claim_value
from flowcheck.views.proof import FacetProof, Proof, Source, proofs

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow
    from flowcheck.render import Look

_STYLE = {
    Verdict.CLEAR: "ok",
    Verdict.VAGUE: "warning",
    Verdict.AMBIGUOUS: "error",
    Verdict.OMITTED: "error",
    Verdict.INCORRECT: "error",
}


def proof_text(facts: Facts, flow: Flow, look: Look) -> str:
    """Return a flow's proof: each claim's facets once, each quote once."""
    pen = Pen(look.color)
    verdict = facts.verdict(flow)
    ends = f"{facts.name(flow.sender)} -> {facts.name(flow.to)}"
    if flow.collects:
        ends = f"{facts.name(flow.sender)} collects"
    lines = [
        f"{pen('bold', flow.id)}: {ends}",
        f"verdict: {pen(_STYLE[verdict], verdict.word)}, the worst of its claims",
    ]
    groups: dict[tuple[object, ...], list[Proof]] = {}
    for proof in proofs(facts, flow):
        groups.setdefault(_alike(proof), []).append(proof)
    for group in groups.values():
        lines += ["", *_group(facts, group, pen, look.width)]
    return "\n".join(lines) + "\n"


def _alike(proof: Proof) -> tuple[object, ...]:
    """Return what claims share that are proved by the same words, subject apart."""
    claim, judgement = proof.judgement.claim, proof.judgement
    terms = (claim.action, claim.data, claim.purpose, claim.source, claim.occasion)
    return (*terms, judgement.verdict, judgement.reason, *(s.statement.id for s in proof.sources))


def _group(facts: Facts, group: list[Proof], pen: Pen, width: int) -> list[str]:
    proof = group[0]
    judgement = proof.judgement
    subjects = [facts.vocabulary["subject"].label(p.judgement.claim.subject) for p in group]
    word = pen(_STYLE[judgement.verdict], judgement.verdict.word)
    reason = f" ({judgement.reason})" if judgement.reason else ""
    pair = f", pair {judgement.pair.type}" if judgement.pair else ""
    vague = f", vagueness {judgement.vagueness:.2f}" if judgement.vagueness else ""
    head = f"{pen('bold', judgement.claim.action)} {judgement.claim.data}"
    lines = [f"{head}: {word}{reason}{pair}{vague}"]
    for facet in proof.facets:
        if facet.facet == "subject" and len(group) > 1:
            lines.append(f"  {'subject':10} {', '.join(subjects)}  ({_quality(facet)})")
        else:
            lines.append(f"  {facet.facet:10} {_path(facts, facet)}")
    if judgement.claim.condition:
        lines.append(f"  {'condition':10} {', '.join(sorted(judgement.claim.condition))}")
    for source in proof.sources:
        lines += _source(source, pen, width)
    return lines


def _path(facts: Facts, proof: FacetProof) -> str:
    if proof.term is None:
        return f"undeclared  ({_quality(proof)})"
    path = " < ".join(proof.path or (proof.term,))
    label = facts.vocabulary[proof.facet].label(proof.term)
    return f"{path}  ({label}; {_quality(proof)})"


def _quality(proof: FacetProof) -> str:
    if proof.quality == "open":
        return "not restricted"
    if proof.quality == "missing":
        return "not disclosed"
    return proof.quality + (f", through `collected`: {proof.via}" if proof.via else "")


def _source(source: Source, pen: Pen, width: int) -> list[str]:
    statement = source.statement
    where = f"{source.document}:{source.line}:{source.column}" if source.line else "not in the text"
    section = f', "{statement.section}"' if statement.section else ""
    lines = [f"  {statement.id} {source.role} -- {where}{section}"]
    quote = wrap(f'"{printable(statement.quote)}"', max(40, width - 6), break_long_words=False)
    lines += [f"      {pen('policy', line)}" for line in quote]
    if statement.note:
        note = wrap(f"reading: {printable(statement.note)}", max(40, width - 6))
        lines += [f"      {line}" for line in note]
    return lines


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
