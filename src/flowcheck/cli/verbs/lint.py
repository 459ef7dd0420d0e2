"""`flowcheck lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flowcheck.cli import EXIT_FINDINGS
from flowcheck.cli.options import BASELINE, Choice, root, run_options, selection, today
from flowcheck.cli.targets import TARGET, Target
from flowcheck.errors import UsageError
from flowcheck.render import formats

if TYPE_CHECKING:
    import datetime as dt

    from flowcheck.cli.output import Manner
    from flowcheck.project import Project


@click.command(
    epilog="\b\nExamples:\n  flowcheck lint\n"
    "  flowcheck lint --output text --output sarif=flowcheck.sarif\n"
    "  flowcheck lint --write-baseline"
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
@selection
@click.option(
    "--baseline", type=click.Path(), metavar="FILE",
    help="Fail only on what is not in this file; what is gone is taken out of it.",
)  # fmt: skip
@click.option(
    "--no-baseline", is_flag=True, help="Judge without the baseline that flowcheck.yaml names."
)
@click.option(
    "--write-baseline", is_flag=True,
    help=f"Record all that is found, in the baseline that is named or in {BASELINE}.",
)  # fmt: skip
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
    baseline: str | None,
    no_baseline: bool,
    write_baseline: bool,
    claims: bool,
    today: dt.date | None,
    quiet: bool,
) -> int:
    """Judge every declared flow against the published policy."""
    from flowcheck.cli.output import emit
    from flowcheck.cli.targets import settle
    from flowcheck.project import load
    from flowcheck.render import render
    from flowcheck.views.baseline import Baseline

    places = settle(targets, format_)
    if no_baseline and (baseline is not None or write_baseline):
        raise UsageError("--no-baseline leaves nothing to read or write: drop one of the options")
    project = load(root, today=today)
    _tell_idle_patterns(project, manner)
    report = project.lint(select=select, ignore=ignore, fail_on=fail_on, baseline=Baseline())
    known = None
    named = baseline is not None or (project.settings.baseline and not no_baseline)
    if named or write_baseline:
        from flowcheck.cli.baseline import KnownFindings

        known = KnownFindings.find(project, root, baseline, manner, write=write_baseline)
        known.keep_apart(file for _, file in places)
        report = known.write(report) if write_baseline else known.against(report)
    for name, file in places:
        look = manner.look(to_file=file is not None, claims=claims, quiet=quiet)
        emit(render(name, report, look), file)
    if known is not None and not write_baseline:
        known.shrink(report)
    return EXIT_FINDINGS if report.failed else 0


def _tell_idle_patterns(project: Project, manner: Manner) -> None:
    """Say on stderr which patterns of `per_path` are those of no file."""
    for problem in project.idle_patterns():
        place = f"{problem.path}:{problem.line}"
        manner.warn(f"{place}: {problem.message}, so {problem.why}; {problem.help}")
