"""`config`: the effective settings, where each comes from, and what becomes of each rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bad_project import spoil
from commands import Commands
from flowcheck.project import load
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from pathlib import Path

PACK = "select: FC1\nseverity: {FC112: error, FC107: off}\nignore: [FC105]\n"
CONFIG = """\
fail_on: warning
baseline: known.json
select: [FC1, expired-waiver]
ignore: FC113
severity: {vague-disclosure: info}
per_path:
  "inventory/legcy/*": {ignore: FC101}
  "inventory/*.yaml":
    severity: {FC103: info}
scan:
  lint: true
  include: [tests, examples]
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Commands(capsys)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "flowcheck.yaml": CONFIG,
        "rules/house.yaml": PACK,
        "inventory/legacy/old.yaml": "systems: [{id: old}]\n",
    }
    return spoil(tmp_path, files)


def test_without_any_settings_all_are_defaults(run: Commands, tmp_path: Path) -> None:
    found = run("config", spoil(tmp_path, {}))
    assert (found.code, found.err) == (0, "")
    assert found.out == (
        "inventory     inventory               default\n"
        "rules         rules                   default\n"
        "baseline      none                    default\n"
        "fail_on       error                   default\n"
        "select        all rules               default\n"
        "ignore        none                    default\n"
        "severity      as on each rule's page  default\n"
        "per_path      none                    default\n"
        "scan.lint     false                   default\n"
        "scan.include  none                    default\n"
        "scan.exclude  none                    default\n"
        "scan.sbom     none                    default\n"
    )


def test_each_value_with_its_origin(run: Commands, root: Path) -> None:
    found = run("config", root)
    assert (found.code, found.err) == (0, "")
    assert found.out == (
        "inventory     inventory                    default\n"
        "rules         rules                        default\n"
        "                rules/house.yaml\n"
        "baseline      known.json                   flowcheck.yaml:2\n"
        "fail_on       warning                      flowcheck.yaml:1\n"
        "select        FC1                          flowcheck.yaml:3\n"
        "              expired-waiver               flowcheck.yaml:3\n"
        "ignore        FC113                        flowcheck.yaml:4\n"
        "severity      FC112 error                  rules/house.yaml:2\n"
        "              vague-disclosure info        flowcheck.yaml:5\n"
        "per_path      inventory/legcy/* (no file)  flowcheck.yaml:7\n"
        "                ignore FC101               flowcheck.yaml:7\n"
        "              inventory/*.yaml (3 files)   flowcheck.yaml:8\n"
        "                severity FC103 info        flowcheck.yaml:9\n"
        "scan.lint     true                         flowcheck.yaml:11\n"
        "scan.include  tests, examples              flowcheck.yaml:12\n"
        "scan.exclude  none                         default\n"
        "scan.sbom     none                         default\n"
    )


def test_what_becomes_of_each_rule(run: Commands, root: Path) -> None:
    lines = run("config", root, "--rules").out.splitlines()
    shown = {line.split()[0]: " ".join(line.split()[2:]) for line in lines if line[0] != " "}
    assert list(shown) == [rule.code for rule in all_rules()]
    assert shown["FC101"] == "error default"
    assert shown["FC107"] == "error default", "selected above what switches it off"
    assert shown["FC111"] == "info `severity` of vague-disclosure: flowcheck.yaml:5"
    assert shown["FC112"] == "error `severity` of FC112: rules/house.yaml:2"
    assert shown["FC113"] == "off `ignore` of FC113: flowcheck.yaml:4"
    assert shown["FC402"] == "error default"
    assert shown["FC201"] == "off not in `select`: flowcheck.yaml:3"
    after = lines[[line[:5] for line in lines].index("FC103") + 1]
    assert after.split() == [
        *("in", "inventory/*.yaml", "info", "`severity`", "of", "FC103:", "flowcheck.yaml:9")
    ]


def test_what_options_would_change(run: Commands, root: Path) -> None:
    options = ("--select", "FC2,FC101", "--ignore", "FC202", "--fail-on", "never")
    found = run("config", root, *options).out.splitlines()
    assert [line.split() for line in found if "command line" in line] == [
        ["fail_on", "never", "the", "command", "line"],
        ["select", "FC2", "the", "command", "line"],
        ["FC101", "the", "command", "line"],
        ["ignore", "FC202", "the", "command", "line"],
    ]
    rules = [
        " ".join(line.split()) for line in run("config", root, *options, "--rules").out.splitlines()
    ]
    assert "FC201 broken-promise error default" in rules
    assert "FC102 undisclosed-purpose off not in `select`: the command line" in rules
    assert "FC202 undeclared-safeguard off `ignore` of FC202: the command line" in rules


def test_json_says_the_same(run: Commands, root: Path) -> None:
    value: dict[str, Any] = json.loads(run("config", root, "--format", "json").out)
    assert value["version"] == 1
    settings = value["settings"]
    assert settings["rules"] == {
        "value": ["rules"], "origin": "default", "files": ["rules/house.yaml"],
    }  # fmt: skip
    assert settings["fail_on"] == {"value": "warning", "origin": "flowcheck.yaml:1"}
    assert settings["severity"][0] == {
        "rules": "FC112", "severity": "error", "origin": "rules/house.yaml:2",
    }  # fmt: skip
    assert [path["files"] for path in settings["per_path"]] == [0, 3]
    by_code = {rule["code"]: rule for rule in value["rules"]}
    assert by_code["FC113"] == {
        "code": "FC113", "name": "shadowed-disclosure", "severity": "off", "setting": "ignore",
        "rules": "FC113", "origin": "flowcheck.yaml:4", "per_path": [],
    }  # fmt: skip
    assert by_code["FC103"]["per_path"] == [
        {
            "pattern": "inventory/*.yaml", "severity": "info", "setting": "severity",
            "rules": "FC103", "origin": "flowcheck.yaml:9",
        }
    ]  # fmt: skip


def test_it_agrees_with_lint(run: Commands, root: Path) -> None:
    (root / "known.json").write_text('{"version": 1, "findings": []}\n', encoding="utf-8")
    for options in ([], ["FC2", "FC101"]):
        asked = [word for name in options for word in ("--select", name)]
        value = json.loads(run("config", root, *asked, "--format", "json").out)
        runs = {rule["code"] for rule in value["rules"] if rule["severity"] != "off"}
        assert load(root).lint(select=options).ran == runs


def test_bad_settings_are_told_as_lint_tells_them(run: Commands, root: Path) -> None:
    spoil(root, {"flowcheck.yaml": "severity: {FC101: warn}\nignore: undisclosed-dat\n"})
    found = run("config", root)
    assert (found.code, found.out) == (2, "")
    assert found.err == run("lint", root).err
    assert "did you mean `warning`?" in found.err
    assert (
        "did you mean `undisclosed-data`?" in run("config", root, "--select", "undisclosed-dat").err
    )
    spoil(root, {"flowcheck.yaml": CONFIG, "rules/house.yaml": "severity: {FC999: error}\n"})
    found = run("config", root)
    assert found.code == 2
    assert "`FC999` is no rule" in found.err
    spoil(root, {"rules/house.yaml": PACK})
    (root / "inventory").rename(root / "inventroy")
    assert "`inventory` is not there" in run("config", root).err


def test_a_bad_inventory_hides_no_settings(run: Commands, root: Path) -> None:
    spoil(root, {"inventory/case.yaml": "systems: ["})
    found = run("config", root)
    assert found.code == 0
    assert found.err == (
        "flowcheck: 1 input error in the inventory, which `flowcheck lint` shows\n"
    )
    assert "inventory/legcy/*  " in found.out, "which files there are cannot be told"
    value = json.loads(run("config", root, "--format", "json").out)
    assert [path["files"] for path in value["settings"]["per_path"]] == [None, None]


def test_lint_tells_a_pattern_that_matches_nothing(run: Commands, root: Path) -> None:
    found = run("lint", root, "--no-baseline", "-q")
    assert found.err == (
        "flowcheck: flowcheck.yaml:7: `inventory/legcy/*` matches no file, so what it sets has no"
        " effect; did you mean `inventory/legacy/*`?\n"
    )
    per_path = "per_path: {'inventory/policy.txt': {ignore: FC502}, 'rules/*': {ignore: FC9}}\n"
    assert run("lint", spoil(root, {"flowcheck.yaml": per_path}), "-q").err == ""
    assert "(no file)" not in run("config", root).out


def test_colours_and_files(run: Commands, root: Path, tmp_path: Path) -> None:
    coloured = run("config", root, "--color", "always").out
    assert "\x1b[1mfail_on\x1b[0m       warning " in coloured
    target = tmp_path / "settings.txt"
    assert run("config", root, "-o", target).out == ""
    assert target.read_text(encoding="utf-8") == run("config", root).out
    assert "Example" in run("config", "--help").out
