"""What a run imports: the heavy libraries only where they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import ROOT
from flowcheck.render import formats

HEAVY = ("networkx", "rich", "graphviz", "typst", "xlsxwriter")


def imported_by(*arguments: str) -> set[str]:
    program = (
        "import sys; sys.argv = ['flowcheck', *sys.argv[1:]]\n"
        "from flowcheck import cli\n"
        "cli._end = sys.exit\n"
        "try: cli.main()\n"
        "finally: print('\\n'.join(['@', *sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    return set(done.stdout.partition("@\n")[2].split())


@pytest.mark.parametrize("heavy", HEAVY)
def test_lint_imports_no_heavy_library(heavy: str) -> None:
    imported = imported_by("lint", str(ROOT), "-q", "--no-cache")
    assert "flowcheck.engine" in imported
    assert heavy not in imported


def test_lint_without_a_baseline_imports_nothing_of_it() -> None:
    imported = imported_by("lint", str(ROOT), "-q", "--no-cache")
    assert not imported & {"flowcheck.cli.baseline", "flowcheck.project.baseline"}


def test_only_what_asks_for_the_catalogue_reads_it() -> None:
    catalogue = {"flowcheck.model.catalogue", "flowcheck.project.catalogue"}
    for asked in (("--help",), ("vendors", "--help"), ("lint", str(ROOT), "-q", "--no-cache")):
        assert not imported_by(*asked) & catalogue
    assert catalogue < imported_by("vendors", "stripe")


@pytest.mark.parametrize("name", formats())
def test_a_format_imports_no_heavy_library(name: str) -> None:
    imported = imported_by("lint", str(ROOT), "--output", name, "--no-cache")
    assert f"flowcheck.render.{name}_format" in imported
    assert not imported & {*HEAVY, "xml", "email", "http", "ssl", "wcwidth"}


def test_the_version_imports_almost_nothing() -> None:
    imported = imported_by("--version")
    assert "flowcheck._version" in imported
    assert not imported & {"click", "msgspec", "yaml", "flowcheck.project"}


def test_the_graph_is_what_needs_networkx() -> None:
    assert "networkx" in imported_by("policy", "graph", str(ROOT), "-o", "/dev/null")


def test_only_a_workbook_needs_what_writes_one() -> None:
    asked = ("report", "ropa", str(ROOT), "-o", "/dev/null", "--format")
    assert "xlsxwriter" not in imported_by(*asked, "markdown")
    assert "xlsxwriter" in imported_by(*asked, "xlsx")
