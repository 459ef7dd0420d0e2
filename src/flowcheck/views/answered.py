"""Flows that somebody answers for: the policy does not bear them out, and waivers lift it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.judge.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Finding

DISCLOSURE = "FC1"
"""What the codes of the rules on disclosure start with."""
_BORNE_OUT = (Verdict.CLEAR, Verdict.VAGUE)


def by_flow(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return what is found of the disclosure of flows, by the flow's id."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code.startswith(DISCLOSURE):
            found.setdefault(finding.draft.subject, []).append(finding)
    return found


def waived_flows(facts: Facts, findings: Iterable[Finding]) -> frozenset[str]:
    """Return the flows that are not disclosed, but have waivers for every finding that says so."""
    found = by_flow(findings)
    return frozenset(
        flow.id
        for flow in facts.inventory.flows
        if facts.verdict(flow) not in _BORNE_OUT
        and flow.id in found
        and all(finding.waiver for finding in found[flow.id])
    )
