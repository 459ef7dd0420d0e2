"""Names that hide, break or turn text: every picture and document shows them as lint does."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from commands import Commands
from flowcheck.render.frame import printable
from projects import FAILING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = ("--today", "2026-11-24")
NAME = "We\u202eb \u200bapp\nand \u2066more"
SHOWN = "We\ufffdb \ufffdapp\ufffdand \ufffdmore"
QUOTED = '"We\\u202eb \\u200bapp\\nand \\u2066more"'
LABEL = "vocabulary: {data: {odd_thing: {label: LABEL, parents: contact_data}}}\n"


@pytest.fixture
def root(write_project: Callable[..., Path]) -> Path:
    files = dict(FAILING)
    for said in ("controller: Acme", "title: Privacy Policy", "name: Web app"):
        hidden = f"{said.partition(':')[0]}: {QUOTED}"
        files = {name: text.replace(said, hidden) for name, text in files.items()}
    files["inventory/systems.yaml"] += LABEL.replace("LABEL", QUOTED)
    files["inventory/systems.yaml"] = files["inventory/systems.yaml"].replace(
        "data: [email_address", "data: [odd_thing, email_address"
    )
    return write_project(files)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


def test_the_name_is_shown_so_by_lint() -> None:
    assert printable(NAME) == SHOWN


@pytest.mark.parametrize("name", ["svg", "html", "dot", "mermaid"])
def test_maps_show_it_likewise(run: Commands, root: Path, tmp_path: Path, name: str) -> None:
    found = run("map", root, *DAY, "--view", "all", "-o", tmp_path / "out" / f"m.{name}")
    assert found.code == 2  # the folder is not there
    (tmp_path / "out").mkdir()
    assert run("map", root, *DAY, "--view", "all", "-o", tmp_path / "out" / f"m.{name}").code == 0
    if name != "dot":
        run("map", root, *DAY, "--view", "matrix", "-o", tmp_path / "out" / "x.svg")
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "out").iterdir())
    _check(text)
    assert SHOWN in text


@pytest.mark.parametrize("kind", ["ropa", "subprocessors", "coverage", "traceability", "ccpa"])
@pytest.mark.parametrize("name", ["md", "html", "xlsx"])
def test_documents_show_it_likewise(
    run: Commands, root: Path, tmp_path: Path, kind: str, name: str
) -> None:
    file = tmp_path / f"x.{name}"
    assert run("report", kind, root, *DAY, "-o", file).code == 0
    content = file.read_bytes()
    if name == "xlsx":
        with ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(part) for part in parts.namelist())
    text = content.decode()
    _check(text)
    assert SHOWN in text


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="needs pdffonts of poppler-utils")
def test_a_pdf_that_shows_it_is_set_in_no_other_typeface(
    run: Commands, root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "map.pdf"
    assert run("map", root, *DAY, "-o", file).code == 0
    said = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout  # noqa: S607
    names = {line.split()[0].partition("+")[2] for line in said.splitlines()[2:]}
    assert names == {"LiberationSans", "LiberationSans-Bold"}


def _check(text: str) -> None:
    """See to it that nothing but the lines of the file itself is hidden."""
    assert [letter for letter in text if not letter.isprintable() and letter not in "\n\r\t"] == []
