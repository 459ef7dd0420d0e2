"""`flowcheck vocabulary`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from flowcheck.cli.files import format_option, output
from flowcheck.cli.options import complete_terms, run_options, starting
from flowcheck.errors import UsageError, did_you_mean
from flowcheck.model.vocabulary import FACETS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from flowcheck.cli.output import Manner
    from flowcheck.model.vocabulary import Vocabulary
    from flowcheck.views.vocabulary import Hit


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a facet or a term of any; behind a facet a term of it, then a folder."""
    from click.shell_completion import CompletionItem

    before = ctx.params.get("asked") or ()
    found: list[CompletionItem] = []
    if not before:
        found = starting(incomplete, dict.fromkeys(FACETS, "facet"))
        found += complete_terms(*FACETS)(ctx, param, incomplete)
    elif before[0] in FACETS and len(before) == 1:
        found = complete_terms(before[0])(ctx, param, incomplete)
    return found or [CompletionItem(incomplete, type="dir")]


@click.command(
    short_help="Browse and search the terms.",
    epilog="\b\nExamples:\n  flowcheck vocabulary\n  flowcheck vocabulary email\n"
    "  flowcheck vocabulary purpose improve",
)
@click.argument("asked", nargs=-1, metavar="[FACET] [TERM] [ROOT]", shell_complete=_complete)
@format_option("text", "json")
@output
@run_options
def command(manner: Manner, asked: tuple[str, ...], format_: str, output: str | None) -> int:
    """Browse and search the terms that flows and statements are declared in.

    FACET alone shows its tree. TERM is a term, or words to search for: in a facet, or in all. None
    of both lists the facets.
    """
    from flowcheck.cli.output import emit
    from flowcheck.project.known import read_vocabulary
    from flowcheck.render.vocabulary import facet_json, facet_text, hits_json, hits_text

    facet, words, root = _meant(asked)
    known, problems = read_vocabulary(root)
    manner.warn_of_gaps(problems)
    look = manner.look(root, to_file=output is not None)
    if words is None:
        shown = facet_json(known, facet) if format_ == "json" else facet_text(known, facet, look)
    else:
        hits = _found(known, words, facet)
        shown = hits_json(hits) if format_ == "json" else hits_text(known, hits, look)
    emit(shown, output)
    return 0


def _meant(asked: tuple[str, ...]) -> tuple[str | None, str | None, str]:
    """Return the facet, the words to search for, and the root that the arguments name.

    Behind a facet the second is a word, unless it is a path or the name of a folder.
    """
    first, *rest = asked or (None,)
    facet = first if first in FACETS else None
    if facet and rest and not (len(rest) == 1 and _is_path(rest[0])):
        words: str | None = rest.pop(0)
    else:
        words = None if facet else first
    if len(rest) > 1 and not facet:
        hint = did_you_mean(first or "", FACETS) or f"one of: {', '.join(FACETS)}"
        raise UsageError(f"`{first}` is no facet to search in; {hint}")
    if len(rest) > 1:
        raise UsageError(
            f"unexpected extra argument `{rest[1]}`; words that belong together are quoted"
        )
    return facet, words, rest[0] if rest else "."


def _is_path(text: str) -> bool:
    return os.path.isdir(text) or os.path.basename(text) != text


def _found(known: Vocabulary, words: str, facet: str | None) -> tuple[Hit, ...]:
    """Return the terms that words find.

    Raises:
        UsageError: There is none; names the nearest.
    """
    from flowcheck.views.vocabulary import search

    hits = search(known, words, facet)
    if hits:
        return hits
    facets = FACETS if facet is None else (facet,)
    terms = [term for name in facets for term in known[name].terms.values()]
    spellings = [word for term in terms for word in (term.id, *term.synonyms)]
    if facet is None:
        near = did_you_mean(words, [*spellings, *FACETS])
        raise UsageError(
            f"no term is like `{words}`; {near or '`flowcheck vocabulary` lists the facets'}"
        )
    others = dict.fromkeys(f"`{hit.facet}`" for hit in search(known, words))
    hint = (
        f"there is one in {' and in '.join(others)}" if others else did_you_mean(words, spellings)
    )
    raise UsageError(
        f"no term of `{facet}` is like `{words}`; "
        f"{hint or f'`flowcheck vocabulary {facet}` lists them'}"
    )
