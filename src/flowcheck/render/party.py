"""A system or a vendor for people and programs: the flows that it takes part in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flowcheck.render.frame import Pen, printable
from flowcheck.render.proof import STYLE
from flowcheck.render.summary import counted

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow
    from flowcheck.render import Look


def party_kind(facts: Facts, party: str) -> str:
    """Return "system" or "vendor" for what is declared as one, else ""."""
    if party in facts.inventory.systems:
        return "system"
    return "vendor" if party in facts.inventory.vendors else ""


def party_text(facts: Facts, party: str, look: Look) -> str:
    """Return the flows from and to a system or vendor, each with its verdict."""
    pen = Pen(look.color)
    flows = _flows(facts, party)
    kind = party_kind(facts, party)
    name = printable(facts.name(party))
    lines = [f"{pen('bold', party)} ({kind}): {name}, in {counted(len(flows), 'flow')}"]
    width = max((len(flow.id) for flow in flows), default=0)
    for flow in flows:
        verdict = facts.verdict(flow)
        lines.append(f"  {flow.id:{width}}  {pen(STYLE[verdict], verdict.word)}")
    if flows:
        lines.append("`flowcheck explain FLOW` proves one of them")
    return "\n".join(lines) + "\n"


def party_json(facts: Facts, party: str) -> str:
    """Return the same as JSON."""
    value = {
        "version": 1,
        party_kind(facts, party): party,
        "name": facts.name(party),
        "flows": [
            {"id": flow.id, "verdict": facts.verdict(flow).word} for flow in _flows(facts, party)
        ],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _flows(facts: Facts, party: str) -> list[Flow]:
    return [flow for flow in facts.inventory.flows if party in (flow.sender, flow.to)]
