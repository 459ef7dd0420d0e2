"""The GitHub action: its steps run as a runner runs them, on good, bad and hostile input."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bad_project import GOOD, spoil
from conftest import ROOT
from github_runner import Outcome, Runner

EXAMPLE = ROOT / "examples" / "undisclosed-vendor"
ACTION = ROOT / "action.yml"
STEPS = ["Install flowcheck", "Lint", "Compare", "Gate"]
HERE = {"install": {"python": sys.executable}}
"""What the install step tells, where flowcheck is installed already."""
HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned;",
    "' ; touch pwned ; '",
    '" ; touch pwned ; "',
    "a\ntouch pwned\n::error::pwned\n",
    "${{ github.token }}",
    "--help",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checkout that holds the good project."""
    folder = spoil(tmp_path / "work space", {})
    (folder / ".git").mkdir()
    return folder


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(ROOT, tmp_path / "runner temp")


def add_example(folder: Path) -> None:
    shutil.rmtree(folder / "inventory")
    shutil.copytree(EXAMPLE / "inventory", folder / "inventory")


def test_it_fits_the_schema_of_actions() -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_an_audit_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    command = [str(zizmor), "--offline", "--no-progress", "--persona", "pedantic", str(ACTION)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_other_actions_are_pinned_by_commit_and_tell_their_version() -> None:
    used = re.findall(r"uses: (.+)", ACTION.read_text(encoding="utf-8"))
    assert len(used) == 2
    for text in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", text)


def test_no_value_is_written_into_a_script() -> None:
    steps = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 5
    assert not any("${{" in script for script in scripts)


@pytest.mark.usefixtures("package_index")
def test_a_clean_project_passes_with_what_the_action_itself_installs(
    runner: Runner, workspace: Path
) -> None:
    for name in ("click", "yaml", "json", "pip", "venv", "runner", "flowcheck/__init__"):
        path = workspace / f"{name}.py"  # none of them is imported
        path.parent.mkdir(exist_ok=True)
        path.write_text("open('pwned', 'w')\n", encoding="utf-8")
    runner.environment["PYTHONPATH"] = "."
    done = runner.run(workspace)
    assert done.code == 0, done.log
    assert_untouched(done, workspace)
    assert list(done.ran) == STEPS
    assert Path(done.ran["Lint"]["PYTHON"]).is_relative_to(runner.temp)
    assert done.outputs["errors"] == done.outputs["warnings"] == done.outputs["exit-code"] == "0"
    assert json.loads(Path(done.outputs["sarif-file"]).read_text(encoding="utf-8"))["runs"]
    assert done.commands == []
    assert "0 errors, 0 warnings" in done.summary


def test_findings_are_annotated_summed_up_and_fail_at_the_end(
    runner: Runner, workspace: Path
) -> None:
    add_example(workspace)
    done = runner.run(workspace, HERE, upload_sarif="true", comment="true")
    assert done.code == 1
    assert list(done.ran) == [
        *STEPS[:-1], "Upload to code scanning", "Comment on the pull request", "Gate",
    ]  # fmt: skip
    assert (done.outputs["errors"], done.outputs["warnings"]) == ("1", "0")
    assert done.outputs["exit-code"] == "1"
    (error,) = done.commands
    assert error.name == "error"
    assert error.properties["file"] == "inventory/systems/booking-app.yaml"
    assert (error.properties["line"], error.properties["col"]) == ("26", "13")
    assert "undisclosed-recipient" in error.properties["title"]
    assert "26 |         to: sentry" in done.log
    assert "the nearest it discloses: cloud_hosting_provider" in done.log
    assert "undisclosed-recipient" in done.summary
    uploaded = done.ran["Upload to code scanning"]
    assert uploaded == {"sarif_file": done.outputs["sarif-file"], "category": "flowcheck"}
    results = json.loads(Path(uploaded["sarif_file"]).read_text(encoding="utf-8"))["runs"][0]
    assert [result["ruleId"] for result in results["results"]] == ["FC103"]
    assert "this run is for no pull request" in done.log


def test_inputs_reach_flowcheck(runner: Runner, workspace: Path) -> None:
    add_example(workspace)
    assert runner.run(workspace, HERE, fail_on="never").code == 0
    assert runner.run(workspace, HERE, args="--ignore 'FC103'\n  --quiet").code == 0
    done = runner.run(workspace, HERE, fail_on="eror")
    assert done.code == 2
    assert "did you mean `error`?" in done.commands[0].data


def test_what_the_baseline_records_does_not_fail(runner: Runner, workspace: Path) -> None:
    add_example(workspace)
    command = ["lint", "--quiet", "--write-baseline", "--baseline", "known findings.json"]
    subprocess.run(
        [sys.executable, "-m", "flowcheck", *command],
        cwd=workspace,
        env={**os.environ, "CI": ""},
        capture_output=True,
        check=True,
    )
    done = runner.run(workspace, HERE, baseline="known findings.json")
    assert done.code == 0, done.log
    assert done.commands == []
    assert "1 baselined" in done.summary


def test_a_project_in_a_folder_has_its_place_in_the_repository(
    runner: Runner, workspace: Path
) -> None:
    add_example(workspace)
    folder = workspace / "services/my app"
    folder.mkdir(parents=True)
    (workspace / "inventory").rename(folder / "inventory")
    done = runner.run(workspace, HERE, root="services/my app", upload_sarif="true")
    assert done.code == 1
    file = "services/my app/inventory/systems/booking-app.yaml"
    assert [command.properties["file"] for command in done.commands] == [file]
    uploaded = done.ran["Upload to code scanning"]
    assert uploaded["category"] == "flowcheck/services/my app"
    assert "services/my%20app/inventory/systems" in Path(uploaded["sarif_file"]).read_text()


def test_bad_input_is_annotated_at_its_place_and_uploads_nothing(
    runner: Runner, workspace: Path
) -> None:
    spoil(workspace, {"inventory/bad.yaml": "systems:\n  - {id: x, ownr: y}\n"})
    done = runner.run(workspace, HERE, upload_sarif="true")
    assert done.code == 2
    assert list(done.ran) == STEPS
    assert done.outputs == {"errors": "", "warnings": "", "exit-code": "2", "sarif-file": ""}
    (error,) = done.commands
    assert error.properties == {
        "title": "flowcheck: bad input", "file": "inventory/bad.yaml", "line": "2", "col": "13",
    }  # fmt: skip
    assert "ownr" in error.data
    assert "2 |   - {id: x, ownr: y}" in done.log
    assert "nothing was judged" in done.summary
    assert "2 |   - {id: x, ownr: y}" in done.summary


def test_a_defect_is_told_from_findings(runner: Runner, workspace: Path) -> None:
    empty = runner.temp / "no flowcheck"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(empty)], check=True)
    done = runner.run(workspace, {"install": {"python": str(empty / "bin/python")}})
    assert done.code == 3
    assert done.outputs["exit-code"] == "3"
    assert "flowcheck itself has failed" in done.summary
    assert done.commands[0].properties["title"].startswith("flowcheck itself has failed")


@pytest.mark.parametrize("text", HOSTILE)
def test_an_input_is_never_run(runner: Runner, workspace: Path, text: str) -> None:
    done = runner.run(workspace, HERE, root=text, args=text, fail_on=text, baseline=text, scan=text)
    assert done.code in (2, 3), done.log  # 3: asked for help, flowcheck writes no report
    assert_untouched(done, workspace)
    done = runner.run(workspace, version=text)
    assert done.code == 1
    assert "is neither a version, as 1.4.0, nor bounds" in done.log
    assert_untouched(done, workspace)


@pytest.mark.parametrize("name", ["root", "args", "fail_on", "baseline", "scan"])
def test_a_bad_input_is_told(runner: Runner, workspace: Path, name: str) -> None:
    done = runner.run(workspace, HERE, **{name: "it's $(touch pwned)"})
    assert done.code == 2
    assert [command.name for command in done.commands] == ["error"]
    assert "$(touch pwned)" in done.commands[0].data
    assert_untouched(done, workspace)


@pytest.mark.parametrize("text", [text for text in HOSTILE if "/" not in text])
def test_a_folder_may_have_any_name(runner: Runner, workspace: Path, text: str) -> None:
    spoil(workspace / text, {})
    done = runner.run(workspace, HERE, root=text, upload_sarif="true")
    assert done.code == 0, done.log
    assert done.ran["Upload to code scanning"]["category"] == f"flowcheck/{text}"
    assert_untouched(done, workspace)


def test_what_the_inventory_says_is_no_command(runner: Runner, workspace: Path) -> None:
    name = (
        "x" * 60 + " ::set-output name=exit-code::0 ##[set-output name=exit-code;]0 ::error::pwned"
    )
    app = GOOD["inventory/app.yaml"].replace("id: mailer,", f'id: mailer, name: "{name}",')
    spoil(workspace, {"inventory/app.yaml": app.replace("email_service_provider", "ad_network")})
    done = runner.run(workspace, HERE)
    assert done.code in (1, 2)
    assert_untouched(done, workspace)
    spoil(workspace, {"inventory/app.yaml": app + f'  - {{id: m, "{name}": y}}\n'})
    done = runner.run(workspace, HERE)
    assert done.code == 2
    assert_untouched(done, workspace)


def assert_untouched(done: Outcome, workspace: Path) -> None:
    """Nothing was run that a text says, and the runner was told nothing by it."""
    assert not list(workspace.rglob("pwned"))
    assert "set-output" not in {command.name for command in done.commands}
    assert "pwned" not in {command.data for command in done.commands}


def test_versions_and_bounds_are_asked_of_pip_and_nothing_else() -> None:
    from install import requirement

    assert requirement("1.4.0") == "flowcheck==1.4.0"
    assert requirement(">=1.4, <2") == "flowcheck>=1.4, <2"
    assert requirement("~=1.4") == "flowcheck~=1.4"
    for text in ("v1.4.0", "-tools", "latest", "@ https://evil.example/x.zip", "1 --pre", "==", ""):
        with pytest.raises(ValueError, match=r"is neither a version, as 1.4.0, nor bounds"):
            requirement(text)


def test_what_the_action_runs_on_is_locked_by_hash() -> None:
    from install import installs

    locked, own = installs("", ROOT)
    assert locked[0] == "--require-hashes"
    files = [Path(part) for part in locked[1:] if part != "-r"]
    assert {file.name for file in files} == {"build.lock", "main.lock"}
    assert all("--hash=sha256:" in file.read_text(encoding="utf-8") for file in files)
    assert own == ["--no-deps", "--no-build-isolation", str(ROOT)]
    assert installs("1.4.0", ROOT) == [["flowcheck==1.4.0"]]


def test_an_old_python_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import install

    monkeypatch.setattr(install, "OLDEST", (9, 9))
    assert install.main() == 1
    assert "set the input `python-version`" in capsys.readouterr().out


def test_every_input_and_output_is_in_the_readme() -> None:
    readme = (ROOT / "integrations/github/README.md").read_text(encoding="utf-8")
    value = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    for name in (*value["inputs"], *value["outputs"]):
        assert f"`{name}`" in readme, name
