"""The command line as a whole: finds a verb, runs it, and returns its exit code."""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from flowcheck._version import VERSION
from flowcheck.cli.verbs import VERBS

if TYPE_CHECKING:
    from flowcheck.cli.output import Manner

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Verbs(click.Group):
    """A group whose commands are modules, imported when they are called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a verb's command, None for a name that is none."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"flowcheck.cli.verbs.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb that the arguments start with; one that is unknown names the nearest."""
        name = args[0]
        if name not in VERBS and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(name, possibilities=VERBS, ctx=ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Verbs,
    context_settings=SETTINGS,
    epilog="\b\nExit codes:\n  0 nothing at or above --fail-on\n  1 findings\n"
    "  2 bad usage or bad input\n  3 a defect of flowcheck",
)
@click.version_option(VERSION, "--version", "-V", message="flowcheck %(version)s")
def app() -> None:
    """Prove each declared data flow from the published privacy policy, or flag it."""


def invoke(arguments: list[str], manner: Manner) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: Those after the program's name.
        manner: Takes `--color` and `--debug`; given to the verb.
    """
    try:
        result: Any = app.main(arguments, prog_name="flowcheck", standalone_mode=False, obj=manner)
    except click.Abort:
        return 130
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(file=shown)
        for line in shown.getvalue().splitlines():
            manner.say(line)
        return 2
    return result if isinstance(result, int) else 0
