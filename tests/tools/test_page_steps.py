"""Reading a page's steps: what counts, where it stands, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from page_steps import Change, Command, Write, read_page

if TYPE_CHECKING:
    from pathlib import Path


def _page(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_commands_carry_what_is_shown_of_their_output(tmp_path: Path) -> None:
    text = "# A\n\n```console\n$ echo a\na\n$ cat <<'END'\n> b\n>\n> END\nb\n...\n```\n"
    page = read_page(_page(tmp_path, text))
    assert page.steps == [
        Command(4, "echo a", ("a",)),
        Command(6, "cat <<'END'\nb\n\nEND", ("b", "...")),
    ]


def test_a_block_in_a_list_knows_its_indent(tmp_path: Path) -> None:
    page = read_page(_page(tmp_path, "1. Do:\n\n   ```console\n   $ echo a\n   a\n   ```\n"))
    assert page.steps == [Command(4, "echo a", ("a",), "   ")]


def test_a_name_alone_in_bold_makes_the_next_block_a_file(tmp_path: Path) -> None:
    page = read_page(_page(tmp_path, "**`a/b.yaml`**\n\n```yaml\nx: 1\n```\n"))
    assert page.steps == [Write(3, "a/b.yaml", "x: 1\n")]


def test_a_diff_below_a_name_is_a_change(tmp_path: Path) -> None:
    text = "**`a.txt`**\n\n```diff\n one\n-two\n+three\n```\n"
    page = read_page(_page(tmp_path, text))
    assert page.steps == [Change(3, "a.txt", "one\ntwo\n", "one\nthree\n")]


@pytest.mark.parametrize(
    "before",
    ["Look at **`a.yaml`**:", "`a.yaml`", "**`a.yaml`**\n\nAnd then:", "**`a.yaml`**\n\n# B"],
)
def test_other_blocks_are_for_reading_only(tmp_path: Path, before: str) -> None:
    assert read_page(_page(tmp_path, f"{before}\n\n```yaml\nx: 1\n```\n")).steps == []


def test_the_python_of_a_page_is_one_script(tmp_path: Path) -> None:
    page = read_page(_page(tmp_path, "```python\na = 1\n```\n\n```python\nprint(a)\n```\n"))
    last = page.steps[-1]
    assert isinstance(last, Command)
    assert last.text == "python - <<'END'\na = 1\n\nprint(a)\nEND"


def test_comments_say_where_and_what_for(tmp_path: Path) -> None:
    text = (
        "<!-- run in: examples/sale -->\n<!-- needs: index -->\n# A\n\n"
        "<!-- not run: no network -->\n```console\n$ curl x\n```\n\n```console\n$ true\n```\n"
    )
    page = read_page(_page(tmp_path, text))
    assert (page.folder, page.needs) == ("examples/sale", {"index"})
    assert page.left_out == [(6, "no network")]
    assert page.steps == [Command(11, "true", ())]


@pytest.mark.parametrize("language", ["sh", "bash", "shell", "zsh"])
def test_a_command_outside_a_session_is_refused(tmp_path: Path, language: str) -> None:
    with pytest.raises(ValueError, match=r"page\.md:1: commands stand in `console` blocks"):
        read_page(_page(tmp_path, f"```{language}\nmake\n```\n"))


@pytest.mark.parametrize("text", ["echo a", "", "a\n$ echo a"])
def test_a_session_that_starts_without_a_prompt_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"page\.md:2: a `console` block starts with"):
        read_page(_page(tmp_path, f"```console\n{text}\n```\n"))
