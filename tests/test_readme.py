"""The README shows what the terminal shows, and names commands that exist."""

from __future__ import annotations

import re

from conftest import ROOT, TODAY
from flowcheck.project import load
from flowcheck.render import Look, formats, render

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_finding_on_the_first_screen_is_real() -> None:
    report = load(ROOT / "examples" / "undisclosed-vendor", today=TODAY).lint()
    shown = render("text", report, Look(quiet=True)).rstrip()
    assert f"```text\n{shown}\n```" in README


def test_the_formats_are_those_of_the_documentation() -> None:
    page = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    table = page.partition("\n## Formats\n")[2].partition("\n\nA run [exits]")[0]
    named = re.findall(r"`([a-z]+)`", "".join(row.split("|")[1] for row in table.split("\n")[3:]))
    assert tuple(sorted(named)) == formats()


def test_the_files_that_it_links_to_exist() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_the_statement_that_it_shows_is_one_of_the_example_company() -> None:
    facts = load(ROOT, today=TODAY).facts
    statement = facts.statement("share-analytics")
    assert statement is not None
    assert statement.quote == "Analytics and performance monitoring services"
    assert f"recipient: [{', '.join(statement.box['recipient'])}]" in README


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^\$ make ([a-z-]+)", README, re.MULTILINE)
    assert named == ["lint", "test"]
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_last_line_of_make_lint_is_the_one_that_it_quotes() -> None:
    report = load(ROOT, today=TODAY).lint()
    last = render("text", report, Look()).rstrip().splitlines()[-1]
    assert f"\n...\n{last}\n```\n" in README
