"""The examples: each fails in one way, and its README shows what flowcheck says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, TODAY
from flowcheck.project import load
from flowcheck.render import Look, render

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/expected.txt"))

each = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)


def test_there_are_examples() -> None:
    folders = {path.name for path in (ROOT / "examples").iterdir() if path.is_dir()}
    assert {path.name for path in EXAMPLES} == folders
    assert len(folders) >= 5


@each
def test_an_example_gives_the_expected_output(example: Path) -> None:
    expected = (example / "expected.txt").read_text(encoding="utf-8")
    assert render("concise", load(example, today=TODAY).lint(), Look()) == expected


@each
def test_an_example_fails_in_exactly_one_way(example: Path) -> None:
    report = load(example, today=TODAY).lint()
    codes = {f.code for f in report.standing if f.severity in ("error", "warning")}
    assert len(codes) == 1


@each
def test_the_readme_of_an_example_shows_what_is_printed(example: Path) -> None:
    shown = render("text", load(example, today=TODAY).lint(), Look())
    assert f"```text\n{shown}```" in (example / "README.md").read_text(encoding="utf-8")
