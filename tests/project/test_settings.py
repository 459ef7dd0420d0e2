"""Which rules run and how severe they are: packs, then `flowcheck.yaml`, then the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bad_project import spoil
from flowcheck.project import load
from flowcheck.project.settings import Choice, Settings, override, selector_hint
from flowcheck.rules import find_rule

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.rule import Rule


def rule(code: str) -> Rule:
    found = find_rule(code)
    assert found is not None
    return found


def settings(root: Path, config: str = "", pack: str = "", other_pack: str = "") -> Settings:
    files: dict[str, str | bytes | None] = {}
    files |= {"flowcheck.yaml": config} if config else {}
    files |= {"rules/a.yaml": pack} if pack else {}
    files |= {"rules/b.yaml": other_pack} if other_pack else {}
    return load(spoil(root, files)).settings


def grade(found: Settings, code: str, path: str = "inventory/app.yaml") -> str:
    return found.grade(rule(code), rule(code).severity, path)


def test_without_any_settings_every_rule_runs(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert found == Settings()
    assert found.runs(rule("FC101"))
    assert grade(found, "FC101") == "error"
    assert found.fail_on == "error"


@pytest.mark.parametrize("selector", ["FC111", "FC1", "fc111", "vague-disclosure", "all", "FC"])
def test_selectors(selector: str) -> None:
    assert Settings(select=(Choice(selector),)).runs(rule("FC111"))
    assert not Settings(ignore=(Choice(selector),)).runs(rule("FC111"))


def test_what_means_no_rule() -> None:
    assert selector_hint("FC1") is None
    assert selector_hint("undisclosed-dat") == "did you mean `undisclosed-data`?"
    assert selector_hint("zzz") == "see `flowcheck explain` for all rules"
    assert selector_hint("") is not None


def test_packs_add_up(tmp_path: Path) -> None:
    found = settings(tmp_path, "", "select: FC1\nignore: FC111\n", "select: FC2\nignore: FC112\n")
    assert [c.selector for c in found.select] == ["FC1", "FC2"]
    assert [c.selector for c in found.ignore] == ["FC111", "FC112"]


def test_the_project_overrules_packs(tmp_path: Path) -> None:
    pack = "select: FC1\nignore: FC111\nseverity: {FC112: error, FC301: off, FC302: off}\n"
    found = settings(tmp_path, "select: [FC111, FC112, FC301]\nseverity: {FC112: info}\n", pack)
    assert found.runs(rule("FC111"))
    assert found.runs(rule("FC301"))
    assert not found.runs(rule("FC101"))
    assert grade(found, "FC112") == "info"


def test_the_project_may_only_ignore_more(tmp_path: Path) -> None:
    found = settings(tmp_path, "ignore: FC112\n", "select: FC1\nignore: FC111\n")
    assert [code for code in ("FC101", "FC111", "FC112", "FC201") if found.runs(rule(code))] == [
        "FC101"
    ]


def test_severities_the_last_that_fits_wins(tmp_path: Path) -> None:
    found = settings(tmp_path, "severity: {FC1: info, FC103: off, undisclosed-data: warning}\n")
    assert grade(found, "FC102") == "info"
    assert grade(found, "FC101") == "warning"
    assert not found.runs(rule("FC103"))


def test_settings_by_path(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        "per_path:\n"
        "  'inventory/old/*': {ignore: FC111, severity: {FC101: warning}}\n"
        "  'inventory/*.yaml': {severity: {FC2: info}}\n",
    )
    assert grade(found, "FC111", "inventory/old/x.yaml") == "off"
    assert grade(found, "FC111") == "warning"
    assert grade(found, "FC101", "inventory/old/x.yaml") == "warning"
    assert grade(found, "FC201") == "info"
    assert found.runs(rule("FC111"))


def test_the_command_line_overrules_the_project(tmp_path: Path) -> None:
    below = settings(
        tmp_path, "select: FC1\nignore: FC111\nseverity: {FC301: off}\nfail_on: never\n"
    )
    assert override(below, (), ()) == below
    found = override(below, [Choice("FC111"), Choice("FC301")], (), "warning")
    assert found.runs(rule("FC111"))
    assert found.runs(rule("FC301"))
    assert not found.runs(rule("FC101"))
    assert found.fail_on == "warning"
    assert not override(below, (), [Choice("FC101")]).runs(rule("FC101"))
    assert not override(below, [Choice("FC101")], [Choice("undisclosed-data")]).runs(rule("FC101"))


def test_where_things_stand(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        {
            "flowcheck.yaml": "inventory: data\nrules: [packs, one.yaml]\n",
            "packs/a.yaml": "ignore: FC111\n",
            "one.yaml": "ignore: FC112\n",
            "rules/unused.yaml": "bad: [",
        },
    )
    (tmp_path / "inventory").rename(tmp_path / "data")
    assert [c.selector for c in load(tmp_path).settings.ignore] == ["FC111", "FC112"]
