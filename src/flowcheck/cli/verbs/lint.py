"""`flowcheck lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli import EXIT_FINDINGS
from flowcheck.cli.options import Choice, complete_rules, root, run_options, today
from flowcheck.cli.targets import TARGET, Target
from flowcheck.errors import UsageError
from flowcheck.render import formats

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from flowcheck.cli.output import Manner

FAIL_ON = ("error", "warning", "info", "never")


@click.command(
    epilog="\b\nExamples:\n  flowcheck lint\n"
    "  flowcheck lint --output text --output sarif=flowcheck.sarif"
)
@root
@click.option(
    "--format", "format_", type=Choice(*formats()), default="text", show_default=True,
    help="How it is written.",
)  # fmt: skip
@click.option(
    "--output", "-o", "targets", type=TARGET, multiple=True,
    help="What is written where, as often as needed; a file alone is in --format, a format alone"
    " goes to standard output.",
)  # fmt: skip
@click.option(
    "--select", multiple=True, metavar="RULES", shell_complete=complete_rules,
    help="Only these: codes, prefixes, names, split by commas.",
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, metavar="RULES", shell_complete=complete_rules,
    help="All but these.",
)  # fmt: skip
@click.option("--fail-on", type=Choice(*FAIL_ON), help="Least severity that fails.")
@click.option("--claims", is_flag=True, help="List every claim in JSON.")
@today
@click.option("--quiet", "-q", is_flag=True, help="Findings only, no summary.")
@run_options
def command(  # noqa: PLR0913 - one parameter an option
    manner: Manner,
    root: str,
    format_: str,
    targets: tuple[Target, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    claims: bool,
    today: dt.date | None,
    quiet: bool,
) -> int:
    """Judge every declared flow against the published policy."""
    from flowcheck.cli.output import emit
    from flowcheck.cli.targets import settle
    from flowcheck.project import load
    from flowcheck.render import render

    places = settle(targets, format_)
    chosen, ignored = _selectors("--select", select), _selectors("--ignore", ignore)
    report = load(root, today=today).lint(select=chosen, ignore=ignored, fail_on=fail_on)
    for name, file in places:
        look = manner.look(to_file=file is not None, claims=claims, quiet=quiet)
        emit(render(name, report, look), file)
    return EXIT_FINDINGS if report.failed else 0


def _selectors(option: str, given: Sequence[str]) -> list[str]:
    """Return selectors, split at commas, each checked to mean some rule."""
    from flowcheck.project.settings import selector_hint

    names = [name.strip() for part in given for name in part.split(",")]
    for name in names:
        hint = selector_hint(name)
        if hint is not None:
            raise UsageError(f"{option}: `{name}` is no rule; {hint}")
    return names
