"""What is known of a terminal, and of the repository that a project stands in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from flowcheck.cli import terminal

if TYPE_CHECKING:
    from pathlib import Path


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("FORCE_HYPERLINK", "TERM", "TERM_PROGRAM", "VTE_VERSION", "COLUMNS")
    for name in (*names, *terminal._VARIABLES):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("environment", "links"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6003"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4205"}, False),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"WT_SESSION": "1"}, True),
        ({"TERM": "dumb", "TERM_PROGRAM": "vscode"}, False),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"}, False),
        ({"FORCE_HYPERLINK": "1", "TERM": "dumb"}, True),
        ({"FORCE_HYPERLINK": "0", "TERM_PROGRAM": "vscode"}, False),
    ],
)
def test_links(
    environment: dict[str, str],
    links: bool,  # noqa: FBT001 - a parameter of the test
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal.has_links(Screen()) is links


def test_a_pipe_has_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "vscode")
    assert not terminal.has_links(io.StringIO())


@pytest.mark.parametrize(("given", "found"), [("60", 60), ("500", 120), ("0", 100), ("x", 100)])
def test_columns(given: str, found: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", given)
    assert terminal.columns() == found


def test_the_way_from_the_repository(tmp_path: Path) -> None:
    project = tmp_path / "repository/services/my company"
    project.mkdir(parents=True)
    (tmp_path / "repository/.git").mkdir()
    assert terminal.way_from_repository(str(project)) == "services/my company/"
    assert terminal.way_from_repository(str(tmp_path / "repository")) == ""
    (tmp_path / "link").symlink_to(project)
    assert terminal.way_from_repository(str(tmp_path / "link")) == "services/my company/"


def test_a_worktree_is_a_repository_too(tmp_path: Path) -> None:
    (tmp_path / "tree/app").mkdir(parents=True)
    (tmp_path / "tree/.git").write_text("gitdir: elsewhere", encoding="utf-8")
    assert terminal.way_from_repository(str(tmp_path / "tree/app")) == "app/"


def test_without_a_repository_the_current_folder_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "image/app").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "image")
    assert terminal.way_from_repository("app") == "app/"
    assert terminal.way_from_repository(".") == ""
    assert terminal.way_from_repository(str(tmp_path / "elsewhere")) == ""


def test_the_uri_of_a_folder(tmp_path: Path) -> None:
    assert terminal.file_uri(str(tmp_path / "a b")) == f"file://{tmp_path}/a%20b/"
