"""`flowcheck lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.cli import EXIT_FINDINGS
from flowcheck.cli.choices import choose
from flowcheck.cli.output import emit, look
from flowcheck.errors import UsageError
from flowcheck.project import load
from flowcheck.project.settings import FAIL_ON, selector_hint
from flowcheck.render import formats, render

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


def lint(  # noqa: PLR0913 - one parameter an option
    root: Path,
    *,
    format_: str,
    claims: bool,
    select: list[str],
    ignore: list[str],
    fail_on: str | None,
    output: Path | None,
    today: dt.date | None,
    quiet: bool,
) -> int:
    """Judge a project, write the report and return the exit code."""
    name = choose("--format", format_, formats())
    if fail_on is not None:
        choose("--fail-on", fail_on, FAIL_ON)
    select, ignore = _selectors("--select", select), _selectors("--ignore", ignore)
    report = load(root, today=today).lint(select=select, ignore=ignore, fail_on=fail_on)
    text = render(name, report, look(to_file=output is not None, claims=claims, quiet=quiet))
    emit(text, output)
    return EXIT_FINDINGS if report.failed else 0


def _selectors(option: str, given: list[str]) -> list[str]:
    """Return selectors, split at commas, each checked to mean some rule."""
    names = [name.strip() for part in given for name in part.split(",")]
    for name in names:
        hint = selector_hint(name)
        if hint is not None:
            raise UsageError(f"{option}: `{name}` is no rule; {hint}")
    return names
