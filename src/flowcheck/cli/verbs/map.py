"""`flowcheck map`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from flowcheck.cli.files import named_format, written_as
from flowcheck.cli.options import Choice, complete_terms, root, run_options, today
from flowcheck.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from flowcheck.cli.output import Manner

VIEWS = ("overview", "matrix", "detail", "all")
FORMATS = ("svg", "png", "pdf", "html", "dot", "mermaid")
SUFFIXES = {f".{name}": name for name in FORMATS} | {
    ".htm": "html",
    ".gv": "dot",
    ".mmd": "mermaid",
}
"""The format that a file's name asks for."""
PAPERS = ("A3", "A4", "letter")
ENGINES = ("auto", "bundled", "dot")


def _words(_ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return what an option names, split at commas, each once.

    Raises:
        UsageError: It names nothing: the map would show all that a filter was to leave out.
    """
    parts = [part.strip() for word in given for part in word.split(",")]
    if given and not any(parts):
        raise UsageError(f"{param.opts[0]} names nothing; give a word, or leave the option out")
    return tuple(dict.fromkeys(filter(None, parts)))


def _filter(name: str, words: str, *facets: str) -> Callable[[Any], Any]:
    return click.option(
        f"--{name}",
        multiple=True,
        callback=_words,
        metavar="WORDS",
        shell_complete=complete_terms(*facets) if facets else None,
        help=f"Only flows {words}.",
    )


@click.command(
    short_help="Draw the data map: overview, matrix, detail.",
    epilog="\b\nExamples:\n  flowcheck map -o map.svg\n"
    "  flowcheck map --format pdf -o map.pdf\n"
    "  flowcheck map --view detail --vendor aws --data email_address -o aws.svg",
)
@root
@click.option(
    "--view", type=Choice(*VIEWS),
    help="What is drawn; default: all in pdf and html, else the overview.",
)  # fmt: skip
@named_format(
    *FORMATS,
    default="svg",
    to="Write to a file; of several pages in a format that holds one, FILE-1, FILE-2 ...",
)
@_filter("data", "of these data terms, narrower or wider ones", "data")
@_filter("purpose", "for these purposes, likewise", "purpose")
@_filter("vendor", "with these vendors or recipient terms", "recipient")
@_filter("system", "from or to these systems")
@_filter("subject", "about these data subjects, likewise", "subject")
@_filter("verdict", "of these verdicts: clear, vague, ambiguous, omitted, incorrect")
@click.option("--page", type=Choice(*PAPERS), help="Paper; default: A3, and A4 for the detail.")
@click.option(
    "--engine", type=Choice(*ENGINES), default="auto", show_default=True,
    help="What lays it out: the bundled engine, or the system's Graphviz.",
)  # fmt: skip
@click.option(
    "--no-commit", is_flag=True,
    help="Name the inventory by its content, for a map that is committed with it.",
)  # fmt: skip
@today
@run_options
def command(  # noqa: PLR0913 - one parameter an option
    manner: Manner,
    root: str,
    view: str | None,
    format_: str | None,
    output: str | None,
    page: str | None,
    engine: str,
    no_commit: bool,
    today: dt.date | None,
    **filters: tuple[str, ...],
) -> int:
    """Draw every declared flow, with what the published policy makes of it.

    Several filters narrow each other; several words of one widen it.
    """
    from flowcheck.cli.mapping import Asked, write_map

    chosen = written_as(format_, output, SUFFIXES, FORMATS[0])
    asked = Asked(
        root=root,
        view=view or ("all" if chosen in ("pdf", "html") else "overview"),
        format=chosen,
        output=output,
        paper=page or "",
        engine=engine,
        of_content=no_commit,
        today=today,
        filters=filters,
    )
    write_map(asked, manner)
    return 0
