"""Two editions of a project judged and compared, each by its own settings and rule packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.engine import run
from flowcheck.project.settings import Choice, Settings, override
from flowcheck.rules import all_rules
from flowcheck.views.baseline import Baseline
from flowcheck.views.inventory_diff import Change, Difference, compare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.project import Project
    from flowcheck.project.settings import PathSettings

_SINGLE = ("fail_on", "inventory", "baseline")


def compare_projects(
    base: Project | None,
    head: Project,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    fail_on: str | None = None,
) -> Difference:
    """Return what has changed between two editions of a project.

    Args:
        base: The earlier one; None where there was none.
        head: The later one, read as of the same day.
        select: As on the command line, for both; so are the following.
        ignore: Rules that do not run.
        fail_on: Least severity of a new finding that fails.

    Raises:
        flowcheck.errors.InputError: The later edition's baseline cannot be read.
    """
    chosen, left_out = tuple(select), tuple(ignore)
    report = head.lint(select=chosen, ignore=left_out, fail_on=fail_on)
    if base is None:
        return compare(None, report)
    # what its baseline knew was wrong before as well
    earlier = base.lint(select=chosen, ignore=left_out, fail_on=fail_on, baseline=Baseline())
    changes = setting_changes(base.settings, head.settings)
    hidden = []
    if changes:
        theirs = override(base.settings, map(Choice, chosen), map(Choice, left_out), fail_on)
        shown = {finding.fingerprint for finding in report.findings}
        found = run(head.facts, theirs, head.sources).standing
        hidden = [finding for finding in found if finding.fingerprint not in shown]
    return compare(earlier, report, settings=changes, hidden=hidden)


def setting_changes(before: Settings, after: Settings) -> list[Change]:
    """Return what differs between two editions' settings: values, rules, and patterns of paths."""
    found = [
        Change(key, _shown(getattr(before, key)), _shown(getattr(after, key)))
        for key in _SINGLE
        if getattr(before, key) != getattr(after, key)
    ]
    if before.rules != after.rules:
        found.append(Change("rules", before.rules, after.rules))
    for rule in all_rules():
        old, new = before.ruling(rule).severity, after.ruling(rule).severity
        if old != new:
            found.append(Change(f"{rule.code} {rule.name}", (old,), (new,)))
    old_paths, new_paths = _by_pattern(before), _by_pattern(after)
    for pattern in sorted({*old_paths, *new_paths}):
        was, now = old_paths.get(pattern, ()), new_paths.get(pattern, ())
        if was != now:
            found.append(Change(f"per_path {pattern}", was, now))
    return found


def _shown(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _by_pattern(settings: Settings) -> dict[str, tuple[str, ...]]:
    return {entry.pattern: _entries(entry) for entry in settings.per_path}


def _entries(entry: PathSettings) -> tuple[str, ...]:
    ignored = (f"ignore {choice.selector}" for choice in entry.ignore)
    return *ignored, *(f"{choice.selector}: {choice.severity}" for choice in entry.severity)
