"""The policy as a typed graph: terms, statements and vendors, every edge with its evidence.

Documented for those who query it in `docs/policy-graph.md`.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Statement


def policy_graph(facts: Facts) -> nx.MultiDiGraph[str]:
    """Return the policy graph.

    Nodes are named `<facet>:<term>`, `statement:<id>` and `recipient:<vendor>`; their `kind` is
    "term", "statement" or "vendor". Edges have a `kind`: `is_a` (term -> parent), `plays`
    (vendor -> role), `permits`, `denies`, `requires`, `except` (statement -> term, with `facet`),
    `under` and `unless` (statement -> condition), `read_through` (a statement that says
    `collected` -> the `permit collect` statements).
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        controller=facts.inventory.policy.controller, document=facts.inventory.policy.document
    )
    _add_terms(graph, facts)
    for statement in facts.inventory.policy.statements:
        _add_statement(graph, facts, statement)
    return graph


def _add_terms(graph: nx.MultiDiGraph[str], facts: Facts) -> None:
    for facet, lattice in facts.vocabulary.facets.items():
        for term in lattice.terms.values():
            graph.add_node(
                f"{facet}:{term.id}",
                kind="vendor" if term.is_vendor else "term",
                facet=facet,
                label=term.label,
                generic=term.generic,
                special=term.special,
            )
        for term in lattice.terms.values():
            for parent in term.parents:
                kind = "plays" if term.is_vendor else "is_a"
                graph.add_edge(
                    f"{facet}:{term.id}",
                    f"{facet}:{parent}",
                    kind=kind,
                    facet=facet,
                    distance=0 if term.is_vendor else 1,
                )


def _add_statement(graph: nx.MultiDiGraph[str], facts: Facts, statement: Statement) -> None:
    node = f"statement:{statement.id}"
    evidence = _evidence(facts, statement)
    graph.add_node(
        node,
        kind="statement",
        statement_kind=statement.kind,
        label=statement.id,
        actions=", ".join(statement.actions),
        states=statement.states,
        note=statement.note,
        **evidence,
    )
    verb = {"permit": "permits", "deny": "denies", "require": "requires"}.get(statement.kind, "")
    for box, kind in ((statement.box, verb), (statement.when, verb), (statement.except_, "except")):
        for facet, terms in (box or {}).items():
            for term in terms:
                if facet == "data" and term == "collected":
                    _add_collected(graph, facts, node, evidence)
                else:
                    graph.add_edge(node, f"{facet}:{term}", kind=kind, facet=facet, **evidence)
    for action in statement.actions:
        graph.add_edge(node, f"action:{action}", kind=verb, facet="action", **evidence)
    for kind, conditions in (("under", statement.condition), ("unless", statement.unless)):
        for term in sorted(conditions):
            graph.add_edge(node, f"condition:{term}", kind=kind, facet="condition", **evidence)
    for demand in statement.demands:
        facet = "basis" if demand.attribute == "basis" else "safeguard"
        for term in demand.terms:
            graph.add_edge(
                node,
                f"{facet}:{term}",
                kind="demands",
                facet=facet,
                attribute=demand.attribute,
                **evidence,
            )


def _add_collected(
    graph: nx.MultiDiGraph[str], facts: Facts, node: str, evidence: dict[str, str | int]
) -> None:
    for permit in dict.fromkeys(s.id for s in facts.policy.collected.values()):
        graph.add_edge(node, f"statement:{permit}", kind="read_through", facet="data", **evidence)


def _evidence(facts: Facts, statement: Statement) -> dict[str, str | int]:
    places = [place for place in facts.quotes.get(statement.id, ()) if place is not None]
    line, column = facts.text.place(places[-1].start) if places else (0, 0)
    return {
        "quote": statement.quote,
        "document": facts.inventory.policy.document,
        "section": statement.section,
        "line": line,
        "column": column,
    }


def to_graphml(graph: nx.MultiDiGraph[str]) -> str:
    """Return a graph as GraphML text."""
    stream = BytesIO()
    nx.write_graphml(graph, stream)
    return stream.getvalue().decode("utf-8") + "\n"


def to_json(graph: nx.MultiDiGraph[str]) -> str:
    """Return a graph as node-link JSON (networkx's own form, links under "edges")."""
    value = nx.node_link_data(graph, edges="edges")
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
