"""The verbs and their options."""

from __future__ import annotations

import datetime as dt
import io
import re
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.main

from flowcheck._version import VERSION
from flowcheck.cli.output import emit, say
from flowcheck.errors import UsageError

Root = Annotated[Path, typer.Argument(help="Folder that holds `inventory/`.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to a file, whole or not at all.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Findings only, no summary.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a defect.")]
Today = Annotated[
    str | None, typer.Option(help="Judge waivers and reviews as of this day, YYYY-MM-DD.")
]

app = typer.Typer(
    name="flowcheck",
    help="Prove each declared data flow from the published privacy policy, or flag it.",
    epilog="Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad input, 3 a defect.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_USAGE_ERROR: Any = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)  # of click, or of the copy of click that newer versions of typer bring


def invoke(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    command = typer.main.get_command(app)
    try:
        result: Any = command.main(arguments, prog_name="flowcheck", standalone_mode=False)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except typer.Abort:
        return 130
    except _USAGE_ERROR as error:
        shown = io.StringIO()
        error.show(file=shown)
        for line in shown.getvalue().splitlines():
            say(line)
        return 2
    return result if isinstance(result, int) else 0


def _say_version(asked: bool) -> None:
    if asked:
        emit(f"flowcheck {VERSION}\n", None)
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", help="Show the version.", is_eager=True, callback=_say_version
        ),
    ] = False,
) -> None:
    """Prove each declared data flow from the published privacy policy, or flag it."""


@app.command(epilog="Example: flowcheck lint --format json --claims -o lint.json")
def lint(  # noqa: PLR0913 - one parameter an option
    root: Root = Path(),
    *,
    format_: Annotated[str, typer.Option("--format", help="text, concise or json.")] = "text",
    claims: Annotated[bool, typer.Option(help="List every claim in JSON.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULES", help="Only these: codes, prefixes, names, split by commas."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULES", help="All but these.")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(help="Least severity that fails: error, warning, info, never.")
    ] = None,
    output: Output = None,
    today: Today = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read where a defect is caught
) -> int:
    """Judge every declared flow against the published policy."""
    from flowcheck.cli.lint import lint as run

    return run(
        root,
        format_=format_,
        claims=claims,
        select=select or [],
        ignore=ignore or [],
        fail_on=fail_on,
        output=output,
        today=day(today),
        quiet=quiet,
    )


@app.command(
    short_help="Show a rule's page, a flow's proof, or a statement.",
    epilog="Examples: flowcheck explain FC103; flowcheck explain billing-charge",
)
def explain(
    what: Annotated[
        str | None, typer.Argument(help="A rule, a flow, or a statement; none lists the rules.")
    ] = None,
    root: Root = Path(),
    *,
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    output: Output = None,
    debug: Debug = False,  # noqa: ARG001
) -> int:
    """Show a rule's page, the proof of a flow, or what a statement says and carries."""
    from flowcheck.cli.explain import explain as run

    return run(what, root, format_=format_, output=output)


@app.command(
    short_help="Show everywhere that data goes.", epilog="Example: flowcheck trace email_address"
)
def trace(
    term: Annotated[str, typer.Argument(help="A data term, or a synonym of one.")],
    root: Root = Path(),
    *,
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    output: Output = None,
    debug: Debug = False,  # noqa: ARG001
) -> int:
    """Show every system, store and vendor that data reaches: what an erasure must visit."""
    from flowcheck.cli.trace import trace as run

    return run(term, root, format_=format_, output=output)


@app.command(
    short_help="Browse and search the terms.",
    epilog="Examples: flowcheck vocabulary; flowcheck vocabulary email",
)
def vocabulary(
    term: Annotated[
        str | None, typer.Argument(help="A facet, a term, or words to search; none lists facets.")
    ] = None,
    root: Root = Path(),
    *,
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    output: Output = None,
    debug: Debug = False,  # noqa: ARG001
) -> int:
    """Browse and search the terms that flows and statements are declared in."""
    from flowcheck.cli.vocabulary import vocabulary as run

    return run(term, root, format_=format_, output=output)


policy = typer.Typer(help="Look at the policy itself.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(policy, name="policy")


@policy.command(epilog="Example: flowcheck policy graph --format graphml -o policy.graphml")
def graph(
    root: Root = Path(),
    *,
    format_: Annotated[str, typer.Option("--format", help="json or graphml.")] = "json",
    output: Output = None,
    debug: Debug = False,  # noqa: ARG001
) -> int:
    """Export the policy graph: terms, statements and vendors, with the quotes."""
    from flowcheck.cli.policy import graph as run

    return run(root, format_=format_, output=output)


def day(text: str | None) -> dt.date | None:
    """Return a date given on the command line.

    Raises:
        UsageError: It is none.
    """
    if text is None:
        return None
    with suppress(ValueError):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return dt.date.fromisoformat(text)
    raise UsageError(f"--today: `{text}` is no date as YYYY-MM-DD")
