"""`flowcheck diff`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from flowcheck.cli import EXIT_FINDINGS
from flowcheck.cli.options import Choice, cache_options, run_options, selection, today
from flowcheck.cli.output import emit
from flowcheck.cli.targets import TargetType, settle
from flowcheck.errors import InputError, NoProjectError, UsageError
from flowcheck.render.diff import FORMATS

if TYPE_CHECKING:
    from flowcheck.cli.output import Manner
    from flowcheck.cli.revisions import Pair
    from flowcheck.cli.targets import Target
    from flowcheck.project import Project

_STEPS = 3
"""Reading the earlier edition, reading the later one, judging both."""


@click.command(
    short_help="Tell what a change sends to whom, and fail on what is new only.",
    epilog="\b\nExamples:\n  flowcheck diff main...\n  flowcheck diff v1.4 HEAD\n"
    "  flowcheck diff main... --scan\n"
    "  flowcheck diff main...HEAD --output text --output markdown=comment.md",
)
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--root", type=click.Path(readable=False), default=".", show_default=True,
    help="The project's folder.",
)  # fmt: skip
@click.option(
    "--format", "format_", type=Choice(*FORMATS), default=FORMATS[0], show_default=True,
    help="How it is written.",
)  # fmt: skip
@click.option(
    "--output", "-o", "targets", type=TargetType(FORMATS), multiple=True,
    help="What is written where, as often as needed; a file alone is in --format, a format alone"
    " goes to standard output.",
)  # fmt: skip
@click.option(
    "--scan/--no-scan", default=None,
    help="Compare the vendors that the code shows too; default: as `scan: {lint: ...}` says.",
)  # fmt: skip
@selection
@today
@click.option("--quiet", "-q", is_flag=True, help="New findings only, no account of the change.")
@cache_options
@run_options
def command(  # noqa: PLR0913 - one parameter an option
    manner: Manner,
    base: str,
    head: str | None,
    root: str,
    format_: str,
    targets: tuple[Target, ...],
    scan: bool | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    today: dt.date | None,
    quiet: bool,
    no_cache: bool,
    cache_dir: str | None,
) -> int:
    """Tell what changes from BASE to HEAD in what is sent to whom, and which passages cover it.

    BASE and HEAD are commits as git names them; without HEAD it is the working tree. `BASE...HEAD`
    compares with the commit at which HEAD left BASE, as `git diff` does: CI should use that, so
    that what others have merged meanwhile is not told as yours. Both are read from git's objects;
    nothing is checked out.

    It fails on findings that are new, whatever was wrong before.
    """
    from flowcheck.cli.progress import Bar
    from flowcheck.cli.revisions import pair, project_at
    from flowcheck.project.comparison import compare_projects
    from flowcheck.render.diff import render

    places = settle(targets, format_)
    meant = pair(root, base, head)
    day = today or dt.datetime.now(dt.UTC).date()
    with Bar("diff") as bar:
        bar.tell(0, _STEPS)
        later = project_at(root, day, meant.head)
        bar.tell(1, _STEPS)
        earlier = _earlier(root, day, meant, manner)
        bar.tell(2, _STEPS)
    if later.settings.scan.lint if scan is None else scan:
        from flowcheck.cli.cache import cache_folder
        from flowcheck.cli.scanning import scan_both, spare_code

        kept = cache_folder(cache_dir, off=no_cache)
        earlier, later = scan_both(earlier, later, manner, kept)
        if later.facts.code is not None:
            spare_code(root, later.facts.code, (file for _, file in places))
    found = compare_projects(earlier, later, select=select, ignore=ignore, fail_on=fail_on)
    if not found.head.ran:
        raise UsageError(
            "no rule is left to run, so nothing new could ever be found: select some, or ignore"
            " fewer"
        )
    texts = [
        render(name, found, manner.look(root, to_file=file is not None, quiet=quiet))
        for name, file in places
    ]
    for text, (_, file) in zip(texts, places, strict=True):
        emit(text, file)
    return EXIT_FINDINGS if found.report.failed else 0


def _earlier(root: str, day: dt.date, meant: Pair, manner: Manner) -> Project | None:
    """Return the earlier edition, None where there was none; what is wrong with it is told."""
    from flowcheck.cli.revisions import project_at

    try:
        return project_at(root, day, meant.base, meant.called)
    except NoProjectError:
        manner.warn(f"there is no inventory yet in {meant.told}: everything is new")
        return None
    except InputError as error:
        manner.say_problems(error)
        raise UsageError(
            f"the inventory in {meant.told} cannot be read; there is nothing to compare with:"
            " name a commit before or after that, or let `flowcheck lint` judge all that there is"
        ) from None
