"""`flowcheck lint`."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Literal

import click
from msgspec import Struct

from flowcheck.cli import EXIT_FINDINGS
from flowcheck.cli.cache import Cache, Kept, cache_folder
from flowcheck.cli.options import (
    BASELINE,
    Choice,
    cache_options,
    in_ci,
    root,
    run_options,
    selection,
    today,
)
from flowcheck.cli.output import emit
from flowcheck.cli.targets import Target, TargetType, settle
from flowcheck.errors import UsageError
from flowcheck.render import formats

if TYPE_CHECKING:
    from flowcheck.cli.baseline import KnownFindings
    from flowcheck.cli.output import Manner
    from flowcheck.project import Project
    from flowcheck.render import Look


class Asked(Struct, frozen=True, gc=False):
    """All that a lint is asked for: what comes of it depends on this and on the project alone.

    Attributes:
        reports: Each report's format, look, and file as an absolute path, None for stdout.
        select: As on the command line; so are the following.
        ignore: Rules left out.
        fail_on: Least severity that fails, or None.
        baseline: The baseline's file as it was typed, or None.
        here: The folder that it is relative to; "" without it.
        no_baseline: Whether that of the settings is left out.
        write_baseline: Whether it is written.
        scan: Whether the code base is searched; None as the project says.
        today: The day on which waivers and reviews count.
        in_ci: Whether a machine runs this for a team.
    """

    reports: tuple[tuple[str, Look, str | None], ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    baseline: str | None
    here: str
    no_baseline: bool
    write_baseline: bool
    scan: bool | None
    today: dt.date
    in_ci: bool


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
    "--output", "-o", "targets", type=TargetType(formats()), multiple=True,
    help="What is written where, as often as needed; a file alone is in --format, a format alone"
    " goes to standard output.",
)  # fmt: skip
@selection
@click.option(
    "--baseline", type=click.Path(readable=False), metavar="FILE",
    help="Fail only on what is not in this file; what is gone is taken out of it.",
)  # fmt: skip
@click.option(
    "--no-baseline", is_flag=True, help="Judge without the baseline that flowcheck.yaml names."
)
@click.option(
    "--write-baseline", is_flag=True,
    help=f"Record all that is found, in the baseline that is named or in {BASELINE}.",
)  # fmt: skip
@click.option(
    "--scan/--no-scan", default=None,
    help="Search the code base for vendors too; default: as `scan: {lint: ...}` says.",
)  # fmt: skip
@click.option("--claims", is_flag=True, help="List every claim in JSON.")
@today
@click.option("--quiet", "-q", is_flag=True, help="Findings only, no summary.")
@cache_options
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
    scan: bool | None,
    claims: bool,
    today: dt.date | None,
    quiet: bool,
    no_cache: bool,
    cache_dir: str | None,
) -> int:
    """Judge every declared flow against the published policy."""
    if no_baseline and (baseline is not None or write_baseline):
        raise UsageError("--no-baseline leaves nothing to read or write: drop one of the options")
    reports = tuple(
        (
            name,
            manner.look(root, to_file=file is not None, claims=claims, quiet=quiet),
            os.path.abspath(file) if file else None,
        )
        for name, file in settle(targets, format_)
    )
    asked = Asked(
        reports,
        select,
        ignore,
        fail_on,
        baseline,
        os.getcwd() if baseline else "",
        no_baseline,
        write_baseline,
        scan,
        today or dt.datetime.now(dt.UTC).date(),
        in_ci(),
    )
    cache = Cache(cache_folder(cache_dir, off=no_cache or write_baseline))
    kept = cache.find(root, asked)
    if kept is None:
        return _run(root, asked, cache, cache_folder(cache_dir, off=no_cache), manner)
    for line in kept.said:
        manner.say(line)
    _write(kept.texts, asked)
    return kept.code


def _write(texts: list[str], asked: Asked) -> None:
    for text, (_, _, file) in zip(texts, asked.reports, strict=True):
        emit(text, file)


def _run(root: str, asked: Asked, cache: Cache, scans: str | None, manner: Manner) -> int:
    """Judge a project, write what comes of it and keep it; return the exit code."""
    from flowcheck.project import load
    from flowcheck.render import render
    from flowcheck.views.baseline import Baseline

    project = load(root, today=asked.today)
    if project.settings.scan.lint if asked.scan is None else asked.scan:
        project = _scanned(project, scans, manner, asked)
    _tell_idle_patterns(project, manner)
    report = project.lint(
        select=asked.select, ignore=asked.ignore, fail_on=asked.fail_on, baseline=Baseline()
    )
    known = _baseline(root, project, asked, manner)
    if known is not None:
        report = known.write(report) if asked.write_baseline else known.against(report)
    if not report.ran:
        raise UsageError(
            "no rule is left to run, so nothing could ever be found: select some, or ignore fewer "
            "(`flowcheck config --rules` shows who has switched them off)"
        )
    _spare_inputs(project, asked)
    texts = [render(name, report, look) for name, look, _ in asked.reports]
    _write(texts, asked)
    code: Literal[0, 1] = EXIT_FINDINGS if report.failed else 0
    if known is None or (not asked.write_baseline and known.shrink(report)):
        cache.keep(project.folder, root, asked, Kept(code, texts, manner.said))
    return code


def _scanned(project: Project, scans: str | None, manner: Manner, asked: Asked) -> Project:
    """Return the project with what its code base shows; say what could not be read."""
    from flowcheck.cli.scanning import scan_code, spare_code, warn_of

    code = scan_code(project.folder, project.settings, cache=scans)
    warn_of(code, manner)
    spare_code(project.folder.root, code, (file for _, _, file in asked.reports))
    return project.scanned(code)


def _spare_inputs(project: Project, asked: Asked) -> None:
    """Refuse to write a report where a file of the project stands."""
    read = {os.path.realpath(path) for path in project.folder.files_read}
    for _, _, file in asked.reports:
        if file is not None and os.path.realpath(file) in read:
            raise UsageError(f"--output: `{file}` is a file of the project; name another one")


def _baseline(root: str, project: Project, asked: Asked, manner: Manner) -> KnownFindings | None:
    """Return the baseline that a run is held against, None where it is held against none."""
    named = asked.baseline is not None or (project.settings.baseline and not asked.no_baseline)
    if not named and not asked.write_baseline:
        return None
    from flowcheck.cli.baseline import KnownFindings

    known = KnownFindings.find(project, root, asked.baseline, manner, write=asked.write_baseline)
    known.keep_apart(file for _, _, file in asked.reports)
    project.folder.note_file(known.file.path, known.file.content)
    return known


def _tell_idle_patterns(project: Project, manner: Manner) -> None:
    """Say on stderr which patterns of `per_path` are those of no file."""
    for problem in project.idle_patterns():
        place = f"{problem.path}:{problem.line}"
        manner.warn(f"{place}: {problem.message}, so {problem.why}; {problem.help}")
