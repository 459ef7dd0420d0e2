"""A trace for people and programs: node by node, how the data gets there and where it stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flowcheck.render.frame import Pen
from flowcheck.render.summary import counted

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.render import Look
    from flowcheck.views.trace import Hop, Visit


def trace_text(facts: Facts, term: str, visits: tuple[Visit, ...], look: Look) -> str:
    """Return the trace as lines for a terminal."""
    pen = Pen(look.color)
    label = facts.vocabulary["data"].label(term)
    by_kind = {
        kind: [v for v in visits if v.kind == kind] for kind in ("system", "vendor", "recipient")
    }
    stores = sum(len(visit.stores) for visit in visits)
    parts = [
        counted(len(by_kind["system"]), "system"),
        counted(stores, "store"),
        counted(len(by_kind["vendor"]), "vendor"),
        counted(len(by_kind["recipient"]), "other recipient"),
    ]
    lines = [f"{pen('bold', label)} ({term}) reaches {', '.join(parts)}"]
    for visit in visits:
        lines += ["", f"{pen('bold', facts.name(visit.node))} ({visit.kind} {visit.node})"]
        if visit.path:
            lines.append(f"  by      {' > '.join(visit.path)}")
        lines += [f"  {word:7} {text}" for word, text in _arrivals(facts, visit)]
        for store in visit.stores:
            kept = f"{', '.join(store.data)}; {store.retention or 'retention NOT DECLARED'}"
            lines.append(f"  stores  {kept}; {', '.join(store.at_rest) or 'at rest NOT DECLARED'}")
    if not visits:
        lines.append("no declared flow, store or collection carries it")
    return "\n".join(lines) + "\n"


def _arrivals(facts: Facts, visit: Visit) -> list[tuple[str, str]]:
    found = []
    for hop in visit.hops:
        if hop.flow is None:
            origin = "derived here" if hop.derived else "origin NOT DECLARED"
            found.append(("has", f"{', '.join(hop.data)} ({origin})"))
        elif hop.flow.collects:
            origin = ", ".join((*hop.flow.source, *hop.flow.occasion)) or "undeclared"
            found.append(("from", f"{origin}: {', '.join(hop.data)} [{hop.flow.id}]"))
        else:
            sender = facts.name(hop.flow.sender)
            found.append(("from", f"{sender}: {', '.join(hop.data)} [{hop.flow.id}]"))
    return found


def trace_json(facts: Facts, term: str, visits: tuple[Visit, ...]) -> str:
    """Return the trace as JSON."""
    value = {
        "version": 1,
        "term": term,
        "label": facts.vocabulary["data"].label(term),
        "nodes": [
            {
                "id": visit.node,
                "kind": visit.kind,
                "name": facts.name(visit.node),
                "path": list(visit.path),
                "arrivals": [_hop(hop) for hop in visit.hops],
                "stores": [
                    {
                        "data": list(store.data),
                        "retention": store.retention or None,
                        "at_rest": list(store.at_rest),
                    }
                    for store in visit.stores
                ],
            }
            for visit in visits
        ],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _hop(hop: Hop) -> dict[str, object]:
    flow = hop.flow
    return {
        "flow": flow.id if flow else None,
        "from": flow.sender if flow and not flow.collects else None,
        "source": list(flow.source) if flow else [],
        "data": list(hop.data),
        "derived": hop.derived,
    }
