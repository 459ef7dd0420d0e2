"""The page of the commands, from what click knows of them."""

from __future__ import annotations

import inspect
import re
from itertools import groupby
from typing import TYPE_CHECKING

import click

from flowcheck.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

INTRODUCTION = """\
# Commands

`flowcheck VERB [ROOT]`: ROOT is the project's folder, by default the current one. This page is what
`flowcheck VERB --help` says, in one place.

Results go to standard output and everything else to standard error. A file that is written appears
whole or not at all. Colour is for terminals; `NO_COLOR` and `FORCE_COLOR` are honoured.

## Exit codes

They are the same for every verb and whatever the format.

| code | |
|---|---|
"""


def command_page() -> str:
    """Return the page."""
    codes = re.findall(r"^ +(\d) (.+)$", app.epilog or "", re.MULTILINE)
    table = "".join(f"| {code} | {meaning} |\n" for code, meaning in codes)
    commands = contexts()
    shared = _shared(commands)
    return (
        f"{INTRODUCTION}{table}\n## Options of every verb\n\n{_table(shared)}"
        "| `-h, --help` | Show what a verb does, and end. |\n"
        + "".join(_section(context, shared) for context in commands)
    )


def contexts() -> list[click.Context]:
    """Return each command that can be run, in the order of the help, with the way to it."""
    return list(_below(click.Context(app, info_name="flowcheck")))


def _below(context: click.Context) -> Iterator[click.Context]:
    group = context.command
    if not isinstance(group, click.Group):
        yield context
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            yield from _below(click.Context(command, info_name=name, parent=context))


def examples(context: click.Context) -> list[str]:
    """Return the example commands of a command's help."""
    return [line for block, lines in _epilog(context) if block for line in lines if line[0] != "#"]


def _epilog(context: click.Context) -> Iterator[tuple[bool, list[str]]]:
    """Yield what ends a command's help: words (False), and below them what to type (True)."""
    said = (context.command.epilog or "").replace("\b", "").strip("\n").splitlines()
    for block, lines in groupby(said, lambda line: line.startswith("  ")):
        yield block, [line.strip() for line in lines]


def _shared(commands: list[click.Context]) -> list[tuple[str, str]]:
    every = [_options(context) for context in commands]
    return [option for option in every[0] if all(option in options for options in every)]


def _section(context: click.Context, shared: list[tuple[str, str]]) -> str:
    command = context.command
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    said = inspect.cleandoc((command.help or "").replace("\b", ""))
    own = [option for option in _options(context) if option not in shared]
    ended = ""
    for block, lines in _epilog(context):
        text = "\n".join(lines)
        ended += f"\n```text\n{text}\n```\n" if block else f"\n{text}\n"
    return (
        f"\n## {context.command_path}\n\n{said}\n\n```text\n{usage}\n```\n"
        + (f"\n{_table(own)}" if own else "")
        + ended
    )


def _options(context: click.Context) -> list[tuple[str, str]]:
    options = [param for param in context.command.params if isinstance(param, click.Option)]
    return [record for option in options if (record := option.get_help_record(context))]


def _table(options: list[tuple[str, str]]) -> str:
    rows = [f"| `{_cell(names)}` | {_cell(text)} |\n" for names, text in options]
    return "| option | |\n|---|---|\n" + "".join(rows)


def _cell(text: str) -> str:
    return re.sub(r" +", " ", text.replace("|", "\\|"))
