"""New files: all of them or none, and nothing that is there is touched."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from flowcheck.cli.atomic import create_all, write_all

if TYPE_CHECKING:
    from pathlib import Path


def tree(root: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
    }


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    create_all(
        {
            str(tmp_path / "there/one"): b"1",
            str(tmp_path / "a/b/two"): b"2",
            str(tmp_path / "c"): b"",
        }
    )
    assert tree(tmp_path) == {
        "a": None, "a/b": None, "a/b/two": b"2", "c": b"", "there": None, "there/one": b"1",
    }  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_files_have_the_usual_mode(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        create_all({str(tmp_path / "one"): b"1"})
    finally:
        os.umask(mask)
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("there", ["file", "folder", "link", "dangling link"])
def test_what_is_there_stays_and_what_was_written_before_it_goes(
    tmp_path: Path, there: str
) -> None:
    place = tmp_path / "x" / "second"
    place.parent.mkdir()
    if there == "file":
        place.write_bytes(b"mine")
    elif there == "folder":
        place.mkdir()
    else:
        if there == "link":
            (tmp_path / "target").write_bytes(b"mine")
        place.symlink_to(tmp_path / "target")
    before = tree(tmp_path)
    with pytest.raises(FileExistsError):
        create_all({str(tmp_path / "new/deep/first"): b"1", str(place): b"2"})
    assert tree(tmp_path) == before


def test_a_folder_that_cannot_be_made_takes_all_back(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(OSError, match="file"):
        create_all({str(tmp_path / "new/first"): b"1", str(tmp_path / "file/second"): b"2"})
    assert tree(tmp_path) == {"file": b"mine"}


def test_a_file_that_somebody_adds_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def interrupted(source: str, target: str) -> None:
        if target.endswith("second"):
            (tmp_path / "new" / "theirs").write_bytes(b"theirs")
            raise KeyboardInterrupt
        link(source, target)

    monkeypatch.setattr(os, "link", interrupted)
    with pytest.raises(KeyboardInterrupt):
        create_all({str(tmp_path / "new/first"): b"1", str(tmp_path / "new/second"): b"2"})
    assert tree(tmp_path) == {"new": None, "new/theirs": b"theirs"}


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:  # noqa: ANN401 - stands for any function
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "mine").write_bytes(b"mine")
    create_all({str(tmp_path / "one"): b"1"})
    with pytest.raises(FileExistsError):
        create_all({str(tmp_path / "two"): b"2", str(tmp_path / "mine"): b"no"})
    assert tree(tmp_path) == {"mine": b"mine", "one": b"1"}


def test_all_are_written_and_those_that_were_there_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"old")
    write_all({str(tmp_path / "one"): b"1", str(tmp_path / "two"): b"2"})
    assert tree(tmp_path) == {"one": b"1", "two": b"2"}


@pytest.mark.parametrize("failing", [1, 2, 3])
@pytest.mark.parametrize("links", [True, False])
def test_of_several_files_that_are_replaced_a_failure_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int, *, links: bool
) -> None:
    (tmp_path / "b").write_bytes(b"old")
    real = os.replace
    count = 0

    def replace(source: str, target: str) -> None:
        nonlocal count
        count += 1
        if count == failing:
            raise OSError(28, "No space left on device", target)
        real(source, target)

    def no_link(*_: Any) -> None:  # noqa: ANN401 - as of os.link
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "replace", replace)
    if not links:
        monkeypatch.setattr(os, "link", no_link)
    with pytest.raises(OSError, match="No space left"):
        write_all({str(tmp_path / name): b"new" for name in "abc"})
    assert tree(tmp_path) == {"b": b"old"}


def test_of_several_files_none_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(OSError, match="no file"):
        write_all({str(tmp_path / name): b"new" for name in "abc"})
    with pytest.raises(OSError, match="No such file"):
        write_all({str(tmp_path / "a"): b"new", str(tmp_path / "gone" / "c"): b"new"})
    assert tree(tmp_path) == {"b": None}
