"""Reliance: which flows a statement decides, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.judge.verdict import Verdict

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Statement


def relying_flows(facts: Facts, statement: Statement) -> tuple[Flow, ...]:
    """Return the flows with a claim that a permit covers best, or that a deny decides, in order."""
    return tuple(flow for flow in facts.inventory.flows if _relies(facts, flow, statement))


def _relies(facts: Facts, flow: Flow, statement: Statement) -> bool:
    for judgement in facts.judgements(flow):
        if judgement.verdict in (Verdict.CLEAR, Verdict.VAGUE):
            deciding = (judgement.best, judgement.fairest)
            if any(cover is not None and cover.permit is statement for cover in deciding):
                return True
        elif any(decisive is statement for decisive in judgement.statements):
            return True
    return False
