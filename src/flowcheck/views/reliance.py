"""Reliance: which flows a statement decides, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.judge.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.judge.verdict import Judgement
    from flowcheck.model.inventory import Flow, Statement


def relying_flows(facts: Facts, statement: Statement) -> tuple[Flow, ...]:
    """Return the flows with a claim that a permit covers best, or that a deny decides, in order."""
    return tuple(
        flow
        for flow in facts.inventory.flows
        if any(
            decisive is statement
            for judgement in facts.judgements(flow)
            for decisive in deciding(judgement)
        )
    )


def reliance(facts: Facts) -> dict[str, tuple[Flow, ...]]:
    """Return what `relying_flows` gives for every statement that decides a flow, in one pass."""
    found: dict[str, list[Flow]] = {}
    for flow in facts.inventory.flows:
        judgements = facts.judgements(flow)
        for name in dict.fromkeys(s.id for j in judgements for s in deciding(j)):
            found.setdefault(name, []).append(flow)
    return {name: tuple(flows) for name, flows in found.items()}


def deciding(judgement: Judgement) -> Iterator[Statement]:
    """Yield the statements that a claim rests on: permits that cover it best, else all that decide.

    A statement may come twice.
    """
    if judgement.verdict in (Verdict.CLEAR, Verdict.VAGUE):
        for cover in (judgement.best, judgement.fairest):
            if cover is not None:
                yield cover.permit
    else:
        yield from judgement.statements
