"""`lint` with a baseline: what fails, what is written, in CI and elsewhere, what is kept safe."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bad_project import spoil
from commands import Commands, Result

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--today", "2026-11-24")
NAME = "flowcheck-baseline.json"
ONE = "systems: [{id: o, flows: [{id: f, to: mailer, data: prompt}]}]\n"
TWO = ONE + "vendors: [{id: idle, role: email_service_provider, country: us}]\n"
MORE = ONE.replace("]}]\n", ", {id: g, to: mailer, data: prompt}]}]\n")
CLEAN = "systems: [{id: o}]\n"
WAIVERS = (
    "waivers: [{{rule: {rule}, flow: f, reason: in review, owner: dpo, until: 2026-{until}}}]\n"
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
    return Commands(capsys)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return case(tmp_path, ONE)


def case(root: Path, text: str) -> Path:
    return spoil(root, {"inventory/case.yaml": text})


def lint(run: Commands, *options: object) -> Result:
    return run("lint", *DAY, "--format", "json", *options)


def standing(found: Result) -> list[str]:
    findings = json.loads(found.out)["findings"]
    return sorted(f["code"] for f in findings if not f["waived"])


def entries(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["findings"]
    return found


def codes(file: Path) -> list[str]:
    return [entry["code"] for entry in entries(file)]


def test_a_first_baseline_is_written_and_said(run: Commands, root: Path) -> None:
    before = lint(run)
    assert before.code == 1
    found = lint(run, "--write-baseline")
    number = len(standing(before))
    assert found.code == 0
    assert found.err == (
        f"flowcheck: {NAME} now holds {number} findings: {number} added, 0 removed\n"
        f"flowcheck: to use it, write `baseline: {NAME}` in flowcheck.yaml, or give"
        f" `--baseline {NAME}`\n"
    )
    assert codes(root / NAME) == standing(before)
    assert lint(run) == before, "a baseline that nothing names has no effect"
    assert lint(run, "--baseline", NAME).code == 0


def test_only_what_is_new_fails(run: Commands, root: Path) -> None:
    lint(run, "--write-baseline")
    case(root, MORE)
    text = (root / NAME).read_bytes()
    found = run("lint", *DAY, "--format", "concise", "--baseline", NAME)
    assert found.code == 1
    assert "FC101" in found.out
    assert "flow `f`" not in found.out
    assert found.out.count("FC101") == 1
    assert (root / NAME).read_bytes() == text, "nothing was gone"


def test_info_is_recorded_too(run: Commands, root: Path) -> None:
    case(root, TWO)
    lint(run, "--write-baseline")
    assert "FC302" in codes(root / NAME)
    assert run("lint", *DAY, "--baseline", NAME, "--fail-on", "info").code == 0


def test_the_settings_name_one_relative_to_the_root(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(root, {"flowcheck.yaml": "baseline: debt/known.json\n"})
    (root / "debt").mkdir()
    (root / "elsewhere").mkdir()
    monkeypatch.chdir(root / "elsewhere")
    assert lint(run, "..").code == 2
    found = lint(run, "..", "--write-baseline")
    assert found.code == 0
    assert found.err.startswith("flowcheck: debt/known.json now holds ")
    assert "to use it" not in found.err
    assert lint(run, "..").code == 0
    assert lint(run, "..", "--no-baseline").code == 1
    assert lint(run, "..", "--baseline", "../debt/known.json").code == 0
    found = lint(run, "..", "--baseline", "known.json")
    assert found.code == 2
    assert "the baseline `known.json` is not there" in found.err
    assert "`--write-baseline` beside it writes it" in found.err


def test_a_default_baseline_stands_in_the_root(run: Commands, root: Path, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    project = case(tmp_path / "deep", ONE)
    found = lint(run, "deep", "--write-baseline")
    assert (project / NAME).exists()
    assert not (root / NAME).exists()
    assert f"`--baseline deep/{NAME}`" in found.err
    assert lint(run, "deep", "--baseline", f"deep/{NAME}").code == 0


def test_it_shrinks_by_itself(run: Commands, root: Path) -> None:
    lint(run, "--write-baseline")
    number = len(entries(root / NAME))
    case(root, CLEAN)
    found = lint(run, "--baseline", NAME)
    assert found.code == 0
    assert found.err == (
        f"flowcheck: removed {number} findings no longer there from {NAME}; commit the file\n"
    )
    assert entries(root / NAME) == []
    assert lint(run, "--baseline", NAME).err == ""
    case(root, ONE)
    assert lint(run, "--baseline", NAME).code == 1, "what has come back is new"


@pytest.mark.parametrize("value", ["true", "1", "True", "yes", "github"])
def test_in_ci_a_run_does_not_touch_it(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    lint(run, "--write-baseline")
    text, number = (root / NAME).read_bytes(), len(entries(root / NAME))
    case(root, CLEAN)
    monkeypatch.setenv("CI", value)
    found = lint(run, "--baseline", NAME)
    assert found.code == 0
    assert found.err == (
        f"flowcheck: {NAME} holds {number} findings no longer there; run flowcheck on your own"
        " machine, and commit the file\n"
    )
    assert (root / NAME).read_bytes() == text


@pytest.mark.parametrize("value", ["", "0", "false", "False", "no", "off"])
def test_what_is_no_ci(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("CI", value)
    assert lint(run, "--write-baseline").code == 0
    assert (root / NAME).exists()


def test_in_ci_it_never_grows(run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    found = lint(run, "--write-baseline")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"flowcheck: --write-baseline: {NAME} would grow by ")
    assert "write it on your own machine and commit it" in found.err
    assert not (root / NAME).exists()
    monkeypatch.delenv("CI")
    lint(run, "--write-baseline")
    text = (root / NAME).read_bytes()
    monkeypatch.setenv("CI", "true")
    case(root, MORE)
    assert lint(run, "--write-baseline", "--baseline", NAME).code == 2
    assert (root / NAME).read_bytes() == text
    case(root, CLEAN)
    assert lint(run, "--write-baseline", "--baseline", NAME).code == 0, "it may shrink on demand"
    assert entries(root / NAME) == []


def test_what_a_narrower_run_did_not_look_at_stays(run: Commands, root: Path) -> None:
    case(root, TWO)
    lint(run, "--write-baseline")
    before = codes(root / NAME)
    assert {"FC101", "FC302"} <= set(before)
    case(root, CLEAN)
    lint(run, "--baseline", NAME, "--select", "FC3")
    assert codes(root / NAME) == [code for code in before if not code.startswith("FC3")]
    lint(run, "--write-baseline", "--ignore", "FC1")
    assert codes(root / NAME) == [code for code in before if code.startswith("FC1")]
    case(root, "systems: [{id: o, ownr: x}]\n")
    text = (root / NAME).read_bytes()
    assert lint(run, "--baseline", NAME).code == 2
    assert (root / NAME).read_bytes() == text, "bad input shows nothing to be gone"


def test_a_run_as_of_an_earlier_day_shows_nothing_to_be_gone(run: Commands, root: Path) -> None:
    lint(run, "--write-baseline")
    text = (root / NAME).read_bytes()
    case(root, CLEAN)
    assert run("lint", "--today", "2026-11-23", "--baseline", NAME).err == ""
    assert (root / NAME).read_bytes() == text
    assert "removed" in run("lint", "--today", "2026-11-24", "--baseline", NAME).err


def test_a_waiver_takes_the_finding_out(run: Commands, root: Path) -> None:
    lint(run, "--write-baseline")
    assert "FC101" in codes(root / NAME)
    case(root, ONE + WAIVERS.format(rule="FC101", until="12-31"))
    found = lint(run, "--baseline", NAME)
    assert found.code == 0
    assert "FC101" not in codes(root / NAME)
    case(root, ONE + WAIVERS.format(rule="FC101", until="11-23"))
    found = lint(run, "--baseline", NAME)
    assert found.code == 1, "after its end the finding is new, and so is the waiver's"


def test_findings_on_waivers_are_never_known(run: Commands, root: Path) -> None:
    case(root, ONE + WAIVERS.format(rule="FC101", until="11-23"))
    found = run("lint", *DAY, "--format", "concise", "--write-baseline")
    assert found.code == 1
    assert "FC402" in found.out
    assert "error FC101" not in found.out
    assert "FC402" not in codes(root / NAME)


def test_what_is_known_keeps_its_day(run: Commands, root: Path) -> None:
    run("lint", "--today", "2026-10-01", "--write-baseline")
    case(root, MORE)
    run("lint", *DAY, "--write-baseline")
    assert {entry["since"] for entry in entries(root / NAME)} == {"2026-10-01", "2026-11-24"}
    text = (root / NAME).read_bytes()
    assert "0 added, 0 removed" in run("lint", *DAY, "--write-baseline").err
    assert (root / NAME).read_bytes() == text


def test_a_bad_baseline_is_never_overwritten(run: Commands, root: Path) -> None:
    (root / NAME).write_text("<<<<<<< HEAD\n>>>>>>> other\n", encoding="utf-8")
    found = lint(run, "--write-baseline")
    assert (found.code, found.out) == (2, "")
    assert "a merge conflict is left in this file" in found.err
    assert (root / NAME).read_text(encoding="utf-8").startswith("<<<<<<<")


def test_a_file_that_cannot_be_written_is_no_error_for_shrinking(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lint(run, "--write-baseline")
    text = (root / NAME).read_bytes()
    case(root, CLEAN)
    (root / NAME).chmod(0o444)
    found = lint(run, "--baseline", NAME)
    assert found.code == 0
    assert found.err.endswith("no longer there, and stays: it is read-only\n")
    (root / NAME).chmod(0o644)

    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", read_only)
    found = lint(run, "--baseline", NAME)
    assert found.code == 0
    assert found.err.endswith("no longer there, and stays: Read-only file system\n")
    case(root, MORE)
    found = lint(run, "--baseline", NAME, "--write-baseline")
    assert (found.code, found.out) == (2, "")
    assert found.err == f"flowcheck: cannot write {NAME}: Read-only file system\n"
    assert (root / NAME).read_bytes() == text


def test_a_folder_that_is_not_there(run: Commands, root: Path) -> None:
    found = lint(run, "--baseline", root / "no/known.json", "--write-baseline")
    assert found.code == 2
    assert found.err.endswith("no/known.json: No such file or directory\n")


def test_a_file_that_has_changed_meanwhile_is_left(
    run: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lint(run, "--write-baseline")
    case(root, CLEAN)
    other = '{"version": 1, "findings": []}\n'

    def slow(*_: object) -> str:
        (root / NAME).write_text(other, encoding="utf-8")
        return ""

    monkeypatch.setattr("flowcheck.render.render", slow)
    assert run("lint", *DAY, "--baseline", NAME) == Result(0, "", "")
    assert (root / NAME).read_text(encoding="utf-8") == other


def test_options_that_make_no_sense_together(run: Commands, root: Path) -> None:
    for options in (("--baseline", NAME), ("--write-baseline",)):
        found = lint(run, "--no-baseline", *options)
        assert (found.code, found.out) == (2, "")
        assert "--no-baseline leaves nothing to read or write" in found.err
    found = lint(run, "--write-baseline", "-o", f"json={root}/inventory/../{NAME}")
    assert found.code == 2
    assert f"--output: {NAME} is the baseline; name another file" in found.err
    assert not (root / NAME).exists()


def test_the_other_verbs_need_no_baseline(run: Commands, root: Path) -> None:
    spoil(root, {"flowcheck.yaml": "baseline: known.json\n"})
    for verb in (["explain", "app-mail"], ["trace", "prompt"], ["policy", "graph"], ["config"]):
        assert run(*verb).code == 0, verb


KILLED = """
import os, signal, sys
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
sys.argv = ["flowcheck", "lint", "--today", "2026-11-24", "--baseline", sys.argv[1], *sys.argv[2:]]
from flowcheck.cli import main
main()
"""


@pytest.mark.parametrize("options", [[], ["--write-baseline"]])
def test_killed_while_writing_the_old_file_stands(
    run: Commands, root: Path, options: list[str]
) -> None:
    case(root, TWO)
    lint(run, "--write-baseline")
    text = (root / NAME).read_bytes()
    case(root, ONE)
    program = [sys.executable, "-c", KILLED, NAME, *options]
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(program, capture_output=True, check=False, env=environment)
    assert done.returncode == -signal.SIGKILL
    assert (root / NAME).read_bytes() == text
    assert lint(run, "--baseline", NAME).code == 0
    assert "FC302" not in codes(root / NAME)


def test_two_runs_at_once_leave_one_whole_file(run: Commands, root: Path) -> None:
    case(root, TWO)
    lint(run, "--write-baseline")
    case(root, ONE)
    program = [sys.executable, "-m", "flowcheck", "lint", *DAY, "--baseline", NAME]
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    runs = [
        subprocess.Popen(
            program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
        )
        for _ in range(4)
    ]
    for process in runs:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    assert "FC302" not in codes(root / NAME)
    assert sorted(path.name for path in root.iterdir()) == [NAME, "inventory"]
