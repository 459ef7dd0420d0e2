"""The policy graph: its nodes and edges, its exports, and that the judge's tables agree with it."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import flowcheck
from flowcheck.judge.compiled import bits
from flowcheck.views.policy_graph import to_graphml, to_json
from projects import FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flowcheck.project import Project


@pytest.fixture
def project(write_project: Callable[..., Path]) -> Project:
    return flowcheck.load(write_project(FILES))


def edges(graph: nx.MultiDiGraph[str], kind: str) -> set[tuple[str, str]]:
    return {(a, b) for a, b, data in graph.edges(data=True) if data["kind"] == kind}


def test_nodes_are_typed(project: Project) -> None:
    graph = project.policy_graph
    assert graph.nodes["data:email_address"]["kind"] == "term"
    assert graph.nodes["recipient:aws"]["kind"] == "vendor"
    assert graph.nodes["statement:no-sale"]["statement_kind"] == "deny"
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"term", "vendor", "statement"}


def test_edges_are_typed(project: Project) -> None:
    graph = project.policy_graph
    assert ("recipient:aws", "recipient:cloud_hosting_provider") in edges(graph, "plays")
    assert ("data:email_address", "data:contact_data") in edges(graph, "is_a")
    assert ("statement:no-sale", "data:personal_information") in edges(graph, "denies")
    assert ("statement:tls", "safeguard:tls_1_3") in edges(graph, "demands")
    assert edges(graph, "read_through") == {
        (f"statement:{a}", f"statement:{b}")
        for a in ("use", "share")
        for b in ("collect-account", "collect-ip")
    }


def test_edges_of_statements_carry_the_quote_and_its_place(project: Project) -> None:
    graph = project.policy_graph
    (edge,) = graph.get_edge_data("statement:no-sale", "data:personal_information").values()
    assert edge["quote"] == "We do not sell personal information."
    assert (edge["document"], edge["line"], edge["column"]) == ("inventory/policy.txt", 12, 1)


def test_graphml_comes_back_whole(project: Project) -> None:
    graph = project.policy_graph
    again = nx.read_graphml(BytesIO(to_graphml(graph).encode()), force_multigraph=True)
    assert set(again.nodes) == set(graph.nodes)
    assert again.number_of_edges() == graph.number_of_edges()


def test_json_comes_back_whole(project: Project) -> None:
    graph = project.policy_graph
    again = nx.node_link_graph(json.loads(to_json(graph)), edges="edges")
    assert nx.utils.graphs_equal(again, graph)


def test_what_the_graph_reaches_is_what_the_compiled_tables_contain(project: Project) -> None:
    graph = project.policy_graph
    compiled = project.facts.policy
    order: nx.DiGraph[str] = nx.DiGraph([*edges(graph, "is_a"), *edges(graph, "plays")])
    for facet in ("data", "purpose", "recipient", "occasion", "subject"):
        lattice = project.vocabulary[facet]
        for term in lattice.terms:
            node = f"{facet}:{term}"
            above = {node, *(nx.descendants(order, node) if node in order else ())}
            assert above == {f"{facet}:{upper}" for upper in lattice.above(term)}
            named = {
                statement
                for statement, upper in edges(graph, "permits")
                if upper in above and upper != f"{facet}:{lattice.root}"
            }
            covering = bits(compiled.permit_table.containing(facet, term))
            boxed = [compiled.permits[n] for n in covering if facet in compiled.permits[n].box]
            direct = {f"statement:{p.id}" for p in boxed if "collected" not in p.box[facet]}
            assert direct == named
