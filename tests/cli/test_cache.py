"""The cache: a second run says what the first said, and only while nothing has changed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

import flowcheck.project
from bad_project import GOOD, spoil
from commands import Commands, Result
from flowcheck.cli.cache import MOST_ENTRIES, VARIABLE, cache_folder

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--today", "2026-11-24")
FAILING = {
    "inventory/case.yaml": "systems: [{id: o, flows: [{id: f, to: mailer, data: prompt}]}]\n"
}


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv(VARIABLE, str(folder))
    monkeypatch.delenv("CI", raising=False)  # where no baseline would be written
    return folder


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The roots that were really judged, and not answered from the cache."""
    load = flowcheck.project.load
    roots: list[str] = []

    def counted(root: str, **named: Any) -> flowcheck.project.Project:  # noqa: ANN401
        roots.append(root)
        return load(root, **named)

    monkeypatch.setattr(flowcheck.project, "load", counted)
    return roots


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return spoil(tmp_path / "p", {**FAILING})


def test_a_second_run_says_the_same(
    run: Commands, project: Path, cache: Path, judged: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    asked = ("lint", project, *DAY, "-o", "text", "-o", f"json={file}")
    first = run(*asked)
    written = file.read_bytes()
    file.unlink()
    assert (run(*asked), file.read_bytes()) == (first, written)
    assert first.code == 1
    assert len(judged) == 1
    assert len(list(cache.iterdir())) == 1


CHANGES: dict[str, dict[str, str]] = {
    "a record": {"inventory/app.yaml": GOOD["inventory/app.yaml"] + "  # more\n"},
    "a new file": {"inventory/deep/new.yml": "systems: [{id: new}]\n"},
    "the policy's text": {"inventory/policy.txt": GOOD["inventory/policy.txt"] + "More.\n"},
    "settings": {"flowcheck.yaml": "fail_on: never\n"},
    "a rule pack": {"rules/own.yaml": "ignore: FC101\n"},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_seen(what: str, run: Commands, project: Path, judged: list[str]) -> None:
    run("lint", project, *DAY)
    spoil(project, {**FAILING, **CHANGES[what]})
    fresh = run("lint", project, *DAY, "--no-cache")
    assert run("lint", project, *DAY) == fresh
    assert run("lint", project, *DAY) == fresh
    assert len(judged) == 3


def test_a_file_that_goes_is_seen(run: Commands, project: Path, judged: list[str]) -> None:
    assert run("lint", project, *DAY).code == 1
    (project / "inventory/case.yaml").unlink()
    assert run("lint", project, *DAY).code == 0
    assert len(judged) == 2


@pytest.mark.parametrize(
    "option",
    [
        ("--select", "FC101"),
        ("--ignore", "FC101"),
        ("--fail-on", "never"),
        ("--format", "json"),
        ("--format", "json", "--claims"),
        ("-q",),
        ("--color", "always"),
        ("--today", "2026-11-25"),
        ("--output", "out.txt"),
    ],
)
def test_another_question_is_judged_anew(
    option: tuple[str, ...],
    run: Commands,
    project: Path,
    judged: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(project)
    run("lint", project, *DAY)
    run("lint", project, *DAY, *option)
    assert len(judged) == 2


def test_the_width_of_the_terminal_counts(
    run: Commands, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = set()
    for columns in ("60", "120", "60", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        shown.add(run("lint", project, *DAY).out)
    assert len(shown) == 2


def test_a_day_takes_the_place_of_the_last(
    run: Commands, project: Path, cache: Path, judged: list[str]
) -> None:
    for day in ("2026-11-24", "2026-11-25", "2026-11-25"):
        run("lint", project, "--today", day)
    assert len(judged) == 2
    assert len(list(cache.iterdir())) == 1


def test_bad_input_is_read_anew(
    run: Commands, project: Path, cache: Path, judged: list[str]
) -> None:
    spoil(project, {"inventory/case.yaml": "systems: 1\n"})
    assert run("lint", project) == run("lint", project)
    assert len(judged) == 2
    assert not list(cache.iterdir())


@pytest.mark.parametrize(
    "content",
    [b"", b"no digest", b"0" * 64 + b"\n{}", b"\xff\xfe", None],
    ids=["empty", "text", "wrong digest", "bytes", "cut in half"],
)
def test_a_spoilt_entry_is_a_miss(
    content: bytes | None, run: Commands, project: Path, cache: Path, judged: list[str]
) -> None:
    first = run("lint", project, *DAY)
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole[: len(whole) // 2] if content is None else content)
    assert run("lint", project, *DAY) == first
    assert len(judged) == 2
    assert entry.read_bytes() == whole


def test_a_whole_entry_of_another_form_is_a_miss(
    run: Commands, project: Path, cache: Path, judged: list[str]
) -> None:
    first = run("lint", project, *DAY)
    (entry,) = cache.iterdir()
    forged = json.loads(entry.read_bytes().split(b"\n", 1)[1])
    contents = [b"[]", b"{}", b'{"today": "2026-11-24", "seen": 1}', b"null", b"[" * 200_000]
    changes: list[dict[str, object]] = [
        {"texts": [5]},
        {"texts": []},
        {"texts": 5},
        {"said": [3]},
        {"code": "x"},
        {"code": 2},
        {"seen": [], "code": 0},
    ]
    contents += [json.dumps(forged | change).encode() for change in changes]
    for content in contents:
        entry.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        assert run("lint", project, *DAY) == first
    assert len(judged) == len(contents) + 1


@pytest.mark.parametrize("kind", ["pipe", "link", "device", "folder"])
def test_what_is_no_file_of_our_own_is_a_miss(
    kind: str, run: Commands, project: Path, cache: Path, tmp_path: Path
) -> None:
    first = run("lint", project, *DAY)
    (entry,) = cache.iterdir()
    entry.rename(tmp_path / "entry")
    if kind == "pipe":
        os.mkfifo(entry)
    elif kind == "folder":
        entry.mkdir()
    else:
        entry.symlink_to(tmp_path / "entry" if kind == "link" else "/dev/zero")
    assert run("lint", project, *DAY) == first


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
def test_an_entry_of_another_user_is_a_miss(
    run: Commands, project: Path, cache: Path, judged: list[str]
) -> None:
    run("lint", project, *DAY)
    (entry,) = cache.iterdir()
    os.chown(entry, 65534, 65534)
    run("lint", project, *DAY)
    assert len(judged) == 2


@pytest.mark.parametrize("place", ["file/cache", "/dev/null/cache", "/proc/nothing"])
def test_where_nothing_can_be_kept_nothing_is_said(
    place: str, run: Commands, project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, place if place.startswith("/") else str(tmp_path / place))
    assert run("lint", project, *DAY) == run("lint", project, *DAY, "--no-cache")


def test_it_can_be_switched_off_and_moved(
    run: Commands, project: Path, cache: Path, tmp_path: Path
) -> None:
    run("lint", project, *DAY, "--no-cache")
    assert not list(cache.iterdir())
    run("lint", project, *DAY, "--cache-dir", tmp_path / "mine")
    assert not list(cache.iterdir())
    assert len(list((tmp_path / "mine").iterdir())) == 1


def test_entries_are_few(run: Commands, project: Path, cache: Path) -> None:
    for number in range(MOST_ENTRIES):
        path = cache / f"{number}.lint"
        path.write_bytes(b"old")
        os.utime(path, (number, number))
    (cache / "not-ours").write_bytes(b"")
    run("lint", project, *DAY)
    kept = {path.name for path in cache.iterdir()}
    assert len(kept) == MOST_ENTRIES // 2 + 1
    assert "not-ours" in kept
    assert "0.lint" not in kept
    assert f"{MOST_ENTRIES - 1}.lint" in kept


def lint(project: Path, *options: str) -> Result:
    done = subprocess.run(
        [sys.executable, "-m", "flowcheck", "lint", str(project), *DAY, *options],
        capture_output=True,
        text=True,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def test_several_runs_at_once(project: Path, cache: Path) -> None:
    expected = lint(project, "--no-cache")
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: lint(project), range(8))) == [expected] * 8
    assert len(list(cache.iterdir())) == 1


def test_a_run_that_is_killed_leaves_a_cache_that_can_be_used(project: Path, cache: Path) -> None:
    expected = lint(project, "--no-cache")
    for number in range(12):
        process = subprocess.Popen(
            [sys.executable, "-m", "flowcheck", "lint", str(project), *DAY, "-o", "report.txt"],
            cwd=cache.parent,
            stdout=subprocess.DEVNULL,
        )
        try:
            process.wait(0.02 * number)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        assert lint(project) == expected
        report = cache.parent / "report.txt"
        assert not report.exists() or report.read_text(encoding="utf-8") == expected.out


def test_a_hit_reads_no_yaml(project: Path) -> None:
    program = (
        "import sys; from flowcheck.cli import run\n"
        "run(sys.argv[1:]); print('yaml' in sys.modules, 'flowcheck.engine' in sys.modules)"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program, "lint", str(project), *DAY],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()[-1]
        for _ in range(2)
    ]
    assert told == ["True True", "False False"]


def test_notes_are_said_again(run: Commands, project: Path, judged: list[str]) -> None:
    spoil(project, {**FAILING, "flowcheck.yaml": "per_path: {'nowhere/*': {ignore: FC1}}\n"})
    first = run("lint", project, *DAY)
    assert "nowhere" in first.err
    assert run("lint", project, *DAY) == first
    assert len(judged) == 1


def test_a_baseline_beside_the_project_counts(
    run: Commands, project: Path, cache: Path, judged: list[str], tmp_path: Path
) -> None:
    baseline = tmp_path / "known.json"
    assert run("lint", project, *DAY, "--baseline", baseline, "--write-baseline").code == 0
    assert not list(cache.iterdir())
    asked = ("lint", project, *DAY, "--baseline", baseline)
    assert run(*asked) == run(*asked)
    assert len(judged) == 2
    baseline.write_text('{"version": 1, "findings": []}\n', encoding="utf-8")
    assert run(*asked).code == 1
    baseline.unlink()
    assert run(*asked).code == 2


def test_a_baseline_is_that_of_the_current_folder(
    run: Commands, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, code in (("here", 0), ("there", 2)):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        if not code:
            run("lint", project, *DAY, "--baseline", "known.json", "--write-baseline")
        assert run("lint", project, *DAY, "--baseline", "known.json").code == code


def test_a_run_that_shrinks_the_baseline_is_not_kept(
    run: Commands, project: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    baseline = tmp_path / "known.json"
    run("lint", project, *DAY, "--baseline", baseline, "--write-baseline")
    (project / "inventory/case.yaml").unlink()
    assert "removed" in run("lint", project, *DAY, "--baseline", baseline).err
    assert not list(cache.iterdir())
    assert run("lint", project, *DAY, "--baseline", baseline).err == ""


def test_a_report_never_takes_the_place_of_the_baseline(
    run: Commands, project: Path, tmp_path: Path
) -> None:
    baseline = tmp_path / "known.json"
    asked = ("lint", project, *DAY, "--baseline", baseline)
    run(*asked, "--write-baseline")
    before = baseline.read_bytes()
    run(*asked, "-o", f"json={tmp_path}/other.json")
    assert run(*asked, "-o", f"json={baseline}").code == 2
    assert baseline.read_bytes() == before


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "/home/a/.cache/flowcheck"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/flowcheck"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, None),
        ("darwin", {"XDG_CACHE_HOME": "/x"}, "/home/a/Library/Caches/flowcheck"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/flowcheck"),
        ("win32", {}, "/home/a/AppData/Local/flowcheck"),
        ("linux", {VARIABLE: "/mine"}, "/mine"),
    ],
)
def test_the_platforms_folder(
    platform: str,
    environment: dict[str, str],
    expected: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (VARIABLE, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/a")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder(None) == expected
    assert cache_folder("/given") == "/given"
