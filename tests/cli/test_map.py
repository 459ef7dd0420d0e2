"""`flowcheck map`: views, formats, filters, files, engines, and what it says when it cannot."""

from __future__ import annotations

import builtins
import io
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from commands import Commands, Result
from conftest import ROOT
from flowcheck.cli import mapping, progress
from flowcheck.cli.engine import find_engine
from map_gates import outside, overlaps
from projects import FAILING, FILES
from written_pages import read_svg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]

DAY = ("--today", "2026-11-24")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


@pytest.fixture
def root(write_project: Write) -> Path:
    return write_project(FAILING)


def text_of(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_overview_goes_to_standard_output_as_svg(run: Commands, root: Path) -> None:
    found = run("map", root, *DAY)
    assert found.code == 0
    assert found.out.startswith("<svg ")
    assert "Data map: overview" in text_of(found.out)
    assert found.err == ""


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("map.svg", b"<svg "), ("map.png", b"\x89PNG"), ("map.pdf", b"%PDF-"),
        ("map.dot", b"digraph "), ("map.gv", b"digraph "), ("map.mmd", b"%% Data map"),
    ],
)  # fmt: skip
def test_a_file_is_written_as_its_name_says(
    run: Commands, root: Path, tmp_path: Path, name: str, start: bytes
) -> None:
    file = tmp_path / name
    assert run("map", root, *DAY, "-o", file).code == 0
    first = file.read_bytes()
    assert first.startswith(start)
    assert run("map", root, *DAY, "-o", file).code == 0
    assert file.read_bytes() == first


def test_several_pages_get_a_file_each(run: Commands, root: Path, tmp_path: Path) -> None:
    found = run("map", root, *DAY, "--view", "all", "-o", tmp_path / "map.svg")
    files = sorted(path.name for path in tmp_path.glob("map-*.svg"))
    assert len(files) > 3
    assert found.err.startswith("wrote ")
    assert f"{len(files)} pages" in found.err
    for number, name in enumerate(files, 1):
        assert f"{number} of {len(files)}" in text_of((tmp_path / name).read_text("utf-8"))


def test_several_pages_are_written_all_or_none(run: Commands, root: Path, tmp_path: Path) -> None:
    asked = ("map", root, *DAY, "--view", "all", "-o", tmp_path / "map.svg")
    run(*asked)
    pages = {path.name: path.read_bytes() for path in tmp_path.glob("map-*.svg")}
    for path in tmp_path.glob("map-*.svg"):
        path.unlink()
    blocked = max(pages)
    (tmp_path / blocked).mkdir()
    found = run(*asked)
    assert found.code == 2
    assert f"{blocked}: something stands there that is no file; no page is written" in found.err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".", "map"))] == [
        blocked
    ]


def test_pages_in_a_folder_that_is_not_there_name_what_was_asked_for(
    run: Commands, root: Path, tmp_path: Path
) -> None:
    found = run("map", root, *DAY, "--view", "all", "-o", tmp_path / "none" / "map.svg")
    assert found.code == 2
    assert re.search(r"none/map-1\.svg: No such file or directory; no page is written", found.err)


def test_pages_of_a_former_map_are_told_and_stay(run: Commands, root: Path, tmp_path: Path) -> None:
    for name in ("map-01.svg", "map-33.svg", "map.svg", "map-2026.svg", "map-x.svg", "a-1.svg"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    found = run("map", root, *DAY, "--view", "all", "-o", tmp_path / "map.svg")
    told = found.err.splitlines()[-1]
    assert told == (
        "flowcheck: map-01.svg, map-33.svg and map.svg are no pages of this map, and may be left"
        " from another; delete them where so"
    )
    assert (tmp_path / "map-01.svg").read_text("utf-8") == "old"
    assert "no pages" not in run("map", root, *DAY, "-o", tmp_path / "other.svg").err


def test_one_page_tells_the_pages_of_a_longer_map(
    run: Commands, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "map-1.svg").write_text("old", encoding="utf-8")
    found = run("map", root, *DAY, "-o", tmp_path / "map.svg")
    assert found.err.startswith("flowcheck: map-1.svg is no page of this map")
    assert "no page of this map" not in run("map", root, *DAY, "-o", tmp_path / "map.pdf").err


@pytest.mark.parametrize("name", ["x.jpg", "x.xyz", "x.docx", "x.md", "x."])
def test_a_file_whose_name_ends_in_no_format_is_not_written(
    run: Commands, root: Path, tmp_path: Path, name: str
) -> None:
    found = run("map", root, *DAY, "-o", tmp_path / name)
    assert (found.code, found.out) == (2, "")
    assert "is the ending of no format that is written here" in found.err
    assert ".svg" in found.err or "did you mean" in found.err
    assert "?;" not in found.err
    assert re.search(r"[?;] --format says it whatever the file is called", found.err)
    assert not (tmp_path / name).exists()
    assert run("map", root, *DAY, "--format", "svg", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(b"<svg ")


def test_a_file_without_an_ending_is_svg(run: Commands, root: Path, tmp_path: Path) -> None:
    assert run("map", root, *DAY, "-o", tmp_path / "map").code == 0
    assert (tmp_path / "map").read_bytes().startswith(b"<svg ")


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_standard_output_has_its_names(run: Commands, root: Path, name: str) -> None:
    assert run("map", root, *DAY, "-o", name) == run("map", root, *DAY)
    several = run("map", root, *DAY, "--view", "all", "--format", "svg", "-o", name)
    assert "name a file with --output" in several.err


def test_several_pages_do_not_go_to_standard_output(run: Commands, root: Path) -> None:
    found = run("map", root, *DAY, "--view", "all")
    assert (found.code, found.out) == (2, "")
    assert "name a file with --output" in found.err


def test_a_picture_does_not_go_to_a_terminal(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    found = run("map", root, *DAY, "--format", "png")
    assert found.code == 2
    assert "no text; name a file" in found.err


def test_a_filtered_map_says_so_on_each_page(run: Commands, root: Path, tmp_path: Path) -> None:
    run("map", root, *DAY, "--view", "all", "--vendor", "adnet", "-o", tmp_path / "map.svg")
    pages = [text_of(path.read_text("utf-8")) for path in tmp_path.glob("map-*.svg")]
    assert pages
    assert all("FILTERED: 2 of 6 flows; vendor adnet" in page for page in pages)


@pytest.mark.parametrize("paper", ["A3", "A4", "letter"])
def test_many_filters_stand_whole_on_each_page(
    run: Commands, root: Path, tmp_path: Path, paper: str
) -> None:
    words = [("vendor", "adnet"), ("vendor", "aws"), ("data", "ip_address"), ("system", "web")]
    words += [("purpose", "service_provision"), ("purpose", "third_party_marketing")]
    words += [("subject", "trial_user"), ("verdict", "omitted"), ("verdict", "clear")]
    asked = [part for name, word in words for part in (f"--{name}", word)]
    done = run("map", root, *DAY, "--view", "all", "--page", paper, *asked,
               "-o", tmp_path / "map.svg")  # fmt: skip
    assert done.code == 0, done.err
    sheets = [read_svg(path.read_text("utf-8")) for path in tmp_path.glob("map-*.svg")]
    assert sheets
    for sheet in sheets:
        told = " ".join(text.text for text in sheet.texts())
        assert "; verdict omitted or clear" in told
        assert "..." not in told.partition("FILTERED")[2][:300]
        assert (overlaps(sheet), outside(sheet)) == ([], [])


@pytest.mark.parametrize("name", ["dot", "mermaid"])
def test_a_filtered_graph_says_so_too(run: Commands, root: Path, name: str) -> None:
    asked = ("map", root, *DAY, "--format", name)
    assert "FILTERED: " not in run(*asked).out
    assert "FILTERED: 1 of " in run(*asked, "--vendor", "aws").out


@pytest.mark.parametrize("option", ["--vendor", "--data", "--verdict", "--system"])
@pytest.mark.parametrize("value", ["", ",", " "])
def test_a_filter_of_nothing_is_no_filter_of_all(
    run: Commands, root: Path, option: str, value: str
) -> None:
    found = run("map", root, *DAY, option, value)
    assert (found.code, found.out) == (2, "")
    assert f"{option} names nothing" in found.err


@pytest.mark.parametrize(
    "name", ["<b>Web</b>", "</script><script>alert(1)</script>", "<>", "a\\\\N"]
)
def test_names_that_the_drawing_language_knows(
    run: Commands, write_project: Write, name: str
) -> None:
    systems = FILES["inventory/systems.yaml"].replace("name: Web app", f'name: "{name}"')
    project = write_project({**FILES, "inventory/systems.yaml": systems})
    for view in ("overview", "detail"):
        assert run("map", project, *DAY, "--view", view, "-o", project / "x.svg").code == 0
    graph = run("map", project, *DAY, "--format", "dot").out
    assert "tooltip=<" not in graph


def test_filters_take_synonyms_and_several_words(run: Commands, root: Path) -> None:
    found = run("map", root, *DAY, "--data", "email,ip_address", "--system", "web")
    assert "data email_address or ip_address; system web" in " ".join(text_of(found.out))


@pytest.mark.parametrize(
    ("option", "word", "hint"),
    [
        ("--vendor", "adnte", "did you mean `adnet`"),
        ("--data", "emial_address", "email_address"),
        ("--system", "wbe", "did you mean `web`"),
        ("--verdict", "omited", "did you mean `omitted`"),
        ("--page", "A5", "one of"),
        ("--view", "overvew", "did you mean `overview`"),
        ("--format", "pgn", "did you mean `png`"),
    ],
)
def test_a_word_that_means_nothing_is_told(
    run: Commands, root: Path, option: str, word: str, hint: str
) -> None:
    found = run("map", root, *DAY, option, word)
    assert found.code == 2
    assert hint in found.err


def test_filters_that_leave_nothing_are_told(run: Commands, root: Path) -> None:
    found = run("map", root, *DAY, "--vendor", "adnet", "--verdict", "clear")
    assert found.code == 2
    assert "none of the 6 declared flows meets the filters" in found.err
    assert "vendor adnet; verdict clear" in found.err


def test_a_system_is_named_by_its_id_or_its_name(run: Commands, root: Path) -> None:
    by_id = run("map", root, *DAY, "--system", "web")
    assert by_id.code == 0
    assert run("map", root, *DAY, "--system", "web APP") == by_id
    assert run("map", root, *DAY, "--system", "web-apps").code == 2


def test_one_filter_that_leaves_nothing_is_told_as_one(run: Commands, root: Path) -> None:
    found = run("map", root, *DAY, "--vendor", "court")
    assert found.code == 2
    assert "meets the filter (vendor court); name more words" in found.err
    assert "several" not in found.err


@pytest.mark.parametrize(("word", "verdict"), [("UNDISCLOSED", "omitted"), ("clear", "clear")])
def test_a_verdict_is_named_as_lint_or_the_map_has_it(
    run: Commands, root: Path, word: str, verdict: str
) -> None:
    found = run("map", root, *DAY, "--verdict", word)
    assert found.code == 0
    assert f"verdict {verdict}" in found.out


def test_too_many_flows_name_a_filter(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapping, "MOST_FLOWS", 3)
    found = run("map", root, *DAY)
    assert found.code == 2
    assert "6 flows are more than a map can show" in found.err
    hints = re.findall(r"`(--\w+) (\w+)` leaves (\d)", found.err)
    assert [option for option, _, _ in hints] == ["--vendor", "--system"]
    for option, word, number in hints:
        graph = run("map", root, *DAY, option, word, "--format", "dot")
        assert f"FILTERED: {number} of 6 flows" in graph.out
    monkeypatch.setattr(mapping, "MOST_FLOWS", 4)
    found = run("map", root, *DAY)
    assert "`--vendor third_party` leaves 4" in found.err
    monkeypatch.setattr(mapping, "MOST_FLOWS", 3)
    found = run("map", root, *DAY, "--vendor", "third_party")
    assert "4 flows are more than a map can show" in found.err
    assert "`--vendor" not in found.err


@pytest.mark.parametrize("paper", ["A3", "A4", "letter"])
def test_paper_is_as_asked(run: Commands, root: Path, paper: str) -> None:
    sizes = {"A3": 'width="1190.55pt"', "A4": 'width="841.89pt"', "letter": 'width="792pt"'}
    assert sizes[paper] in run("map", root, *DAY, "--page", paper).out[:200]


def test_the_matrix_is_no_graph(run: Commands, root: Path) -> None:
    found = run("map", root, *DAY, "--view", "matrix", "--format", "dot")
    assert found.code == 2
    assert "the matrix is no graph; write it as svg, png, pdf or html" in found.err


def test_without_dot_the_bundled_engine_draws(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    found = run("map", root, *DAY)
    assert found.code == 0
    assert any("graphviz-pure" in text for text in text_of(found.out))
    asked = run("map", root, *DAY, "--engine", "dot")
    assert asked.code == 2
    assert "there is no `dot` on the PATH" in asked.err


def test_without_any_engine_it_says_what_to_do(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("flowcheck.cli.engine._bundled", lambda: "")
    for choice in ("auto", "bundled"):
        found = run("map", root, *DAY, "--engine", choice)
        assert found.code == 2
        assert "pip install graphviz-pure" in found.err
    assert run("map", root, *DAY, "--view", "matrix").code == 0


def test_an_engine_that_fails_is_a_defect(
    run: Commands, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho '{}'\necho broken >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    found = run("map", root, *DAY, "--engine", "dot")
    assert found.code == 3
    assert "failed (1): broken" in found.err


@pytest.mark.skipif(not shutil.which("dot"), reason="needs Graphviz's dot")
def test_the_systems_dot_draws_too(run: Commands, root: Path) -> None:
    found = run("map", root, *DAY, "--engine", "dot")
    assert found.code == 0
    label = find_engine("dot").label
    assert any(label in text for text in text_of(found.out))


@pytest.mark.skipif(not shutil.which("dot"), reason="needs Graphviz's dot")
def test_the_systems_dot_makes_pictures_of_full_pages(run: Commands, tmp_path: Path) -> None:
    file = tmp_path / "map.png"
    assert run("map", ROOT, *DAY, "--engine", "dot", "-o", file) == Result(0, "", "")
    assert file.read_bytes().startswith(b"\x89PNG")


def test_without_typst_pdf_names_the_extra(
    run: Commands, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:  # noqa: ANN401 - the signature of __import__
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.setattr(mapping, "find_engine", lambda _: pytest.fail("drawn in vain"))
    found = run("map", root, *DAY, "-o", tmp_path / "map.pdf")
    assert found.code == 2
    assert "flowcheck[pdf]" in found.err
    assert not (tmp_path / "map.pdf").exists()


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", root, *identity, *arguments],  # noqa: S607 - git as anybody has it
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_the_commit_of_the_inventory_is_named(run: Commands, write_project: Write) -> None:
    root = write_project(FILES)
    content = next(t for t in text_of(run("map", root, *DAY).out) if t.startswith("content "))
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "first")
    known = git(root, "log", "-1", "--format=%h, %cs")
    assert f"commit {known}" in text_of(run("map", root, *DAY).out)
    assert content in text_of(run("map", root, *DAY, "--no-commit").out)
    file = root / "inventory" / "systems.yaml"
    file.write_text(file.read_text("utf-8") + "# more\n", encoding="utf-8")
    assert f"commit {known} and changes" in text_of(run("map", root, *DAY).out)
    assert content not in text_of(run("map", root, *DAY, "--no-commit").out)


def test_a_bar_is_shown_on_a_terminal_and_taken_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    with progress.Bar("Drawing") as bar:
        bar.tell(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress.Bar("Drawing") as bar:
        bar.tell(1, 2)
        bar.tell(2, 2)
    said = capsys.readouterr()
    assert "Drawing" in said.err
    assert said.out == ""


def test_quick_work_shows_no_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 1e9)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress.Bar("Drawing") as bar:
        bar.tell(1, 2)
    assert capsys.readouterr().err == ""


def test_run_is_drawn(run: Commands, tmp_path: Path) -> None:
    file = tmp_path / "run.pdf"
    assert run("map", ROOT, *DAY, "-o", file) == Result(0, "", "")
    assert len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) > 20


def test_html_holds_all_pages_and_all_flows(run: Commands, root: Path, tmp_path: Path) -> None:
    pytest.importorskip("flowcheck.render.map_html", reason="needs the HTML writer")
    file = tmp_path / "map.html"
    assert run("map", root, *DAY, "-o", file) == Result(0, "", "")
    text = file.read_text("utf-8")
    assert "Data map: overview" in text
    assert "flow-web-ads" in text
