"""The files of a code base, in a git repository and out of one."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from flowcheck.errors import UsageError
from flowcheck.readers import tree
from flowcheck.readers.tree import changed_files, tree_files

if TYPE_CHECKING:
    from pathlib import Path

IDENTITY = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.com")


def git(root: Path, *arguments: str) -> None:
    command = ["git", "-C", str(root), *IDENTITY, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def write(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    root = tmp_path / "code"
    write(
        root,
        a_dot_py="",
        lib__b_dot_py="",
        lib__skip__c_dot_py="",
        lib__keep__d_dot_log="",
        e_dot_log="",
        lib__deep__f_dot_tmp="",
        _dot_gitignore="*.log\n/lib/skip/\n# a word\n\n",
        lib___dot_gitignore="!keep/*.log\n*.tmp\n",
    )
    (root / "link.py").symlink_to("a.py")
    (root / "loop").symlink_to("..")
    os.mkfifo(root / "pipe.py")
    return root


EXPECTED = [".gitignore", "a.py", "lib/.gitignore", "lib/b.py", "lib/keep/d.log"]


def paths(root: Path) -> list[str]:
    return [file.path for file in tree_files(str(root))]


def test_without_git_the_ignored_links_and_pipes_are_left_out(code: Path) -> None:
    assert paths(code) == EXPECTED


def test_with_git_the_answer_is_the_same(code: Path) -> None:
    git(code, "init")
    git(code, "add", "a.py")
    assert paths(code) == EXPECTED


def test_what_is_deleted_and_not_yet_committed_is_gone(code: Path) -> None:
    git(code, "init")
    git(code, "add", "a.py")
    (code / "a.py").unlink()
    assert "a.py" not in paths(code)


def test_below_a_repository_only_the_root_counts(code: Path) -> None:
    git(code, "init")
    assert paths(code / "lib") == [".gitignore", "b.py", "keep/d.log"]


def test_a_root_that_a_repository_ignores_is_walked(code: Path) -> None:
    git(code, "init")
    assert paths(code / "lib" / "skip") == ["c.py"]


def test_a_pattern_that_is_none_is_passed_over(code: Path) -> None:
    (code / ".gitignore").write_text("!\n*.log\n/lib/skip/\n")
    assert paths(code) == EXPECTED


def test_a_repository_of_another_owner_is_walked(
    code: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(code, "init")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert paths(code) == EXPECTED


def test_without_a_git_program_the_folder_is_walked(
    code: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert paths(code) == EXPECTED


def test_a_program_named_by_the_repository_is_not_run(code: Path, tmp_path: Path) -> None:
    git(code, "init")
    ran = tmp_path / "ran"
    helper = tmp_path / "helper.sh"
    helper.write_text(f"#!/bin/sh\ntouch {ran}\n")
    helper.chmod(0o755)
    git(code, "config", "core.fsmonitor", str(helper))
    paths(code)
    changed_files(str(code), "HEAD")
    with pytest.raises(UsageError):
        changed_files(str(code), "nowhere")
    assert not ran.exists()


def test_a_fresh_file_has_no_stamp_since_it_may_change_within_the_tick(code: Path) -> None:
    fresh = {file.path: file.stamp for file in tree_files(str(code))}
    assert fresh["a.py"] == ""


def test_a_stamp_changes_with_the_file(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_A_TICK", -1)
    before = {file.path: file.stamp for file in tree_files(str(code))}
    (code / "a.py").write_text("x")
    after = {file.path: file.stamp for file in tree_files(str(code))}
    assert before["a.py"]
    assert before["a.py"] != after["a.py"]
    assert before["lib/b.py"] == after["lib/b.py"]


def test_changed_files_are_those_unlike_a_commit(code: Path) -> None:
    git(code, "init")
    git(code, "add", ".")
    git(code, "commit", "-m", "first")
    (code / "a.py").write_text("x")
    (code / "lib" / "b.py").unlink()
    write(code, new_dot_py="", new_dot_log="")
    assert [file.path for file in changed_files(str(code), "HEAD")] == ["a.py", "new.py"]
    assert [file.path for file in changed_files(str(code / "lib"), "HEAD")] == []


def test_before_the_first_commit_every_file_is_unlike_head(code: Path) -> None:
    git(code, "init")
    git(code, "add", "a.py")
    assert [file.path for file in changed_files(str(code), "HEAD")] == EXPECTED
    assert [file.path for file in changed_files(str(code / "lib"), "HEAD")] == paths(code / "lib")
    git(code, "commit", "-m", "first")
    git(code, "checkout", "--orphan", "other")
    assert [file.path for file in changed_files(str(code), "HEAD")] == EXPECTED


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_an_unknown_commit_is_told(code: Path, revision: str) -> None:
    git(code, "init")
    with pytest.raises(UsageError, match="cannot be compared with"):
        changed_files(str(code), revision)
    assert not (code / "x").exists()
