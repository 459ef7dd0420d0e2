"""The files of a map as they are written: type, colours, and the same bytes in every process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from colours import READ, SEEN, contrast, grey, linear, without_red
from conftest import ROOT
from flowcheck.render.drawing.sheet import PAPER, Box, Group, Path, Sheet, Text
from flowcheck.render.drawing.svg import svg
from generate import Company, generate
from map_company import company
from map_gates import LEAST, crossed, outside, overlaps, shown, small
from written_pages import read_pdf, read_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path as File

    from written_pages import Word

    Color = tuple[float, float, float]

REPORTS = ROOT / "reports"
SVGS = sorted(REPORTS.glob("*.svg"))
PDFS = sorted(REPORTS.glob("*.pdf"))
DAY = ("--today", "2026-11-24", "--no-commit")
HALO = 0.8
"""Points by which poppler's boxes of words may lie beside ours."""
needs_pdffonts = pytest.mark.skipif(
    not shutil.which("pdffonts"), reason="needs pdffonts of poppler-utils"
)
needs_pdftotext = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="needs pdftotext of poppler-utils"
)


def flowcheck(*arguments: object, seed: str = "0") -> None:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "flowcheck", *map(str, arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run(command, check=True, capture_output=True, env=environment)


def page_of(*items: Text | Box | Path | Group) -> Sheet:
    """A page that was written and read."""
    return read_svg(svg(Sheet("A page", 400, 300, list(items), "A4")))


def edge(*points: tuple[float, float], curved: bool = False) -> Group:
    line = Path(tuple(points), curved=curved, stroke="#0b5c96", stroke_width=3.4)
    return Group((line,), ("one",), "disclosed", "the line", "edge")


def test_the_gates_see_what_is_wrong_in_a_written_page() -> None:
    text = Text(100, 100, "some text", 8)
    beside = Text(100 + text.width + 1, 100, "beside", 8)
    assert overlaps(page_of(text, beside)) == []
    assert overlaps(page_of(text, Text(110, 103, "upon it", 8))) == [("some text", "upon it")]
    assert [found.text for found in small(page_of(text, Text(10, 10, "tiny", 6.4)))] == ["tiny"]
    assert outside(page_of(text, Text(380, 100, "over the edge", 8))) == ["over the edge"]
    assert shown([page_of(text, edge((0, 0), (9, 9)))]) == {"one"}


@pytest.mark.parametrize(
    ("points", "curved", "hit"),
    [
        (((50, 97), (300, 97)), False, True),
        (((110, 20), (110, 200)), False, True),
        (((50, 120), (300, 120)), False, False),
        (((50, 103.2), (300, 103.2)), False, True),  # its middle passes below, its edge does not
        (((50, 20), (110, 20), (110, 180), (50, 180)), True, False),
        (((50, 97), (150, 97), (200, 97), (300, 97)), True, True),
    ],
)
def test_the_gates_see_straight_and_curved_lines(
    points: tuple[tuple[float, float], ...], *, curved: bool, hit: bool
) -> None:
    text = Text(100, 100, "some text", 8)
    found = crossed(page_of(edge(*points, curved=curved), text))
    assert found == ([("some text", "the line")] if hit else [])


@pytest.mark.parametrize("path", SVGS, ids=lambda path: path.stem)
def test_the_committed_pages_pass_the_gates(path: File) -> None:
    page = read_svg(path.read_text("utf-8"))
    assert overlaps(page) == []
    assert crossed(page) == []
    assert small(page) == []
    assert outside(page) == []


def test_there_are_committed_pages() -> None:
    assert len(SVGS) > 20
    assert [path.stem for path in PDFS] == ["map-detail", "map-matrix", "map-overview"]


@needs_pdffonts
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_the_type_of_every_committed_pdf_is_embedded(path: File) -> None:
    said = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout  # noqa: S607
    fonts = [line.split() for line in said.splitlines()[2:]]
    assert {font[0].partition("+")[2] for font in fonts} == {
        "LiberationSans", "LiberationSans-Bold"
    }  # fmt: skip
    assert all(font[-5] == "yes" for font in fonts)


@needs_pdftotext
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_pdf_says_what_the_pages_say_where_they_say_it(path: File) -> None:
    pages = [read_svg(p.read_text("utf-8")) for p in SVGS if p.stem.startswith(path.stem)]
    found = read_pdf(path)
    assert len(found) == len(pages)
    for words, page in zip(found, pages, strict=True):
        texts = [text for text in page.texts() if text.text.strip()]
        assert sorted("".join(word.text for word in words)) == sorted(
            "".join("".join(text.text.split()) for text in texts)
        )
        assert all(any(_within(word, text) for text in texts) for word in words)
        assert min(word.size for word in words) >= LEAST
        assert list(_overlapping(words)) == []


def _within(word: Word, text: Text) -> bool:
    """Tell whether a word of a PDF stands within a text of the page."""
    left, top, right, bottom = text.bounds
    middle = (word.top + word.bottom) / 2
    return left - HALO < word.left and word.right < right + HALO and top - HALO < middle < bottom


def _overlapping(words: list[Word]) -> Iterator[tuple[str, str]]:
    """Yield words of which one lies upon the other; of a line's height, letters take two thirds."""
    bodies = [
        (w, w.top + 0.17 * (w.bottom - w.top), w.bottom - 0.17 * (w.bottom - w.top)) for w in words
    ]
    for number, (one, top, bottom) in enumerate(bodies):
        for other, other_top, other_bottom in bodies[number + 1 :]:
            across = min(one.right, other.right) - max(one.left, other.left)
            if across > HALO and min(bottom, other_bottom) - max(top, other_top) > HALO:
                yield one.text, other.text


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> File:
    """A company that has every state of a flow, and hostile names."""
    root = tmp_path_factory.mktemp("hard")
    for name, text in company(6, 6, 30).items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def colours(hard: File) -> tuple[set[tuple[str, str]], set[str]]:
    """The colours that occur: of texts with what they stand on, and of the lines of flows."""
    flowcheck("map", hard, *DAY, "--view", "all", "-o", hard / "map.svg")
    pairs: set[tuple[str, str]] = set()
    lines: set[str] = set()
    for path in [*hard.glob("map-*.svg"), *SVGS]:
        page = read_svg(path.read_text("utf-8"))
        grounds: list[Box] = []
        for shape in page.shapes():
            if isinstance(shape, Box) and shape.fill:
                grounds.append(shape)
            elif isinstance(shape, Text) and shape.text.strip():
                pairs.add((shape.color, _ground(shape, grounds)))
        lines |= {s.stroke or s.fill for g in page.groups() for s in g.items if isinstance(s, Path)}
    return pairs, lines


def _ground(text: Text, grounds: list[Box]) -> str:
    """Return the colour of the uppermost box that a text stands on."""
    x, y = text.x + text.width / 2, text.y - text.size / 3
    return next(
        (
            box.fill
            for box in reversed(grounds)
            if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height
        ),
        PAPER,
    )


@pytest.mark.parametrize("seen", [lambda c: c, grey, without_red], ids=["full", "grey", "deutan"])
def test_the_colours_that_occur_keep_their_contrast(
    colours: tuple[set[tuple[str, str]], set[str]], seen: Callable[[Color], Color]
) -> None:
    pairs, lines = colours
    assert len({ink for ink, _ in pairs}) >= 4
    assert len({fill for _, fill in pairs}) >= 7
    assert len(lines) >= 2
    for ink, fill in pairs:
        assert contrast(seen(linear(ink)), seen(linear(fill))) >= READ, (ink, fill)
    for line in lines:
        assert contrast(seen(linear(line)), seen(linear(PAPER))) >= SEEN, line


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "html", "dot", "mermaid"])
def test_two_processes_write_the_same_bytes(hard: File, tmp_path: File, form: str) -> None:
    generated = tmp_path / "generated"
    generate(generated, Company(8, 5))
    for root in (hard, generated):
        made = []
        for seed in ("1", "4242"):
            folder = tmp_path / f"{root.name}-{seed}"
            folder.mkdir()
            flowcheck("map", root, *DAY, "--view", "all", "-o", folder / f"m.{form}", seed=seed)
            made.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
        assert made[0] == made[1]
        assert made[0]
        assert all(not re.search(str(tmp_path).encode(), content) for content in made[0].values())
