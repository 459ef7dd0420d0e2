"""Overviews: bundles, rows in words, marks, and levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, TODAY
from drawn_maps import map_of, studio
from flowcheck.render.drawing.sheet import Box
from flowcheck.render.map.overview import LEVELS, Level, overview
from projects import FAILING, FILES, with_flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flowcheck.render.map.diagram import Diagram

    Write = Callable[..., Path]

SPELT, FINEST = LEVELS[:2]


def words(diagram: Diagram, box: str) -> list[str]:
    rows = [row for found in diagram.boxes if found.id == box for row in found.rows]
    return [" ".join(row.words.split()) for row in rows]


def made(root: Path, level: Level = FINEST) -> Diagram:
    found = overview(map_of(root, TODAY), level)
    assert found is not None
    return found


def test_flows_alike_are_one_line(write_project: Write) -> None:
    line = "{id: more, to: amplitude, data: full_name, purpose: service_provision,"
    root = write_project(with_flow(f"{line} subject: trial_user, transit: tls_1_3}}"))
    diagram = made(root)
    (edge,) = [edge for edge in diagram.edges if edge.head == "amplitude"]
    assert edge.flows == ("more", "to-analytics")
    assert words(diagram, "amplitude") == ["Amplitude US T CO ID x2"]


def test_what_is_not_disclosed_has_a_line_and_a_row_in_words(write_project: Write) -> None:
    diagram = made(write_project(FAILING))
    (edge,) = [edge for edge in diagram.edges if "web-ads" in edge.flows]
    assert (edge.tail, edge.head, edge.port, edge.state) == (
        "web", "adnet", "flow:web-ads", "undisclosed",
    )  # fmt: skip
    assert "X web-ads UNDISCLOSED email address and IP address / service provision" in words(
        diagram, "adnet"
    )


def test_a_condition_is_a_dashed_line_to_a_row_that_names_it(write_project: Write) -> None:
    line = "{id: asked, to: amplitude, data: full_name, purpose: service_provision,"
    root = write_project(with_flow(f"{line} subject: trial_user, condition: consent}}"))
    diagram = made(root)
    assert [e.state for e in diagram.edges if e.flows == ("asked",)] == ["conditional"]
    assert words(diagram, "amplitude")[1] == "IF CONSENT ID"


def test_sensitive_data_is_marked_though_disclosed(write_project: Write) -> None:
    line = "{id: ill, to: amplitude, data: diagnosis, purpose: service_provision,"
    root = write_project(with_flow(f"{line} subject: child, transit: tls_1_3}}"))
    diagram = made(root)
    assert any("diagnosis \u00a79" in row for row in words(diagram, "amplitude"))


def test_few_flows_are_told_in_words_one_by_one(write_project: Write) -> None:
    found = map_of(write_project(FAILING), TODAY)
    diagram = overview(found, SPELT)
    assert diagram is not None
    assert words(diagram, "amplitude") == [
        "Amplitude US T CO",
        "OK to-analytics email address for service provision about trial user",
    ]
    assert sorted(len(edge.flows) for edge in diagram.edges) == [1] * len(found.flows)
    rows = [flow for box in diagram.boxes for row in box.rows for flow in row.flows]
    assert sorted(rows) == sorted(flow.id for flow in found.flows)


def test_few_flows_stand_on_a_small_page_unless_another_is_asked_for(write_project: Write) -> None:
    found = map_of(write_project(FAILING), TODAY)
    assert [sheet.paper for sheet in studio(found).pages("overview")] == ["A4"]
    assert [sheet.paper for sheet in studio(found, "A3").pages("overview")] == ["A3"]
    assert [sheet.paper for sheet in studio(map_of(ROOT, TODAY)).pages("overview")] == ["A3"]


def test_few_flows_fill_a_good_part_of_their_page(write_project: Write) -> None:
    """Of what title and foot leave, boxes and lines take at least half the height."""
    for files in (FILES, FAILING):
        made = studio(map_of(write_project(files), TODAY))
        area = made._frame("overview").area()
        (sheet,) = made.pages("overview")
        drawn = [group for group in sheet.groups() if group.kind in ("row", "edge")]
        shapes = [s for group in drawn for s in group.items if isinstance(s, Box)]
        top, bottom = min(s.y for s in shapes), max(s.y + s.height for s in shapes)
        assert (bottom - top) / area.height > (0.5 if files is FAILING else 0.3)


def test_a_long_name_in_a_family_is_broken_and_not_cut() -> None:
    found = map_of(ROOT, TODAY)
    level = next(level for level in LEVELS if overview(found, level))
    diagram = overview(found, level)
    assert diagram is not None
    hosting = next(words(diagram, box.id) for box in diagram.boxes if "Hosting" in box.id)
    assert "Amazon Web" in hosting[1]
    assert "Services" in hosting[1]
    assert "..." not in hosting[1]


def test_run_has_too_many_lines_for_the_finer_levels() -> None:
    found = map_of(ROOT, TODAY)
    assert [overview(found, level) is not None for level in LEVELS[:4]] == [
        False, False, False, True
    ]  # fmt: skip


@pytest.mark.parametrize("level", LEVELS[3:], ids=repr)
def test_every_flow_is_at_every_level_in_just_one_row(level: Level) -> None:
    found = map_of(ROOT, TODAY)
    diagram = overview(found, level)
    assert diagram is not None
    rows = [flow for box in diagram.boxes for row in box.rows for flow in row.flows]
    assert sorted(rows) == sorted(flow.id for flow in found.flows)
    ports = {(box.id, row.port) for box in diagram.boxes for row in box.rows}
    assert {(edge.head, edge.port) for edge in diagram.edges} <= ports


def test_the_last_level_takes_anything() -> None:
    assert LEVELS[-1].most == float("inf")
    assert LEVELS[-1].red == 0
