"""The file of a baseline: what is written reads back, and what cannot be read is told.

What is said of bad files stands in `bad_input/baseline.txt`.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bad_project import spoil
from conftest import ROOT, TODAY
from flowcheck.errors import InputError
from flowcheck.project import load
from flowcheck.project.baseline import MOST_PROBLEMS, given_baseline
from flowcheck.project.baseline_form import baseline_of, baseline_text, mistakes
from flowcheck.rules import all_rules
from flowcheck.views.baseline import Baseline, Entry, against, recorded
from random_projects import TEXT, random_project

if TYPE_CHECKING:
    from pathlib import Path

CODES = [rule.code for rule in all_rules() if not rule.code.startswith("FC4")]
texts = st.text(st.characters(codec="utf-8"), max_size=20)
entries = st.tuples(
    st.text("0123456789abcdef", min_size=32, max_size=32),
    st.sampled_from(CODES),
    texts,
    texts,
    st.none() | st.dates(),
    st.integers(1, 10**6),
).map(lambda values: Entry(*values))
baselines = st.lists(entries, unique_by=lambda e: e.fingerprint, max_size=5).map(
    lambda found: Baseline(tuple(found))
)


@given(baselines)
def test_what_is_written_reads_back(baseline: Baseline) -> None:
    text = baseline_text(baseline)
    value = json.loads(text)
    assert list(mistakes(value)) == []
    assert baseline_of(value) == baseline
    assert text.count("\n") == (5 if not baseline.entries else 6 + len(baseline.entries))


@given(st.recursive(st.none() | st.booleans() | st.integers() | texts, st.lists))
def test_no_value_is_taken_for_a_baseline_by_accident(value: object) -> None:
    assert list(mistakes(value))
    assert list(mistakes({"version": 1, "findings": [value]}))


def test_the_file_reads_well(tmp_path: Path) -> None:
    entry = Entry("a" * 32, "FC101", "caf\u00e9", 'says "no"', dt.date(2026, 1, 2), 2)
    text = baseline_text(Baseline((entry, Entry("b" * 32, "FC202"))))
    assert text == (
        '{\n  "version": 1,\n'
        '  "about": "known findings, on which `flowcheck lint --baseline` does not fail",\n'
        '  "findings": [\n'
        '    {"code": "FC101", "subject": "caf\u00e9", "message": "says \\"no\\"",'
        f' "since": "2026-01-02", "count": 2, "fingerprint": "{"a" * 32}"}},\n'
        f'    {{"code": "FC202", "fingerprint": "{"b" * 32}"}}\n'
        "  ]\n}\n"
    )
    file = tmp_path / "known.json"
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())  # an editor's traces
    assert given_baseline(str(file)).baseline.total == 3


def test_the_example_of_the_documentation_is_a_baseline() -> None:
    text = (ROOT / "docs/files.md").read_text(encoding="utf-8")
    block = text.partition("### Baseline")[2].partition("```json\n")[2].partition("```")[0]
    baseline = baseline_of(json.loads(block))
    assert list(mistakes(json.loads(block))) == []
    assert baseline_text(baseline) == block
    assert baseline.total == 1


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_what_was_just_written_leaves_nothing_standing(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("project")
    (folder / "inventory").mkdir()
    (folder / "inventory/policy.txt").write_text(TEXT, encoding="utf-8")
    content = json.dumps(random_project(random.Random(seed)))  # noqa: S311 - no secret
    (folder / "inventory/all.yaml").write_text(content, encoding="utf-8")
    report = load(folder, today=TODAY).lint()
    file = folder / "known.json"
    file.write_text(baseline_text(recorded(report, Baseline())), encoding="utf-8")
    judged = against(report, given_baseline(str(file)).baseline)
    assert report.standing
    assert judged.standing == ()
    assert judged.baselined == len(report.standing)


def test_moved_lines_and_renamed_files_stay_known(tmp_path: Path) -> None:
    case = "systems: [{id: o, flows: [{id: f, to: mailer, data: prompt}]}]\n"
    report = load(spoil(tmp_path, {"inventory/case.yaml": case}), today=TODAY).lint()
    known = recorded(report, Baseline())
    assert report.standing
    (tmp_path / "inventory/case.yaml").unlink()
    (tmp_path / "inventory/deep").mkdir()
    moved = spoil(tmp_path, {"inventory/deep/moved.yaml": f"# a line more\n\n{case}"})
    assert against(load(moved, today=TODAY).lint(), known).standing == ()


def test_the_project_s_own_baseline_holds_for_the_library_too(tmp_path: Path) -> None:
    case = "systems: [{id: o, flows: [{id: f, to: mailer, data: prompt}]}]\n"
    spoil(tmp_path, {"inventory/case.yaml": case, "flowcheck.yaml": "baseline: known.json\n"})
    project = load(tmp_path, today=TODAY)
    with pytest.raises(InputError):
        project.lint()
    before = project.lint(baseline=Baseline())
    assert before.failed
    text = baseline_text(recorded(before, Baseline()))
    (tmp_path / "known.json").write_text(text, encoding="utf-8")
    after = project.lint()
    assert not after.failed
    assert after.baselined == len(before.standing)


HOSTILE: dict[str, bytes] = {
    "not UTF-8 text": b'{"version": 1, "findings": [\xff]}',
    "looks like UTF-16": '{"version": 1}'.encode("utf-16"),
    "what no reader of JSON takes": b"[" * 200_000,
    "holds what no reader": b'{"version": 1' + b"0" * 10_000 + b"}",
    "at most 32 MB": b" " * 32_000_001,
    "`message` is no text": (
        b'{"version": 1, "findings": [{"code": "FC101", "message": "\\ud800", "fingerprint": "'
        + b"a" * 32
        + b'"}]}'
    ),
    "the file is empty": b" \n",
    "not JSON: ": b"{",
    "a comma stands before `}`": b'{"version": 1,}',
    "problems or more": json.dumps({"version": 1, "findings": [1] * 2 * MOST_PROBLEMS}).encode(),
}


@pytest.mark.parametrize("says", HOSTILE)
def test_hostile_files_are_told(tmp_path: Path, says: str) -> None:
    file = tmp_path / "known.json"
    file.write_bytes(HOSTILE[says])
    with pytest.raises(InputError) as error:
        given_baseline(str(file))
    problems = error.value.problems
    assert says in problems[0].message
    assert all(problem.path == str(file) and problem.help for problem in problems)
    assert len(problems) <= MOST_PROBLEMS + 1


def test_links_and_missing_files(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "nowhere.json")
    for path, says in ((link, "leads nowhere"), (tmp_path, "no regular file")):
        with pytest.raises(InputError, match=says):
            given_baseline(str(path), may_miss=True)
    missing = tmp_path / "known.json"
    assert given_baseline(str(missing), may_miss=True).baseline == Baseline()
    with pytest.raises(InputError) as error:
        given_baseline(str(missing))
    assert "--write-baseline" in error.value.problems[0].help
    (tmp_path / "knwon.json").touch()
    with pytest.raises(InputError) as error:
        given_baseline(str(missing))
    assert "did you mean `knwon.json`?" in error.value.problems[0].help


def test_a_file_of_many_findings_is_told_in_one_piece(tmp_path: Path) -> None:
    found: list[dict[str, Any]] = [
        {"code": "FC101", "fingerprint": f"{n:032x}"} for n in range(20_000)
    ]
    file = tmp_path / "known.json"
    file.write_text(json.dumps({"version": 1, "findings": found}), encoding="utf-8")
    assert given_baseline(str(file)).baseline.total == 20_000
