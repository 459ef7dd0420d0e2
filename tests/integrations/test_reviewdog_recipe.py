"""The reviewdog recipe: its commands, with a program in reviewdog's place that reads them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bad_project import spoil
from conftest import ROOT

RECIPE = (ROOT / "integrations" / "reviewdog" / "README.md").read_text(encoding="utf-8")
LOCAL, IN_CI = re.findall(r"```sh\n(.*?)```", RECIPE, re.DOTALL)
READER = """\
import json, sys
assert sys.argv[1] == "-f=rdjson", sys.argv
assert {option.split("=")[0] for option in sys.argv[2:]} == {"-reporter", "-filter-mode"}, sys.argv
for found in json.load(sys.stdin)["diagnostics"]:
    print("reviewdog", found["severity"], found["code"]["value"], found["location"]["path"])
"""


def run(script: str, workspace: Path) -> tuple[int, str]:
    programs = workspace / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "reader.py").write_text(READER, encoding="utf-8")
    reader = programs / "reviewdog"
    reader.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{programs}/reader.py" "$@"\n')
    reader.chmod(0o755)
    path = os.pathsep.join((str(programs), str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["/bin/bash", "-e", "-o", "pipefail", "-c", script],
        cwd=workspace,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("script", [LOCAL, IN_CI])
def test_reviewdog_reads_the_finding_and_the_gate_holds(tmp_path: Path, script: str) -> None:
    example = ROOT / "examples" / "undisclosed-vendor" / "inventory"
    shutil.copytree(example, tmp_path / "inventory")
    code, said = run(script, tmp_path)
    assert code == 1
    assert "reviewdog ERROR FC103 inventory/systems/booking-app.yaml\n" in said


def test_a_clean_project_passes(tmp_path: Path) -> None:
    code, said = run(IN_CI, spoil(tmp_path, {}))
    assert code == 0, said
    assert json.loads((tmp_path / "flowcheck.rdjson").read_text())["diagnostics"] == []


def test_bad_input_is_no_pass_and_no_report(tmp_path: Path) -> None:
    code, said = run(IN_CI, spoil(tmp_path, {"inventory/bad.yaml": "systems: 1\n"}))
    assert code == 2
    assert "nothing was judged" in said
    assert "reviewdog ERROR" not in said
