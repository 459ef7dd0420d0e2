"""`flowcheck policy`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli.files import format_option, output
from flowcheck.cli.options import root, run_options

if TYPE_CHECKING:
    from flowcheck.cli.output import Manner


@click.group(no_args_is_help=True)
def command() -> None:
    """Look at the policy itself."""


@command.command(epilog="\b\nExample:\n  flowcheck policy graph --format graphml -o policy.graphml")
@root
@format_option("json", "graphml")
@output
@run_options
def graph(manner: Manner, root: str, format_: str, output: str | None) -> int:
    """Export the policy graph: terms, statements and vendors, with the quotes."""
    del manner
    from flowcheck.cli.output import emit
    from flowcheck.project import load
    from flowcheck.views.policy_graph import to_graphml, to_json

    found = load(root).policy_graph
    emit(to_graphml(found) if format_ == "graphml" else to_json(found), output)
    return 0
