"""`flowcheck trace`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli.options import complete_terms, format_option, output, root, run_options

if TYPE_CHECKING:
    from flowcheck.cli.output import Manner


@click.command(
    short_help="Show everywhere that data goes.",
    epilog="\b\nExample:\n  flowcheck trace email_address",
)
@click.argument("term", shell_complete=complete_terms("data"))
@root
@format_option("text", "json")
@output
@run_options
def command(manner: Manner, term: str, root: str, format_: str, output: str | None) -> int:
    """Show every system, store and vendor that data reaches: what an erasure must visit.

    TERM is a data term, or a synonym of one.
    """
    from flowcheck.cli.output import emit
    from flowcheck.cli.terms import meant
    from flowcheck.project import load
    from flowcheck.render.trace import trace_json, trace_text
    from flowcheck.views.trace import trace

    facts = load(root).facts
    name = meant(facts.vocabulary["data"], term)
    visits = trace(facts, name)
    if format_ == "json":
        emit(trace_json(facts, name, visits), output)
    else:
        emit(trace_text(facts, name, visits, manner.look(root, to_file=output is not None)), output)
    return 0
