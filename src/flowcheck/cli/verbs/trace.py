"""`flowcheck trace`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli.files import format_option, output
from flowcheck.cli.options import complete_terms, root, run_options
from flowcheck.errors import UsageError

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
    from flowcheck.render.party import party_kind
    from flowcheck.render.trace import trace_json, trace_text
    from flowcheck.views.trace import trace

    facts = load(root).facts
    kind = party_kind(facts, term)
    if kind and term not in facts.vocabulary["data"].terms:
        raise UsageError(
            f"`{term}` is a {kind}, and a trace starts from data; `flowcheck explain {term}` lists "
            "its flows"
        )
    name = meant(facts.vocabulary["data"], term)
    visits = trace(facts, name)
    if format_ == "json":
        emit(trace_json(facts, name, visits), output)
    else:
        emit(trace_text(facts, name, visits, manner.look(root, to_file=output is not None)), output)
    return 0
