"""Every kind of bad input: what is said of it, where, and that it never passes.

The cases stand in `bad_input/*.txt` with all that the run writes. To accept a wanted change of
words, run `PYTHONPATH=tests python tests/project/test_bad_input.py`, then read the difference.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from bad_project import Case, read_cases, spoil, write_cases
from flowcheck.cli import run

HERE = Path(__file__).parent


FILES = sorted((HERE / "bad_input").glob("*.txt"))
CASES = {f"{path.stem}: {case.title}": case for path in FILES for case in read_cases(path)}


def outcome(case: Case, folder: Path) -> tuple[int, str]:
    """Return the exit code of a lint and what it wrote, stdout first."""
    spoil(folder, case.files)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["lint", str(folder), "--format", "concise", "--today", "2026-11-24"])
    return code, (out.getvalue() + err.getvalue()).rstrip("\n")


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")


def test_the_good_project_is_good(tmp_path: Path) -> None:
    code, said = outcome(Case("good"), tmp_path)
    assert code == 0, said


@pytest.mark.parametrize("title", CASES)
def test_what_is_said(title: str, tmp_path: Path) -> None:
    case = CASES[title]
    code, said = outcome(case, tmp_path)
    assert said == case.says
    assert "Traceback" not in said
    assert code == 2


if __name__ == "__main__":
    os.environ |= {"NO_COLOR": "1", "COLUMNS": "100"}
    for path in FILES:
        made = []
        for case in read_cases(path):
            with tempfile.TemporaryDirectory() as folder:
                code, said = outcome(case, Path(folder))
            made.append(replace(case, says=said))
            if code != 2:
                sys.stderr.write(f"{path.name}: {case.title}: exit {code}\n")
        write_cases(path, made)
