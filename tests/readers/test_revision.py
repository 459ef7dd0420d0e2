"""A commit answers as the folder would if it were checked out, and nothing is."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from flowcheck.errors import InputError, UsageError
from flowcheck.project import load
from flowcheck.readers.folder import Folder, Refusal
from flowcheck.readers.revision import Revision
from projects import FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATHS = (
    "inventory",
    "inventory/policy.yaml",
    "inventory/policy.txt",
    "inventory/none.yaml",
    "inventory/../inventory/policy.yaml",
    "inventory/inner",
    "inventory/inner/one.yml",
    "inventory/linked.yaml",
    "inventory/twice.yaml",
    "inventory/nowhere.yaml",
    "inventory/outside.yaml",
    "inventory/folder-link",
    "inventory/loop.yaml",
    "flowcheck.yaml",
    "..",
    "../other.yaml",
    ".",
    "naïve 東京.yaml",
)
MOST = 1_000_000


def git(folder: Path, *arguments: str) -> None:
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    environment = {**os.environ, **dict.fromkeys(names, "a@b.example")}
    environment["GIT_COMMITTER_DATE"] = "2026-03-01T23:30:00 -0800"
    command = ["git", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment)


def commit(folder: Path) -> None:
    git(folder, "add", "-A", "-f")
    git(folder, "commit", "-q", "--no-verify", "-m", "x")


@pytest.fixture
def repository(write_project: Callable[..., Path], tmp_path: Path) -> Path:
    """A repository whose folder `project` is a project, with links of every kind."""
    root = write_project({f"project/{name}": text for name, text in FILES.items()}) / "project"
    inventory = root / "inventory"
    (inventory / "inner" / ".hidden").mkdir(parents=True)
    (inventory / "inner" / "one.yml").write_text("systems: []\n")
    (inventory / "inner" / ".hidden" / "no.yaml").write_text("x: y\n")
    (inventory / ".no.yaml").write_text("x: y\n")
    (root / "naïve 東京.yaml").write_text("x: y\n")
    (tmp_path / "other.yaml").write_text("x: y\n")
    (inventory / "linked.yaml").symlink_to("inner/one.yml")
    (inventory / "twice.yaml").symlink_to("linked.yaml")
    (inventory / "nowhere.yaml").symlink_to("gone.yaml")
    (inventory / "outside.yaml").symlink_to("../../other.yaml")
    (inventory / "folder-link").symlink_to("inner")
    (inventory / "loop.yaml").symlink_to("loop.yaml")
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return root


def test_it_answers_as_the_folder_does(repository: Path) -> None:
    folder, revision = Folder(repository), Revision(repository, "HEAD")
    for where in ("inventory", "inventory/inner", "rules"):
        assert revision.yaml_files(where) == folder.yaml_files(where)
    for path in PATHS:
        assert revision.exists(path) == folder.exists(path) or path.startswith(".."), path
        assert revision.holds(path) == folder.holds(path), path
        mine, theirs = revision.read(path, MOST), folder.read(path, MOST)
        if isinstance(theirs, bytes):
            assert mine == theirs
        else:
            assert isinstance(mine, Refusal), path
    assert revision.listing("inventory/x") == folder.listing("inventory/x")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("inventory/outside.yaml", "leads out of the project"),
        ("inventory/nowhere.yaml", "is a link that leads nowhere"),
        ("inventory/inner", "is no regular file"),
    ],
)
def test_what_is_not_read_says_why(repository: Path, path: str, why: str) -> None:
    answer = Revision(repository, "HEAD").read(path, MOST)
    assert isinstance(answer, Refusal)
    assert answer.message == why


def test_a_file_that_is_too_large_is_refused(repository: Path) -> None:
    answer = Revision(repository, "HEAD").read("inventory/policy.yaml", 10)
    assert isinstance(answer, Refusal)
    assert "at most" in answer.message


def test_the_working_tree_does_not_matter(repository: Path) -> None:
    for path in sorted(repository.rglob("*.y*ml")):
        path.unlink()
    (repository / "inventory" / "policy.txt").write_text("other")
    revision = Revision(repository, "HEAD")
    assert revision.read("inventory/policy.yaml", MOST) == FILES["inventory/policy.yaml"].encode()
    assert revision.read("inventory/policy.txt", MOST) == FILES["inventory/policy.txt"].encode()
    assert not (repository / "inventory" / "policy.yaml").exists()


def test_it_knows_its_hash_and_its_day_in_utc(repository: Path) -> None:
    revision = Revision(repository, "HEAD")
    assert len(revision.commit) == 40
    assert revision.date == "2026-03-02"
    assert Revision(repository, revision.commit[:10]).commit == revision.commit


def test_a_project_is_loaded_from_a_commit(write_project: Callable[..., Path]) -> None:
    root = write_project(FILES)
    git(root, "init", "-q")
    commit(root)
    git(root, "tag", "-a", "v1", "-m", "x")
    for name in FILES:
        (root / name).unlink()
    project = load(root, revision="v1")
    assert [flow.id for flow in project.inventory.flows][1:] == [
        "to-store",
        "to-analytics",
        "backup",
    ]
    with pytest.raises(InputError):
        load(root)


@pytest.mark.parametrize("name", ["none", "--help", "-n", "HEAD:project", "", "a b", "HEAD~9"])
def test_what_is_no_commit_is_told(repository: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be read from git"):
        Revision(repository, name)


def test_a_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a git repository"):
        Revision(tmp_path, "HEAD")


def test_a_machine_without_git_is_told(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="git cannot be run"):
        Revision(repository, "HEAD")


def test_a_commit_before_the_project_is_told(repository: Path, tmp_path: Path) -> None:
    for path in sorted(repository.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    commit(tmp_path)
    with pytest.raises(InputError, match="is not in commit"):
        load(repository, revision="HEAD")
