"""Every command of the documentation is run, and prints what its page shows."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from command_page import contexts, examples
from conftest import ROOT
from page_sessions import report, run_page
from page_steps import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import click

PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "examples/*.md", "integrations/*.md")
    for path in ROOT.glob(pattern)
)
RUN = [path for path in PAGES if read_page(path).steps]
OF_TODAY = [path for path in PAGES if path.parent.name != "adr"]
"""Pages of what is; a decision tells of its day."""
ASKS = {"flowcheck init"}
"""Examples that need somebody to answer; the tests of the verb do."""
LEFT_OUT = {
    "CONTRIBUTING.md": 1,
    "README.md": 1,
    "docs/guides/ci-images.md": 1,
    "docs/guides/reviewdog.md": 2,
    "docs/guides/vendors.md": 1,
    "docs/performance.md": 3,
}
"""How many blocks of a page are not run; the page gives each one's reason."""


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="session")
def package_index(tmp_path_factory: pytest.TempPathFactory) -> bool:
    """Whether a package index can be reached."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir"]
    folder = str(tmp_path_factory.mktemp("index"))
    done = subprocess.run(
        [*command, "--dest", folder, "mdurl"], check=False, capture_output=True, timeout=60
    )
    return done.returncode == 0


@pytest.mark.parametrize("path", RUN, ids=_name)
def test_a_page_does_what_it_says(
    path: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page = read_page(path)
    if "index" in page.needs and not request.getfixturevalue("package_index"):
        pytest.skip("no package index can be reached")
    differences = run_page(page, tmp_path)
    assert not differences, "\n".join(report(page, found) for found in differences)


def test_pages_with_commands_are_found() -> None:
    names = {_name(path) for path in RUN}
    assert {"README.md", "docs/index.md", "docs/tutorial.md", "docs/policy-graph.md"} <= names


def test_what_is_left_out_is_counted() -> None:
    counted = {_name(path): len(read_page(path).left_out) for path in PAGES}
    assert {name: number for name, number in counted.items() if number} == LEFT_OUT


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_what_a_page_needs_is_known(path: Path) -> None:
    assert read_page(path).needs <= {"index"}


def _named_in(path: Path) -> Iterator[str]:
    """Yield the commands that a page names within its sentences."""
    for token in MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8")):
        for child in token.children or []:
            if child.type == "code_inline" and child.content.startswith("flowcheck "):
                yield child.content


@pytest.mark.parametrize("path", OF_TODAY, ids=_name)
def test_commands_within_sentences_exist(path: Path) -> None:
    known = {context.command_path: context for context in contexts()}
    for said in _named_in(path):
        words = said.split()
        verb = next((" ".join(words[:n]) for n in (3, 2) if " ".join(words[:n]) in known), None)
        if verb is None:
            assert words[1] in ("VERB", "--version"), f"{_name(path)}: `{said}`"
            continue
        options = {o for param in known[verb].command.params for o in param.opts} | {"--help"}
        for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", said):
            assert option in options, f"{_name(path)}: `{said}`"


@pytest.mark.parametrize(
    "example", [line for context in contexts() for line in examples(context) if line not in ASKS]
)
def test_the_examples_of_the_help_run(example: str, tmp_path: Path) -> None:
    verb = example.split()[1]
    me = "-c user.name=x -c user.email=x@example.org"
    start = "**`docs/privacy.md`**\n\n```text\nWe store your name.\n```\n\n"
    first = {
        "schema": ("mkdir .flowcheck",),
        "report": (
            "git init -q",
            "git add .",
            f"git {me} commit -qm x",
            "git tag v1.4",
        ),
    }
    first["diff"] = (*first["report"], "git branch -f main")
    first["scan"] = (*first["report"], "git update-ref refs/remotes/origin/main HEAD")
    typed = {name: "".join(f"$ {line}\n" for line in lines) for name, lines in first.items()}
    where = {"scan": "examples/tls-1-2"}  # of no company's code, and so of no vendor's
    before = {
        name: f"<!-- run in: {where.get(name, '.')} -->\n```console\n{said}```\n"
        for name, said in typed.items()
    }
    before["init"] = start
    more = " --today 2026-11-24" if verb == "lint" else ""
    if "scan" in example:  # this repository's own tools talk to GitHub
        more += " --fail-on never"
    page = tmp_path / "page.md"
    page.write_text(
        before.get(verb, "<!-- run in: . -->\n") + f"```console\n$ {example}{more}\n...\n```\n"
    )
    (tmp_path / "home").mkdir()
    assert not run_page(read_page(page), tmp_path / "home")


@pytest.mark.parametrize("context", contexts(), ids=lambda context: context.command_path)
def test_a_verb_has_an_example(context: click.Context) -> None:
    assert any(context.command_path in example for example in examples(context))
