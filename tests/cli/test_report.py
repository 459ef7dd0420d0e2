"""`flowcheck report`: what it writes where, whether a file is current, and what has changed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from commands import Commands
from flowcheck.render.documents import KINDS, SUFFIXES
from projects import FILES, STATEMENTS, SYSTEMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = ("--today", "2026-11-24")
FIRST = {format_: suffix for suffix, format_ in reversed(SUFFIXES.items())}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


@pytest.fixture
def project(write_project: Callable[..., Path]) -> Path:
    return write_project(FILES)


@pytest.fixture
def repository(project: Path) -> Path:
    """The project in two commits: v1 as it is, v2 with a vendor more and one in another country."""
    git(project, "init", "-q")
    commit(project, "v1")
    more = SYSTEMS.replace("name: Amplitude,", "name: Amplitude, acts_as: processor,")
    more = more.replace("role: cloud_hosting_provider, country: us", "role: cloud_hosting_provider")
    more = more.replace(
        "      - {id: to-analytics",
        "      - {id: to-posthog, to: posthog, data: ip_address, purpose: service_provision,\n"
        "         subject: trial_user, transit: tls_1_3}\n      - {id: to-analytics",
    )
    more += "  - {id: posthog, name: PostHog, role: analytics_provider, acts_as: processor}\n"
    (project / "inventory" / "systems.yaml").write_text(more)
    commit(project, "v2")
    return project


def git(folder: Path, *arguments: str) -> None:
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    environment = {**os.environ, **dict.fromkeys(names, "a@b.example")}
    command = ["git", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment)


def commit(folder: Path, tag: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--no-verify", "-m", tag)
    git(folder, "tag", tag)


@pytest.mark.parametrize("kind", KINDS)
def test_the_format_is_what_the_name_of_the_file_says(
    run: Commands, project: Path, kind: str, tmp_path: Path
) -> None:
    starts = {
        "markdown": b"# ",
        "html": b"<!doc",
        "json": b"{",
        "csv": b"\xef\xbb\xbf",
        "xlsx": b"PK",
    }
    for format_ in KINDS[kind]:
        path = tmp_path / f"document{FIRST[format_]}"
        assert run("report", kind, project, "-o", path, *DAY).code == 0
        assert path.read_bytes().startswith(starts[format_])


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_file_it_is_markdown_on_stdout(run: Commands, project: Path, kind: str) -> None:
    found = run("report", kind, project, *DAY)
    assert found.code == 0
    assert found.out.startswith("# ")
    assert found.err == ""


def test_the_option_wins_over_the_name(run: Commands, project: Path, tmp_path: Path) -> None:
    path = tmp_path / "document.md"
    assert run("report", "ropa", project, "-o", path, "--format", "json").code == 0
    assert json.loads(path.read_text())["document"] == "ropa"


def test_a_workbook_goes_through_a_pipe(project: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "flowcheck",
        "report",
        "ropa",
        str(project),
        "--format",
        "xlsx",
    ]
    done = subprocess.run(command, capture_output=True, check=True)
    assert openpyxl.load_workbook(io.BytesIO(done.stdout)).sheetnames == ["Records", "About"]


def test_a_workbook_is_not_written_to_a_terminal(
    run: Commands, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    found = run("report", "ropa", project, "--format", "xlsx")
    assert found.code == 2
    assert "name a file with --output FILE" in found.err
    assert found.out == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_current_until_the_inventory_changes(
    run: Commands, project: Path, kind: str, tmp_path: Path
) -> None:
    """Whatever day it is: a document is checked as of the day that it names."""
    paths = [tmp_path / f"document{FIRST[format_]}" for format_ in KINDS[kind]]
    for path in paths:
        run("report", kind, project, "-o", path, *DAY)
        assert run("report", kind, project, "-o", path, "--check").code == 0
    (project / "inventory" / "policy.yaml").write_text(
        STATEMENTS.replace("effective: 2026-01-01", "effective: 2026-01-02")
    )
    for path in paths:
        before = path.read_bytes()
        found = run("report", kind, project, "-o", path, "--check")
        again = f"`flowcheck report {kind} {project} --output {path}` writes it"
        assert (found.code, found.out) == (1, "")
        assert found.err == f"flowcheck: {path} is not current; {again}\n"
        assert path.read_bytes() == before


def test_the_command_that_it_names_makes_the_file_current(
    run: Commands, project: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a name.json"
    asked = ("report", "ropa", project, "-o", path, "--as", "processor", *DAY)
    found = run(*asked, "--check")
    assert found.code == 1
    command = found.err.partition("`")[2].rpartition("`")[0]
    import shlex

    assert run(*shlex.split(command)[1:]).code == 0
    assert run(*asked, "--check").code == 0


def test_another_day_is_another_document(run: Commands, project: Path, tmp_path: Path) -> None:
    path = tmp_path / "ropa.md"
    run("report", "ropa", project, "-o", path, *DAY)
    later = ("--today", "2026-11-25")
    assert run("report", "ropa", project, "-o", path, "--check", *later).code == 1


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"\xff\xfe", b"| Judged as of | 2 |"]
)
def test_a_file_that_is_none_of_ours_is_not_current(
    run: Commands, project: Path, tmp_path: Path, content: bytes
) -> None:
    for format_ in KINDS["ropa"]:
        path = tmp_path / f"ropa{FIRST[format_]}"
        path.write_bytes(content)
        assert run("report", "ropa", project, "-o", path, "--check").code == 1
        assert path.read_bytes() == content


def test_a_workbook_packed_by_another_program_is_current(
    run: Commands, project: Path, tmp_path: Path
) -> None:
    from zipfile import ZIP_STORED, ZipFile

    path = tmp_path / "ropa.xlsx"
    run("report", "ropa", project, "-o", path, *DAY)
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with ZipFile(path, "w", ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    assert run("report", "ropa", project, "-o", path, "--check").code == 0
    with ZipFile(path, "a") as packed:
        packed.writestr("more.xml", b"x")
    assert run("report", "ropa", project, "-o", path, "--check").code == 1


def test_what_has_changed_since_a_commit(run: Commands, repository: Path) -> None:
    found = run("report", "subprocessors", repository, "--since", "v1", "--format", "json", *DAY)
    value = json.loads(found.out)
    changes = {(c["entry"], c["change"], c["what"]): c for c in value["changes"]}
    assert ("posthog", "added", None) in changes
    assert ("aws", "changed", "country") in changes
    moved = [(c["table"], c["change"]) for c in value["changes"] if c["entry"] == "amplitude"]
    assert sorted(moved) == [("subprocessors", "added"), ("unknown", "removed")]
    country = changes["aws", "changed", "country"]
    assert (country["before"], country["after"]) == (["us"], None)
    assert value["since"].startswith("v1, commit ")


def test_what_has_changed_between_two_commits(run: Commands, repository: Path) -> None:
    for path in (repository / "inventory").glob("*.yaml"):
        path.unlink()  # neither of them is checked out
    there = sorted(str(path) for path in repository.rglob("*") if ".git" not in path.parts)
    found = run("report", "subprocessors", repository, "--since", "v1..v2", *DAY)
    assert found.code == 0
    assert "Since v1, commit " in found.out
    assert "| PostHog | added |" in found.out
    back = run("report", "subprocessors", repository, "--since", "v2..v1", *DAY).out
    assert "| PostHog | removed |" in back
    assert sorted(str(p) for p in repository.rglob("*") if ".git" not in p.parts) == there


def test_nothing_has_changed(run: Commands, repository: Path) -> None:
    found = run("report", "subprocessors", repository, "--since", "v2", *DAY)
    assert "## Changes\n" in found.out
    assert "\nNone.\n" in found.out.partition("## Changes")[2].partition("## Sub")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_tells_its_changes(run: Commands, repository: Path, kind: str) -> None:
    found = run("report", kind, repository, "--since", "v1", "--format", "json", *DAY)
    assert found.code == 0
    assert json.loads(found.out)["changes"]


def test_a_commit_whose_inventory_is_wrong_is_named(run: Commands, repository: Path) -> None:
    statements = repository / "inventory" / "policy.yaml"
    statements.write_text(STATEMENTS.replace("permit: use", "permitt: use"))
    commit(repository, "v3")
    statements.write_text(STATEMENTS)
    found = run("report", "coverage", repository, "--since", "v3")
    assert (found.code, found.out) == (2, "")
    assert "v3:inventory/policy.yaml:" in found.err
    assert "did you mean `permit`" in found.err


@pytest.mark.parametrize("since", ["", "..", "v1..", "..v2", "v1...v2", "none", "v1..none"])
def test_what_is_no_commit_is_told(run: Commands, repository: Path, since: str) -> None:
    found = run("report", "ropa", repository, "--since", since)
    assert (found.code, found.out) == (2, "")
    assert "--since" in found.err or "cannot be read from git" in found.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ropaa",), "did you mean `ropa`"),
        (("coverage", "--format", "csv"), "coverage is not written as csv; one of: markdown"),
        (("coverage", "-o", "x.csv"), "`.csv` is the ending of no format that is written here"),
        (("ropa", "-o", "x.docx"), "one of: .md, .markdown, .html, .htm, .json, .csv, .xlsx"),
        (("ropa", "-o", "x.xlxs"), "did you mean `.xlsx`"),
        (("ropa", "-o", ""), "--output: `` names nothing; give a file, or `-`"),
        (("coverage", "--as", "processor"), "only ropa differs by it"),
        (("ropa", "--check"), "name the file that is checked with --output FILE"),
        (("ropa", "--check", "-o", "-"), "name the file that is checked with --output FILE"),
        (("ropa", "--format", "csv", "--since", "HEAD"), "CSV holds one table"),
    ],
)
def test_what_makes_no_sense_is_told(
    run: Commands, project: Path, arguments: tuple[str, ...], told: str
) -> None:
    kind, *options = arguments
    found = run("report", kind, project, *options)
    assert (found.code, found.out) == (2, "")
    assert told in found.err


def test_bad_input_writes_nothing(run: Commands, project: Path, tmp_path: Path) -> None:
    path = tmp_path / "ropa.md"
    path.write_text("mine")
    (project / "inventory" / "bad.yaml").write_text("systems: [{id: o, ownr: x}]\n")
    found = run("report", "ropa", project, "-o", path)
    assert found.code == 2
    assert "did you mean `owner`" in found.err
    assert path.read_text() == "mine"


def test_a_folder_that_is_not_there_is_told(run: Commands, project: Path, tmp_path: Path) -> None:
    found = run("report", "ropa", project, "-o", tmp_path / "none" / "ropa.md")
    assert found.code == 2
    assert "cannot write" in found.err


def test_the_record_of_a_processor(run: Commands, project: Path) -> None:
    found = run("report", "ropa", project, "--as", "processor")
    assert "Art. 30(2) GDPR" in found.out
    assert "| On behalf of (a) |" in found.out
