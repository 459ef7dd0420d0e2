"""Letters that the typeface lacks: numbers that everybody sees, and whose they are."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from commands import Commands
from flowcheck.render.drawing.type import letters_beyond
from flowcheck.render.map.spelling import spelled
from projects import FAILING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = ("--today", "2026-11-24")
FOREIGN = "\u5e83\u544a \u30cd\u30c3\u30c8 GmbH"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


@pytest.fixture
def root(write_project: Callable[..., Path]) -> Path:
    policy = FAILING["inventory/policy.yaml"].replace("Acme", "Acme \u6f22")
    return write_project({**FAILING, "inventory/policy.yaml": policy})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Acme", "Acme"),
        ("\u00c9clair \u0416\u03a9\u05d0 \u1ea0", "\u00c9clair \u0416\u03a9\u05d0 \u1ea0"),
        (FOREIGN, "[U+5E83 544A] [U+30CD 30C3 30C8] GmbH"),
        ("a\U0001f600b", "a[U+1F600]b"),
        ("5 \u20bf", "5 [U+20BF]"),
        ("line\nfeed\u202e", "line\nfeed\u202e"),  # hidden letters are told elsewhere
        ("]^\\-\u6f22", "]^\\-[U+6F22]"),
    ],
)
def test_letters_that_are_lacking_become_numbers(text: str, shown: str) -> None:
    assert spelled(text) == shown
    assert letters_beyond(spelled(text)) == ""


@pytest.mark.parametrize("name", ["map.png", "map.pdf"])
def test_pictures_tell_whose_letters_are_lacking(
    run: Commands, root: Path, tmp_path: Path, name: str
) -> None:
    found = run("map", root, *DAY, "-o", tmp_path / name)
    assert found.code == 0
    assert found.err == (
        f"flowcheck: {name[-3:]} is set in a typeface that lacks letters of the policy (\u6f22),"
        " system `tokyo` (\u6771\u4eac\u30c1\u30fc\u30e0)"
        " and vendor `adnet` (\u5e83\u544a\u30cd\u30c3\u30c8): they are drawn as numbers,"
        " as [U+6F22]; svg and html show them as they are\n"
    )


@pytest.mark.parametrize("name", ["map.svg", "map.html", "map.dot", "map.mmd"])
def test_what_a_reader_sets_keeps_them(
    run: Commands, root: Path, tmp_path: Path, name: str
) -> None:
    found = run("map", root, *DAY, "-o", tmp_path / name)
    assert (found.code, found.err) == (0, "")
    assert "\u5e83\u544a" in (tmp_path / name).read_text("utf-8")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext of poppler-utils")
def test_a_pdf_is_set_in_the_shipped_typeface_alone(
    run: Commands, root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "map.pdf"
    run("map", root, *DAY, "-o", file)
    command = ["pdftotext", "-raw", str(file), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "[U+5E83 544A 30CD 30C3 30C8]" in " ".join(said.split())
    command = ["pdffonts", str(file)]
    fonts = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    names = {line.split()[0].partition("+")[2] for line in fonts.splitlines()[2:]}
    assert names == {"LiberationSans", "LiberationSans-Bold"}
    assert not re.search(r"[\u3000-\u9fff]", said)
