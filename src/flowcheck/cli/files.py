"""Options that say where a verb writes and how, for those that write one thing."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any

import click

from flowcheck.cli.options import Choice, apply
from flowcheck.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STDOUTS = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
"""What stands for standard output where a file is named."""


def _file(_ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a file's name, None for standard output.

    Raises:
        UsageError: It is empty: a script's variable was, and nobody means that.
    """
    if value == "":
        raise UsageError(f"{param.opts[0]}: `` names nothing; give a file, or `-`")
    return None if value in STDOUTS else value


def output_to(words: str) -> Callable[[Any], Any]:
    """Return the option `--output`, with what it says of itself."""
    return click.option(
        "--output", "-o", type=click.Path(readable=False), callback=_file, metavar="FILE",
        help=words,
    )  # fmt: skip


output = output_to("Write to a file, whole or not at all.")


def format_option(*words: str) -> Callable[[Any], Any]:
    """Return the option `--format` of a verb, the first word the default."""
    return click.option(
        "--format", "format_", type=Choice(*words), default=words[0], show_default=True,
        help="How it is written.",
    )  # fmt: skip


def named_format(*words: str, default: str, to: str) -> Callable[[Any], Any]:
    """Return `--format` and `--output` of a verb that writes as its file's name says.

    Args:
        words: The formats.
        default: What is written where neither says, in words.
        to: What `--output` says of itself.
    """
    format_ = click.option(
        "--format", "format_", type=Choice(*words),
        help=f"How it is written; default: as the file's name says, else {default}.",
    )  # fmt: skip
    return lambda verb: apply((format_, output_to(to)), verb)


def written_as(
    given: str | None, file: str | None, suffixes: Mapping[str, str], default: str
) -> str:
    """Return the format: the one asked for, else that of the file's name, else the default.

    Args:
        given: Of `--format`.
        file: Of `--output`.
        suffixes: The format of each ending.
        default: Where no file is named, or one without an ending.

    Raises:
        UsageError: The ending is that of no format: what is in the file would belie its name.
    """
    suffix = os.path.splitext(file or "")[1].lower()
    if given or not suffix:
        return given or default
    if suffix not in suffixes:
        hint = did_you_mean(suffix, suffixes) or f"one of: {', '.join(suffixes)};"
        raise UsageError(
            f"--output: `{suffix}` is the ending of no format that is written here; {hint}"
            " --format says it whatever the file is called"
        )
    return suffixes[suffix]
