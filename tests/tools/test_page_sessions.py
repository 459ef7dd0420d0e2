"""Running a page: the session holds, differences are told, and a page can be rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import page_sessions
from page_sessions import matches, report, rewrite, run_page
from page_steps import read_page

if TYPE_CHECKING:
    from pathlib import Path

    from page_sessions import Difference


def _run(tmp_path: Path, *blocks: str) -> list[Difference]:
    path = tmp_path / "page.md"
    path.write_text("\n".join(f"{block}\n" for block in blocks), encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    return run_page(read_page(path), home)


def _console(text: str) -> str:
    return f"```console\n{text}\n```"


def test_folder_environment_and_files_hold_from_block_to_block(tmp_path: Path) -> None:
    found = _run(
        tmp_path,
        _console("$ mkdir a\n$ cd a\n$ export GREETING=hello"),
        "**`b/c.txt`**\n\n```text\none\ntwo\n```",
        "**`b/c.txt`**\n\n```diff\n one\n-two\n+three\n```",
        _console("$ cat b/c.txt\none\nthree\n$ echo $GREETING; basename $PWD\nhello\na"),
    )
    assert found == []


def test_output_that_is_not_shown_is_a_difference(tmp_path: Path) -> None:
    (found,) = _run(tmp_path, _console("$ echo a\nb\n$ echo c\nc"))
    assert found.printed == ("a",)
    assert "prints something else" in found.why
    assert report(read_page(tmp_path / "page.md"), found).endswith(
        "page.md:2: it prints something else\n  - b\n  + a"
    )


def test_standard_error_and_an_unfinished_line_are_output_too(tmp_path: Path) -> None:
    assert _run(tmp_path, _console("$ echo a >&2; printf b\na\nb")) == []


def test_a_command_that_reads_does_not_eat_the_next_one(tmp_path: Path) -> None:
    assert _run(tmp_path, _console("$ cat\n$ echo a\na")) == []


def test_a_failure_has_to_be_shown(tmp_path: Path) -> None:
    (found,) = _run(tmp_path, _console("$ (exit 3)\n$ true"))
    assert found.why == "it exits 3, and the page does not show it with `$ echo $?`"


def test_a_failure_that_is_shown_is_none(tmp_path: Path) -> None:
    assert _run(tmp_path, _console("$ (exit 3)\n$ echo $?\n3")) == []


def test_errors_that_are_counted_show_the_failure(tmp_path: Path) -> None:
    assert _run(tmp_path, _console("$ echo '1 error, 0 warnings'; (exit 1)\n1 error, ...")) == []
    (tmp_path / "home").rename(tmp_path / "before")
    assert _run(tmp_path, _console("$ echo '0 errors, 1 warning'; (exit 1)\n0 errors, ..."))


def test_a_change_must_fit(tmp_path: Path) -> None:
    blocks = ("**`a`**\n\n```text\nx\nx\n```", "**`a`**\n\n```diff\n-x\n+y\n```")
    with pytest.raises(ValueError, match=r"page\.md:10: what is changed must stand in a once"):
        _run(tmp_path, *blocks)


def test_a_shell_that_ends_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="the shell ended within `exit 0`"):
        _run(tmp_path, _console("$ exit 0"))


def test_a_shell_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_sessions, "LONGEST", 0.5)
    with pytest.raises(RuntimeError, match="the shell ended within `sleep 60`"):
        _run(tmp_path, _console("$ sleep 60"))


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("", "", True),
        ("", "a", False),
        ("...", "", True),
        ("a\n...\nd", "a\nb\nc\nd", True),
        ("a\n...\nd", "a\nd", True),
        ("a\n...", "b\na", False),
        ("took ... s", "took 3.1 s", True),
        ("took ... s", "took\n3 s", False),
        ("a.c", "abc", False),
    ],
)
def test_three_dots_stand_for_what_is_left_out(shown: str, printed: str, same: bool) -> None:  # noqa: FBT001
    assert matches(shown.splitlines(), printed.splitlines()) is same


def test_a_page_is_rewritten_with_what_is_printed(tmp_path: Path) -> None:
    block = (
        "1. Do:\n\n   ```console\n   $ echo a; echo b\n"
        "   $ cat <<'END'\n   > x\n   > END\n   y\n   ```"
    )
    found = _run(tmp_path, block)
    path = tmp_path / "page.md"
    rewrite(read_page(path), found)
    assert path.read_text(encoding="utf-8") == (
        "1. Do:\n\n   ```console\n   $ echo a; echo b\n   a\n   b\n"
        "   $ cat <<'END'\n   > x\n   > END\n   x\n   ```\n"
    )


def test_a_page_without_commands_is_run_too(tmp_path: Path) -> None:
    assert _run(tmp_path, "Words.") == []
