"""`flowcheck vocabulary`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli.options import complete_terms, format_option, output, root, run_options
from flowcheck.errors import UsageError, did_you_mean
from flowcheck.model.vocabulary import FACETS

if TYPE_CHECKING:
    from flowcheck.cli.output import Manner


@click.command(
    short_help="Browse and search the terms.",
    epilog="\b\nExamples:\n  flowcheck vocabulary\n  flowcheck vocabulary email",
)
@click.argument("term", required=False, shell_complete=complete_terms(*FACETS))
@root
@format_option("text", "json")
@output
@run_options
def command(manner: Manner, term: str | None, root: str, format_: str, output: str | None) -> int:
    """Browse and search the terms that flows and statements are declared in.

    TERM is a facet, a term, or words to search for; none lists the facets.
    """
    from flowcheck.cli.output import emit
    from flowcheck.project.known import read_vocabulary
    from flowcheck.render.vocabulary import browse_text, hits_json
    from flowcheck.views.vocabulary import search

    known, problems = read_vocabulary(root)
    manner.warn_of_gaps(problems)
    hits = search(known, term)
    if not hits and term is not None and term not in FACETS:
        words = [
            w for f in known.facets.values() for t in f.terms.values() for w in (t.id, *t.synonyms)
        ]
        hint = did_you_mean(term, [*words, *FACETS]) or "`flowcheck vocabulary` lists the facets"
        raise UsageError(f"no term is like `{term}`; {hint}")
    if format_ == "json":
        emit(hits_json(known, term, hits), output)
    else:
        emit(browse_text(known, term, hits, manner.look(root, to_file=output is not None)), output)
    return 0
