"""The examples: each fails in one way, and its README shows what flowcheck says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, TODAY
from flowcheck.cli.scanning import scan_code
from flowcheck.project import load
from flowcheck.render import Look, render

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.engine import Report

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/expected.txt"))

each = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)


def judge(example: Path) -> Report:
    """Judge an example as `flowcheck lint` does: with its code base, where its settings say so."""
    project = load(example, today=TODAY)
    if project.settings.scan.lint:
        project = project.scanned(scan_code(project.folder, project.settings))
    return project.lint()


def test_there_are_examples() -> None:
    folders = {path.name for path in (ROOT / "examples").iterdir() if path.is_dir()}
    assert {path.name for path in EXAMPLES} == folders
    assert len(folders) >= 5


@each
def test_an_example_gives_the_expected_output(example: Path) -> None:
    expected = (example / "expected.txt").read_text(encoding="utf-8")
    assert render("concise", judge(example), Look()) == expected


@each
def test_an_example_fails_in_exactly_one_way(example: Path) -> None:
    report = judge(example)
    codes = {f.code for f in report.standing if f.severity in ("error", "warning")}
    assert len(codes) == 1


@each
def test_the_readme_of_an_example_shows_what_is_printed(example: Path) -> None:
    shown = render("text", judge(example), Look())
    assert f"```text\n{shown}```" in (example / "README.md").read_text(encoding="utf-8")
