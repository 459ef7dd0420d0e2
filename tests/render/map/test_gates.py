"""What must hold of every page as it is written: of Run, generated companies, and hard ones."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from conftest import ROOT, TODAY
from drawn_maps import map_of, studio
from flowcheck.judge.verdict import Verdict
from flowcheck.project import load
from flowcheck.render.drawing.sheet import clean
from flowcheck.render.drawing.svg import svg
from flowcheck.render.map.counts import counts
from flowcheck.render.map.style import is_red
from generate import Company, generate
from map_company import company
from map_gates import crossed, outside, overlaps, shown, small
from written_pages import SPACE, read_svg

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.render.drawing.sheet import Sheet
    from flowcheck.views.data_map import DataMap

PAPERS = ("", "A3", "A4", "letter")
HARD = ((1, 1, 1), (4, 5, 20), (20, 18, 120))
Drawn = tuple["DataMap", "dict[str, list[Sheet]]"]


def drawn(root: Path) -> Drawn:
    found = map_of(root, TODAY)
    return found, {paper: written(studio(found, paper).pages("all")) for paper in PAPERS}


def written(sheets: list[Sheet]) -> list[Sheet]:
    """The pages as their SVG files have them."""
    return [read_svg(svg(sheet)) for sheet in sheets]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(name, id=str(name), marks=pytest.mark.xdist_group(f"map of {name}"))
        for name in ("run", "generated", *HARD)
    ],
)
def maps(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """All views of a company on every paper."""
    if request.param == "run":
        return drawn(ROOT)
    root = tmp_path_factory.mktemp("company")
    if request.param == "generated":
        generate(root, Company(75, 4))
    else:
        for name, text in company(*request.param).items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
    return drawn(root)


def pages(maps: Drawn) -> list[Sheet]:
    return [sheet for sheets in maps[1].values() for sheet in sheets]


def test_no_text_lies_upon_another(maps: Drawn) -> None:
    assert [(sheet.title, overlaps(sheet)) for sheet in pages(maps) if overlaps(sheet)] == []


def test_no_line_runs_through_a_text(maps: Drawn) -> None:
    assert [(sheet.title, crossed(sheet)) for sheet in pages(maps) if crossed(sheet)] == []


def test_every_text_can_be_read(maps: Drawn) -> None:
    assert [(sheet.title, small(sheet)) for sheet in pages(maps) if small(sheet)] == []


def test_no_text_is_squeezed_to_its_length(maps: Drawn) -> None:
    found, _ = maps
    for sheet in studio(found).pages("overview"):
        root = ET.fromstring(svg(sheet))  # noqa: S314 - our own
        texts = [element for element in root.iter(f"{SPACE}text") if element.text]
        lengths = [float(element.get("textLength", "0")) for element in texts]
        assert lengths == pytest.approx(
            [text.width for text in read_svg(svg(sheet)).texts() if text.text], rel=0.002
        )


def test_every_text_is_on_the_page(maps: Drawn) -> None:
    assert [(sheet.title, outside(sheet)) for sheet in pages(maps) if outside(sheet)] == []


def test_every_flow_is_drawn_in_the_overview_and_in_the_detail(maps: Drawn) -> None:
    found, papers = maps
    declared = {flow.id for flow in found.flows}
    outgoing = {f.id for f in found.flows if found.parties[f.target].kind == "recipient"}
    for sheets in papers.values():
        titled = {
            word: [sheet for sheet in sheets if sheet.title.startswith(word)]
            for word in ("Data map", "Disclosure matrix", "Detail")
        }
        assert shown(titled["Data map"]) == declared
        assert shown(titled["Detail"], "row") == declared
        assert shown(titled["Detail"], "edge") == declared
        assert shown(titled["Disclosure matrix"], "cell") == outgoing


def test_what_is_not_disclosed_is_what_lint_says(maps: Drawn) -> None:
    found, papers = maps
    red = {flow.id for flow in found.flows if is_red(flow.state)}
    for sheets in papers.values():
        groups = [group for sheet in sheets for group in sheet.groups()]
        assert {f for g in groups if is_red(g.state) and g.kind == "row" for f in g.flows} >= red
        told = {f for g in groups if g.kind == "finding" for f in g.flows}
        assert told == red


def test_the_matrix_tells_what_is_not_disclosed_and_in_none_of_its_cells(maps: Drawn) -> None:
    found, papers = maps
    red = [flow for flow in found.flows if is_red(flow.state)]
    inside = sum(found.parties[flow.target].kind != "recipient" for flow in red)
    for sheets in papers.values():
        for sheet in (sheet for sheet in sheets if sheet.title.startswith("Disclosure")):
            told = [t.text for t in sheet.texts() if t.text.startswith("Not disclosed, besides")]
            assert [int(text.split()[3]) for text in told] == [inside] * bool(inside)


def test_every_page_has_its_title_block(maps: Drawn) -> None:
    found, papers = maps
    for sheets in papers.values():
        for number, sheet in enumerate(sheets, 1):
            texts = [text.text for text in sheet.texts()]
            assert f"{number} of {len(sheets)}" in texts
            assert found.controller in texts
            assert "commit 3f9c1ab, 2026-11-02" in texts
            assert any(text.startswith("flowcheck ") for text in texts)
            assert f"{found.policy}, {found.effective}" in texts


def test_the_counts_are_those_of_lint() -> None:
    project = load(ROOT, today=TODAY)
    found = map_of(ROOT, TODAY)
    counted = {verdict.word: 0 for verdict in Verdict}
    for flow in project.inventory.flows:
        counted[project.facts.verdict(flow).word] += 1
    assert found.by_verdict == counted
    texts = [text.text for text in studio(found).pages("overview")[0].texts()]
    assert any(f"{counted['omitted']} UNDISCLOSED of {len(found.flows)}" in t for t in texts)


def test_large_counts_are_set_in_groups_as_messages_set_them() -> None:
    found = map_of(ROOT, TODAY)
    many = replace(found, flows=found.flows * 300, filtered="data x", total=90_000)
    number = f"{len(many.flows):,}"
    assert "," in number
    assert f" of the {number} flows shown" in counts(many)[0]
    assert f"{found.by_verdict['omitted'] * 300:,} omitted" in counts(many)[1]
    assert many.filter_words == f"FILTERED: {number} of 90,000 flows; data x"


def test_no_number_of_filters_takes_the_page() -> None:
    words = "vendor " + " or ".join(f"vendor_number_{number}" for number in range(400))
    [sheet] = written(
        studio(replace(map_of(ROOT, TODAY), filtered=words), "A4").pages("matrix")[:1]
    )
    assert [text.text[-3:] for text in sheet.texts() if "vendor_number_" in text.text][-1] == "..."
    assert sum("vendor_number_" in text.text for text in sheet.texts()) == 12
    assert (overlaps(sheet), outside(sheet)) == ([], [])


def test_a_rerun_draws_the_same() -> None:
    found = map_of(ROOT, TODAY)
    assert studio(found).pages("all") == studio(found).pages("all")


def test_a_long_name_of_a_sender_stands_in_the_matrix_whole(maps: Drawn) -> None:
    found, papers = maps
    outgoing = {f.source for f in found.flows if found.parties[f.target].kind == "recipient"}
    names = {
        "".join(clean(party.name).split())
        for party in map(found.parties.__getitem__, outgoing)
        if party.kind == "system"
    }
    for sheets in papers.values():
        texts = [t.text for s in sheets if s.title.startswith("Disclosure") for t in s.texts()]
        said = "".join("".join(text.split()) for text in texts)
        assert {name for name in names if name not in said} == set()


def test_the_matrix_asks_no_engine() -> None:
    made = studio(map_of(ROOT, TODAY))
    made.pages("matrix")
    assert made.layout.asked == 0  # type: ignore[attr-defined]


def test_run_stands_whole_on_its_overview() -> None:
    """Each system and each recipient by name, though its lines are bundled."""
    found = map_of(ROOT, TODAY)
    (sheet,) = studio(found).pages("overview")
    words = " ".join(text.text for text in sorted(sheet.texts(), key=lambda text: (text.x, text.y)))
    parties = [p for p in found.parties.values() if p.kind in ("system", "recipient")]
    missing = [party.name for party in parties if party.name not in words]
    assert missing == []
