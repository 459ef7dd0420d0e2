"""DOT and Mermaid: what others draw a map from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, TODAY
from drawn_maps import Bundled, map_of, studio
from flowcheck.render.map.dot import dot
from flowcheck.render.map.mermaid import mermaid
from map_company import company

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]


def test_no_edge_has_a_label() -> None:
    for title, diagram in studio(map_of(ROOT, TODAY)).diagrams("all"):
        edges = [line for line in dot(diagram, title, 100).splitlines() if "->" in line]
        assert edges
        assert not any(re.search(r"\b(x|head|tail)?label=", line) for line in edges)


def test_the_engine_takes_what_others_get(write_project: Write) -> None:
    engine = Bundled().engine
    for title, diagram in studio(map_of(write_project(company(4, 5, 20)), TODAY)).diagrams("all"):
        source = dot(diagram, title, 100, exact=False)
        picture = engine.run(source, "-Kdot", "-Tsvg").decode()
        for edge in diagram.edges:
            assert picture.count('class="edge"') == len(diagram.edges), edge


@pytest.mark.parametrize("number", range(2))
def test_mermaid_holds_each_box_and_each_line(number: int, write_project: Write) -> None:
    root = ROOT if number else write_project(company(4, 5, 20))
    for title, diagram in studio(map_of(root, TODAY)).diagrams("all"):
        text = mermaid(diagram, title)
        assert text.startswith("%% ")
        nodes = re.findall(r'^    n\d+\["([^"]*)"\]$', text, re.MULTILINE)
        assert len(nodes) == len(diagram.boxes)
        lines = re.findall(r"^  n\d+ (?:-->|-\.->|==>) n\d+$", text, re.MULTILINE)
        assert len(lines) == len(diagram.edges) == text.count("linkStyle")
        for node in nodes:
            assert not re.search(r"<(?!br/>)|[`]", node)
