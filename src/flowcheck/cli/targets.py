"""Where a report goes, as `--output` says it: a format, a file, or a format in a file."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from flowcheck.cli.files import STDOUTS
from flowcheck.cli.options import choose, starting
from flowcheck.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem


class Target(NamedTuple):
    """One `--output`: "" stands for the format of `--format`, None for standard output."""

    format: str
    file: str | None


class TargetType(click.ParamType[Target]):
    """`FORMAT`, `FILE` or `FORMAT=FILE`, of some formats."""

    name = "FORMAT[=FILE]"

    def __init__(self, known: Sequence[str]) -> None:
        self.known = known

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,  # noqa: ARG002
        ctx: click.Context | None,  # noqa: ARG002
    ) -> Target:
        """Return what is written where.

        Raises:
            UsageError: It looks like a format, and is none.
        """
        text = str(value)
        if not text:
            raise UsageError("--output: `` names nothing; give a format, a file, or `-`")
        head, equals, file = text.partition("=")
        if text in self.known:
            return Target(text, None)
        if equals and not _is_path(head):
            if not file:
                raise UsageError(f"--output: `{text}` names no file; write `{head}=FILE`")
            return Target(choose("--output", head, self.known), _file(file))
        if not _is_path(text) and text not in STDOUTS and did_you_mean(text, self.known):
            raise UsageError(
                f"--output: `{text}` is no format; {did_you_mean(text, self.known)} "
                f"For a file of that name write `./{text}`"
            )
        return Target("", _file(text))

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the formats that start as typed."""
        return starting(incomplete, self.known)


def settle(targets: Sequence[Target], format_: str) -> list[tuple[str, str | None]]:
    """Return what is written where: each format with its file, None for standard output.

    Args:
        targets: Of `--output`, in order; none means standard output.
        format_: Of `--format`, for those that name none.

    Raises:
        UsageError: Two reports would stand in one place.
    """
    places = [(target.format or format_, target.file) for target in targets] or [(format_, None)]
    files = [os.path.realpath(file) if file else None for _, file in places]
    for file in files:
        if files.count(file) > 1:
            where = f"`{file}`" if file else "standard output"
            raise UsageError(f"--output: two reports would be written to {where}; name a file each")
    return places


def _file(text: str) -> str | None:
    return None if text in STDOUTS else text


def _is_path(text: str) -> bool:
    return any(mark in text for mark in "/\\.")
