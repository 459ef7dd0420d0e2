"""`flowcheck completion`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli.files import output
from flowcheck.cli.options import Choice, run_options
from flowcheck.errors import UsageError

if TYPE_CHECKING:
    from flowcheck.cli.output import Manner

SHELLS = ("bash", "zsh", "fish")


@click.command(
    short_help="Print a script that completes commands.",
    epilog='\b\nExample, in ~/.bashrc:\n  eval "$(flowcheck completion bash)"',
)
@click.argument("shell", type=Choice(*SHELLS))
@output
@run_options
def command(manner: Manner, shell: str, output: str | None) -> int:
    """Print the script that lets a shell complete verbs, options, rules, terms and flows.

    SHELL is bash, zsh or fish. Load what is printed where the shell starts.
    """
    del manner
    from click.shell_completion import get_completion_class

    from flowcheck.cli.app import app
    from flowcheck.cli.output import emit

    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"`{shell}` cannot be completed for")
    emit(kind(app, {}, "flowcheck", "_FLOWCHECK_COMPLETE").source() + "\n", output)
    return 0
