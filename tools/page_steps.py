"""A page of the documentation as steps: files to write, files to change, commands to run, in order.

What makes a step, in Markdown that reads well everywhere:

- A paragraph that is nothing but a file's name, bold and as code, is the caption of the block below
  it: the file's text, or, in a `diff` block, a change of it.
- A `console` block holds commands behind `$ ` (continued behind `> `) and what they print; `...`
  stands for any text, on a line of its own for any lines. A command that fails is followed by
  `$ echo $?`, unless it is a run of lint whose last line counts errors.
- The `python` blocks of a page are run as one script, up to the block.
- Comments: `<!-- run in: FOLDER -->` starts the page in a copy of that folder of the repository,
  `<!-- needs: index -->` tells that a package index must be reachable, and
  `<!-- not run: REASON -->` leaves out the next block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

_COMMENT = re.compile(r"<!-- *(run in|needs|not run): *(.+?) *-->")
_SHELLS = ("sh", "bash", "shell", "zsh")


@dataclass(frozen=True, slots=True)
class Write:
    """A file that the page has people write."""

    line: int
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A passage of a file that the page has people replace; it must stand there once."""

    line: int
    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command, and what the page shows of its output.

    Attributes:
        line: Where it stands in the page, from 1.
        text: As the shell takes it.
        shown: Lines of output, `...` for what is left out.
        indent: What the page's lines start with, where the block stands in a list.
    """

    line: int
    text: str
    shown: tuple[str, ...]
    indent: str = ""


@dataclass(slots=True)
class Page:
    """What a page has people do.

    Attributes:
        path: The page.
        steps: In order.
        folder: Of the repository, that the page starts in a copy of; "" for an empty folder.
        needs: What must be at hand: "index", a reachable package index.
        left_out: Line and reason of each block that is not run.
    """

    path: Path
    steps: list[Write | Change | Command] = field(default_factory=list)
    folder: str = ""
    needs: set[str] = field(default_factory=set)
    left_out: list[tuple[int, str]] = field(default_factory=list)


def read_page(path: Path) -> Page:
    """Return a page's steps.

    Raises:
        ValueError: A block cannot be understood; names the page's line.
    """
    page = Page(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    caption = reason = ""
    script: list[str] = []
    tokens = MarkdownIt().parse("\n".join(lines) + "\n")
    for number, token in enumerate(tokens):
        if token.type == "html_block":
            reason = _comments(page, token.content) or reason
        elif token.type == "paragraph_open":
            caption = _caption(tokens[number + 1])
        elif token.type == "heading_open":
            caption = ""
        elif token.type == "fence":
            line = (token.map or [0])[0] + 1
            if reason:
                page.left_out.append((line, reason))
            else:
                indent = re.match(r"\s*", lines[line - 1])
                page.steps += _steps(page, token, caption, script, indent.group() if indent else "")
            caption = reason = ""
    return page


def _comments(page: Page, text: str) -> str:
    """Take in what comments say of the page; return why the next block is not run, or ""."""
    reason = ""
    for key, value in _COMMENT.findall(text):
        if key == "run in":
            page.folder = value
        elif key == "needs":
            page.needs.add(value)
        else:
            reason = value
    return reason


def _caption(inline: Token) -> str:
    """Return the name of a file that is all that a paragraph says, or ""."""
    children = [child for child in inline.children or [] if child.type != "text" or child.content]
    if [child.type for child in children] == ["strong_open", "code_inline", "strong_close"]:
        return children[1].content
    return ""


def _steps(
    page: Page, token: Token, caption: str, script: list[str], indent: str
) -> Iterator[Write | Change | Command]:
    language = token.info.partition(" ")[0]
    line = (token.map or [0])[0] + 1
    if language in _SHELLS:
        raise ValueError(f"{page.path}:{line}: commands stand in `console` blocks, behind `$ `")
    if language == "console":
        yield from _commands(page, token.content, line + 1, indent)
    elif language == "python":
        script.append(token.content)
        yield Command(line, "python - <<'END'\n" + "\n".join(script) + "END", ("...",))
    elif caption and language == "diff":
        rows = token.content.splitlines(keepends=True)
        old = "".join(row[1:] for row in rows if not row.startswith("+"))
        new = "".join(row[1:] for row in rows if not row.startswith("-"))
        yield Change(line, caption, old, new)
    elif caption:
        yield Write(line, caption, token.content)


def _commands(page: Page, text: str, first: int, indent: str) -> Iterator[Command]:
    rows = text.splitlines()
    starts = [number for number, row in enumerate(rows) if row.startswith("$ ")]
    if not starts or starts[0] != 0:
        raise ValueError(f"{page.path}:{first}: a `console` block starts with `$ ` and a command")
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        command = [rows[start][2:]]
        while start + len(command) < end and re.match(r">( |$)", rows[start + len(command)]):
            command.append(rows[start + len(command)][2:])
        shown = tuple(row.rstrip() for row in rows[start + len(command) : end])
        yield Command(first + start, "\n".join(command), shown, indent)
