"""The comment of the GitHub action: one for each project, written once and then kept up to date."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from bad_project import GOOD, spoil
from conftest import ROOT
from fake_github import FakeGitHub
from github_runner import TOKEN, Outcome, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EXAMPLE = ROOT / "examples" / "undisclosed-vendor"
PULL_REQUEST = {"pull_request": {"number": 7}}
MARKER = "<!-- flowcheck report -->\n"


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with FakeGitHub() as github:
        yield github


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checkout whose inventory names an undisclosed vendor."""
    folder = tmp_path / "company"
    shutil.copytree(EXAMPLE / "inventory", folder / "inventory")
    (folder / ".git").mkdir()
    return folder


def run(tmp_path: Path, github: FakeGitHub, workspace: Path, root: str = ".") -> Outcome:
    environment = {"GITHUB_API_URL": github.url}
    runner = Runner(ROOT, tmp_path / "temp", environment, PULL_REQUEST)
    here = {"install": {"python": sys.executable}}
    return runner.run(workspace, here, root=root, comment="true")


def test_it_is_written_once_and_then_changed(
    tmp_path: Path, github: FakeGitHub, workspace: Path
) -> None:
    github.comments = {1: "first!", 2: f"somebody quotes\n{MARKER}"}
    assert run(tmp_path, github, workspace).code == 1
    assert github.calls == ["GET", "POST"]
    assert github.tokens == {f"Bearer {TOKEN}"}
    assert github.comments[3].startswith(MARKER)
    assert "undisclosed-recipient" in github.comments[3]

    spoil(workspace, {"inventory/bad.yaml": "systems: 1\n"})
    assert run(tmp_path, github, workspace).code == 2
    assert github.comments[3].startswith(MARKER)
    assert "could not read its input" in github.comments[3]
    assert "inventory/bad.yaml:1:10" in github.comments[3]

    shutil.rmtree(workspace / "inventory")
    spoil(workspace, {})
    done = run(tmp_path, github, workspace)
    assert done.code == 0
    assert github.comments[3].startswith(MARKER)
    assert "0 errors, 0 warnings" in github.comments[3]
    assert len(github.comments) == 3
    assert github.calls == ["GET", "POST", "GET", "PATCH", "GET", "PATCH"]
    assert "updated http://127.0.0.1" in done.log


def test_nothing_is_said_where_there_is_nothing_to_say(tmp_path: Path, github: FakeGitHub) -> None:
    assert run(tmp_path, github, spoil(tmp_path / "good", GOOD)).code == 0
    assert github.calls == ["GET"]
    assert github.comments == {}


def test_it_is_found_among_many(tmp_path: Path, github: FakeGitHub, workspace: Path) -> None:
    github.comments = dict.fromkeys(range(1, 251), "talk") | {230: f"{MARKER}old"}
    run(tmp_path, github, workspace)
    assert github.calls == ["GET", "GET", "GET", "PATCH"]
    assert "undisclosed-recipient" in github.comments[230]


def test_two_projects_have_two(tmp_path: Path, github: FakeGitHub, workspace: Path) -> None:
    shutil.copytree(workspace / "inventory", workspace / "services/app/inventory")
    for root in (".", "services/app", ".", "services/app"):
        run(tmp_path, github, workspace, root)
    assert github.calls == ["GET", "POST", "GET", "POST", "GET", "PATCH", "GET", "PATCH"]
    assert "services/app/inventory/systems" in github.comments[2]


def test_somebody_elses_with_our_marker_is_left_alone(
    tmp_path: Path, github: FakeGitHub, workspace: Path
) -> None:
    github.comments, github.locked = {1: f"{MARKER}mine"}, {1}
    run(tmp_path, github, workspace)
    assert github.comments[1] == f"{MARKER}mine"
    assert "undisclosed-recipient" in github.comments[2]


def test_where_it_cannot_be_written_the_gate_stays_what_it_is(
    tmp_path: Path, github: FakeGitHub, workspace: Path
) -> None:
    github.refuses = True
    done = run(tmp_path, github, workspace)
    assert done.code == 1
    (warning,) = (command for command in done.commands if command.name == "warning")
    assert warning.properties["title"] == "flowcheck could not comment"
    assert "HTTP Error 403" in warning.data
    assert "`pull-requests: write`" in warning.data


def test_a_server_that_is_gone_is_a_warning(tmp_path: Path, workspace: Path) -> None:
    with FakeGitHub() as gone:
        pass
    done = run(tmp_path, gone, workspace)
    assert done.code == 1
    assert "warning" in {command.name for command in done.commands}
