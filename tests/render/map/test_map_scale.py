"""Companies of 300, 2,000 and 50,000 flows: pages that can be read, or a clear word; documents."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import TODAY
from drawn_maps import map_of, studio
from flowcheck.render.documents import KINDS
from flowcheck.render.drawing.svg import svg
from generate import NAMED, Company, generate
from map_gates import crossed, outside, overlaps, shown, small
from written_pages import read_svg

if TYPE_CHECKING:
    from pathlib import Path


SIZES = {300: Company(75, 4), 2_000: Company(500, 4)}


@pytest.mark.parametrize("flows", SIZES)
def test_the_pages_pass_the_gates_and_have_every_flow(tmp_path: Path, flows: int) -> None:
    generate(tmp_path, SIZES[flows])
    found = map_of(tmp_path, TODAY)
    ids = {flow.id for flow in found.flows}
    assert len(ids) == flows
    sheets = [read_svg(svg(page)) for page in studio(found).pages("all")]
    for sheet in sheets:
        assert overlaps(sheet) == []
        assert crossed(sheet) == []
        assert small(sheet) == []
        assert outside(sheet) == []
    detail = [sheet for sheet in sheets if sheet.title.startswith("Detail")]
    assert shown(sheets[:1]) == ids
    assert shown(detail, "row") == shown(detail, "edge") == ids
    assert len(detail) > flows / 40  # split, and not shrunk


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company of 50,000 flows."""
    root = tmp_path_factory.mktemp("large")
    generate(root, NAMED["50,000 flows"])
    return root


def flowcheck(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command as people do: in a process of its own, which collects no garbage."""
    command = [sys.executable, "-m", "flowcheck", *map(str, arguments), "--today", "2026-11-24"]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.mark.xdist_group("50,000 flows")
def test_a_map_of_too_many_flows_is_refused_with_the_filter_that_helps(
    large: Path, tmp_path: Path
) -> None:
    file = tmp_path / "map.html"
    done = flowcheck("map", large, "-o", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert "50,000 flows are more than a map can show (at most 5,000" in done.stderr
    assert "narrow it with --vendor, --system, --data, --purpose, --subject or" in done.stderr
    assert "`--system system-" in done.stderr
    assert "`flowcheck report traceability` lists every flow" in done.stderr
    assert not file.exists()


@pytest.mark.xdist_group("50,000 flows")
@pytest.mark.parametrize("kind", KINDS)
def test_the_documents_of_so_many_flows_are_written(large: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"{kind}.md"
    done = flowcheck("report", kind, large, "-o", file)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = file.read_text("utf-8")
    if kind != "subprocessors":
        assert "| Declared flows | 50000: " in text
    if kind in ("ropa", "traceability"):
        told = set(re.findall(r"flow-[0-9]+-[0-9]+", text))
        assert told == {f"flow-{n}-{m}" for n in range(1_250) for m in range(40)}
