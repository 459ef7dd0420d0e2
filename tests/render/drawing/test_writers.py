"""Sheets written: SVG that parses, pictures of the right size, PDF with its type embedded."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from drawn_maps import Bundled
from flowcheck.render.drawing.pdf import pdf
from flowcheck.render.drawing.sheet import Box, Group, Path, Sheet, Text, clean
from flowcheck.render.drawing.svg import number, svg
from flowcheck.render.drawing.xdot import picture_dot
from hostile import STRINGS

if TYPE_CHECKING:
    from pathlib import Path as File

SPACE = "{http://www.w3.org/2000/svg}"


def sheet_of(*texts: str) -> Sheet:
    row = Group(
        (Box(20, 20, 50, 20, fill="#ffffff", stroke="#b3002d", dash="dashed", radius=4),),
        ("one", "two"), "undisclosed", "<title>", "row",
    )  # fmt: skip
    curve = Path(((0, 0), (10, 0), (20, 30), (40, 30)), curved=True, stroke="#0b5c96")
    head = Path(((40, 30), (35, 27), (35, 33)), fill="#0b5c96")
    lines = [Text(10, 60 + 10 * n, clean(text), 8) for n, text in enumerate(texts)]
    return Sheet("A <page>", 400, 300, [row, curve, head, *lines], "A4")


def test_svg_names_the_flows_of_a_group() -> None:
    root = ET.fromstring(svg(sheet_of("text")))  # noqa: S314 - our own
    (group,) = root.iter(f"{SPACE}g")
    assert group.get("data-flows") == "one two"
    assert group.get("class") == "flow row undisclosed"
    assert group.findtext(f"{SPACE}title") == "<title>"


@pytest.mark.parametrize("text", STRINGS)
def test_svg_says_any_text_as_it_is(text: str) -> None:
    root = ET.fromstring(svg(sheet_of(text[:80])))  # noqa: S314 - our own
    assert [found.text or "" for found in root.iter(f"{SPACE}text")] == [clean(text[:80])]
    assert not [e for e in root.iter() if e.tag.removeprefix(SPACE) in ("script", "image", "a")]


def test_a_picture_has_the_size_of_the_page() -> None:
    dots = Bundled().engine.picture(picture_dot(sheet_of("text"), 144))
    assert dots.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", dots[16:24])
    assert (wide, high) == pytest.approx((800, 600), abs=3)


def test_no_string_is_longer_than_an_old_graphviz_reads() -> None:
    lines = [f'{number} \u5e83\u544a "quoted" \\' for number in range(2000)]
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', picture_dot(sheet_of(*lines), 72))
    assert 10 < len(strings) < 100
    assert max(len(string.encode()) for string in strings) < 16_000


def test_a_picture_takes_any_text_and_is_the_same_each_time() -> None:
    engine = Bundled().engine
    sheet = sheet_of(*(text[:60] for text in STRINGS[:20]))
    assert engine.picture(picture_dot(sheet, 72)) == engine.picture(picture_dot(sheet, 72))


def test_pdf_is_the_same_each_time_and_has_the_pages() -> None:
    pages = [sheet_of("one"), sheet_of("two")]
    made = pdf(pages, "A map", "Acme")
    assert made == pdf(pages, "A map", "Acme")
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 2


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="needs pdffonts of poppler-utils")
def test_pdf_embeds_its_type(tmp_path: File) -> None:
    file = tmp_path / "map.pdf"
    file.write_bytes(pdf([sheet_of("text")], "A map", "Acme"))
    said = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True)  # noqa: S607
    fonts = [line.split() for line in said.stdout.splitlines()[2:]]
    assert [font[0].partition("+")[2] for font in fonts] == ["LiberationSans"]
    assert all(font[-5] == "yes" for font in fonts)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext of poppler-utils")
def test_pdf_can_be_searched(tmp_path: File) -> None:
    file = tmp_path / "map.pdf"
    file.write_bytes(pdf([sheet_of("find me here")], "A map", "Acme"))
    said = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)  # noqa: S607
    assert "find me here" in said.stdout


@pytest.mark.parametrize(("value", "said"), [(1.0, "1"), (-0.001, "0"), (2.345, "2.35"), (0, "0")])
def test_numbers_are_short(value: float, said: str) -> None:
    assert number(value) in (said, "2.34")
