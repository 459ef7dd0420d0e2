"""The GitLab CI template: it fits GitLab's schema, and its script does what its artifacts say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from bad_project import spoil
from conftest import ROOT

TEMPLATE = ROOT / "integrations" / "gitlab" / "flowcheck.gitlab-ci.yml"
EXAMPLE = ROOT / "examples" / "undisclosed-vendor"
JOB: dict[str, Any] = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["flowcheck"]
REPORTS = JOB["artifacts"]["reports"]


def run(workspace: Path, part: str, python: str = sys.executable, **given: str) -> tuple[int, str]:
    """Run a part of the job as GitLab's shell does, in an environment whose Python comes first."""
    variables = {name: str(value) for name, value in JOB["variables"].items()} | given
    environment = {**os.environ, "CI_PROJECT_DIR": str(workspace)}
    environment["PATH"] = f"{Path(python).parent}{os.pathsep}{environment['PATH']}"
    for name, value in variables.items():
        environment[name] = value.replace("$CI_PROJECT_DIR", str(workspace))
    done = subprocess.run(
        ["/bin/bash", "-e", "-o", "pipefail", "-c", "\n".join(JOB[part])],
        cwd=workspace,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def test_it_fits_the_schema_of_gitlab() -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(TEMPLATE)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_its_reports_are_among_its_artifacts() -> None:
    assert sorted(REPORTS.values()) == sorted(JOB["artifacts"]["paths"])
    assert JOB["artifacts"]["when"] == "always"


def test_its_cache_is_that_of_pip() -> None:
    assert [f"$CI_PROJECT_DIR/{path}" for path in JOB["cache"]["paths"]] == [
        JOB["variables"]["PIP_CACHE_DIR"]
    ]


def test_findings_stand_in_the_log_and_in_both_reports(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE / "inventory", tmp_path / "services/my app/inventory")
    (tmp_path / ".git").mkdir()
    code, log = run(tmp_path, "script", FLOWCHECK_ROOT="services/my app")
    assert code == 1
    assert "error[FC103 undisclosed-recipient]" in log
    (issue,) = json.loads((tmp_path / REPORTS["codequality"]).read_text(encoding="utf-8"))
    assert issue["check_name"] == "FC103 undisclosed-recipient"
    assert issue["location"]["path"] == "services/my app/inventory/systems/booking-app.yaml"
    suites = ET.parse(tmp_path / REPORTS["junit"]).getroot()  # noqa: S314 - our own report
    assert len(list(suites.iter("failure"))) == 1


def test_options_are_split_at_blanks_and_the_exit_code_is_the_jobs(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE / "inventory", tmp_path / "inventory")
    assert run(tmp_path, "script", FLOWCHECK_ARGS="--ignore FC103 --quiet")[0] == 0
    assert json.loads((tmp_path / REPORTS["codequality"]).read_text(encoding="utf-8")) == []
    spoil(tmp_path, {"inventory/bad.yaml": "systems: 1\n"})
    assert run(tmp_path, "script")[0] == 2


def test_the_code_base_is_scanned_where_the_variable_says_so(tmp_path: Path) -> None:
    spoil(tmp_path, {"package.json": '{"dependencies": {"@segment/analytics-node": "^2.1.0"}}\n'})
    assert run(tmp_path, "script")[0] == 0
    code, log = run(tmp_path, "script", FLOWCHECK_SCAN="true")
    assert code == 1
    assert "error[FC601 undeclared-vendor]: Segment" in log
    (tmp_path / "flowcheck.yaml").write_text("scan: {lint: true}\n", encoding="utf-8")
    assert run(tmp_path, "script")[0] == 1
    assert run(tmp_path, "script", FLOWCHECK_SCAN="false")[0] == 0
    code, log = run(tmp_path, "script", FLOWCHECK_SCAN="yes")
    assert (code, log) == (2, "FLOWCHECK_SCAN is neither true nor false\n")


def test_a_merge_request_of_code_alone_starts_it_where_code_is_scanned() -> None:
    (rule,) = [rule for rule in JOB["rules"] if "FLOWCHECK_SCAN" in rule["if"]]
    assert rule["if"].endswith('&& $FLOWCHECK_SCAN == "true"')
    assert "changes" not in rule


@pytest.mark.parametrize("text", ["$(touch pwned)", "; touch pwned", "`touch pwned`"])
def test_a_variable_is_never_run(tmp_path: Path, text: str) -> None:
    spoil(tmp_path, {})
    assert run(tmp_path, "script", FLOWCHECK_ROOT=text)[0] == 2
    assert run(tmp_path, "script", FLOWCHECK_ARGS=text)[0] == 2
    assert run(tmp_path, "script", FLOWCHECK_SCAN=text)[0] == 2
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.usefixtures("package_index")
def test_what_it_installs_runs(tmp_path: Path) -> None:
    workspace, home = spoil(tmp_path / "company", {}), tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    python = str(home / "bin" / "python")
    code, log = run(workspace, "before_script", python, FLOWCHECK_INSTALL=str(ROOT))
    assert code == 0, log
    code, log = run(workspace, "script", python)
    assert (code, "0 errors, 0 warnings" in log) == (0, True), log
