"""Every rule on its own small projects: `<rule module>/fail/<case>/` and `.../pass/<case>/`.

A failing case holds `expected.txt`: the concise lines of that rule's findings, as printed by
`flowcheck lint --select CODE --format concise --quiet`. The example on a rule's page is the case
`page`: its YAML or JSON must stand in that case's files, so the page is executed too.

A case may hold a little code base beside its inventory, which rules on code look at.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from textwrap import dedent

import pytest

from conftest import ROOT, TODAY
from flowcheck.project import load
from flowcheck.render import Look, render
from flowcheck.rule import DOCS, docs_url
from flowcheck.rules import all_rules, find_rule
from seen import scan_folder

HERE = Path(__file__).parent
CODES = {
    *("FC101", "FC102", "FC103", "FC104", "FC105", "FC106", "FC107"),
    *("FC111", "FC112", "FC113", "FC121", "FC131", "FC201", "FC202", "FC301", "FC302"),
    *(
        "FC401",
        "FC402",
        "FC403",
        "FC501",
        "FC502",
        "FC503",
        "FC504",
        "FC505",
        "FC506",
        "FC507",
        "FC508",
        "FC901",
    ),
    *("FC601", "FC602", "FC603", "FC604"),
}
_EXAMPLE = re.compile(
    r"^## (Failing|Passing) example\n.*?```(?:yaml|json)\n(.*?)```", re.DOTALL | re.MULTILINE
)


def cases(kind: str) -> list[Path]:
    return sorted(path for path in HERE.glob(f"*/{kind}/*") if path.is_dir())


def module_of(code: str) -> str:
    rule = find_rule(code)
    assert rule is not None
    return rule.name.replace("-", "_")


def findings(case: Path) -> str:
    rule = find_rule(case.parts[-3].replace("_", "-"))
    assert rule is not None, f"{case.parts[-3]} is no rule"
    project = load(case, today=TODAY)
    if rule.reads_code or any(case.glob("*/package.json")):
        project = project.scanned(scan_folder(case))
    report = project.lint(select=[rule.code])
    return render("concise", report, Look(quiet=True))


def test_the_pages_are_published_where_the_package_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["urls"]["Documentation"] == DOCS
    assert docs_url("FC103") == f"{DOCS}rules/FC103/"


def test_the_rules_are_those_of_the_contract() -> None:
    assert {rule.code for rule in all_rules()} == CODES


@pytest.mark.parametrize("case", cases("fail"), ids=lambda p: f"{p.parts[-3]}-{p.name}")
def test_a_failing_case_gives_the_expected_findings(case: Path) -> None:
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    assert expected.strip()
    assert findings(case) == expected


@pytest.mark.parametrize("case", cases("pass"), ids=lambda p: f"{p.parts[-3]}-{p.name}")
def test_a_passing_case_gives_no_finding_of_the_rule(case: Path) -> None:
    assert findings(case) == ""


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_rule_has_failing_and_passing_cases(code: str) -> None:
    folder = HERE / module_of(code)
    assert (folder / "fail" / "page").is_dir()
    assert (folder / "pass" / "page").is_dir()


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_page_is_complete_and_its_examples_are_the_cases(code: str) -> None:
    rule = find_rule(code)
    assert rule is not None
    for heading in ("What it checks", "Why it matters", "How to fix", "References"):
        assert f"\n## {heading}\n" in rule.page, heading
    examples = dict(_EXAMPLE.findall(rule.page))
    assert examples.keys() == {"Failing", "Passing"}
    for word, kind in (("Failing", "fail"), ("Passing", "pass")):
        folder = HERE / module_of(code) / kind / "page"
        paths = (*folder.rglob("*.yaml"), *folder.rglob("*.json"))
        texts = [path.read_text(encoding="utf-8") for path in sorted(paths)]
        wanted = [line.strip() for line in dedent(examples[word]).strip().splitlines()]
        assert any(_stands_in(wanted, text) for text in texts), f"{word} example of {code}"


def _stands_in(wanted: list[str], text: str) -> bool:
    """Tell whether lines stand one after the other in a text, indentation apart."""
    lines = [line.strip() for line in text.splitlines()]
    return any(lines[i : i + len(wanted)] == wanted for i in range(len(lines)))
