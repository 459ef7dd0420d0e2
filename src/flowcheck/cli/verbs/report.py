"""`flowcheck report`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli import EXIT_FINDINGS
from flowcheck.cli.files import named_format
from flowcheck.cli.options import Choice, root, run_options, today
from flowcheck.errors import UsageError
from flowcheck.render.documents import KINDS, SUFFIXES

if TYPE_CHECKING:
    import datetime as dt

    from flowcheck.cli.output import Manner

FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))
ROLES = ("controller", "processor")


@click.command(
    short_help="Write a document: record of processing, sub-processors, coverage ...",
    epilog="\b\nExamples:\n  flowcheck report ropa -o ropa.xlsx\n"
    "  flowcheck report subprocessors --since v1.4 -o changes.md\n"
    "  flowcheck report coverage -o reports/coverage.md --check",
)
@click.argument("kind", type=Choice(*KINDS))
@root
@named_format(*FORMATS, default="Markdown", to="Write to a file, whole or not at all.")
@click.option(
    "--check", is_flag=True,
    help="Write nothing; exit 1 where the file of --output is not what would be written.",
)  # fmt: skip
@click.option(
    "--since", metavar="REV[..REV]",
    help="Add what has changed since a commit, or between two, read from git.",
)  # fmt: skip
@click.option(
    "--as", "role", type=Choice(*ROLES), default=ROLES[0], show_default=True,
    help="Of ropa: the record of a controller, Art. 30(1) GDPR, or of a processor, Art. 30(2).",
)  # fmt: skip
@today
@run_options
def command(  # noqa: PLR0913 - one parameter an option
    manner: Manner,
    kind: str,
    root: str,
    format_: str | None,
    output: str | None,
    check: bool,
    since: str | None,
    role: str,
    today: dt.date | None,
) -> int:
    """Write a document for people who do not read YAML.

    KIND is ropa, the record of processing activities (Art. 30 GDPR); subprocessors, all who receive
    data; coverage, what models each passage of the policy and what rests on it; traceability, each
    flow with its proof; or ccpa, what is collected, disclosed, sold and shared of each category.

    A document says what was checked and what was not: none is a finding of legal compliance.
    """
    from flowcheck.cli.documents import chosen, command_line, day_of, is_current, made, put

    written_as = chosen(kind, format_, output)
    if since and written_as == "csv":
        raise UsageError("--since: CSV holds one table; write another format")
    if role != ROLES[0] and kind != "ropa":
        raise UsageError("--as: only ropa differs by it")
    options = {"role": role} if kind == "ropa" else {}
    if not check:
        put(made(kind, root, today, since, written_as, options), written_as, output)
        return 0
    if output is None:
        raise UsageError("--check: name the file that is checked with --output FILE")
    day = today or day_of(written_as, output)
    if is_current(written_as, output, made(kind, root, day, since, written_as, options)):
        return 0
    again = command_line(
        {
            "kind": kind,
            "root": root if root != "." else None,
            "--format": format_,
            "--since": since,
            "--as": role if role != ROLES[0] else None,
            "--today": today.isoformat() if today else None,
            "--output": output,
        }
    )
    manner.warn(f"{output} is not current; `{again}` writes it")
    return EXIT_FINDINGS
