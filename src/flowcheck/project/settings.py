"""The settings of a run: which rules, how severe, what fails it, and who has set it so."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from flowcheck.errors import did_you_mean
from flowcheck.project.reading import INVENTORY, RULES
from flowcheck.rule import Rule, selects
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from flowcheck.model.source import Address

OFF = "off"


class Choice(Struct, frozen=True, gc=False):
    """One entry of `select`, `ignore` or `severity`.

    Attributes:
        selector: A rule's code, a code's prefix, or a rule's name.
        severity: What it sets, in `severity`; "" elsewhere.
        origin: Where it stands; None for the command line.
    """

    selector: str
    severity: str = ""
    origin: Address | None = None


class PathSettings(Struct, frozen=True, gc=False):
    """What holds for the files of a pattern: rules ignored, severities changed."""

    pattern: str
    ignore: tuple[Choice, ...] = ()
    severity: tuple[Choice, ...] = ()
    origin: Address | None = None

    def matches(self, path: str) -> bool:
        """Tell whether a file is one of these; `*` reaches into folders."""
        return fnmatchcase(path, self.pattern)

    def ruling(self, rule: Rule) -> Ruling | None:
        """Return what becomes of a rule here, or None where nothing is said of it."""
        ignored, graded = _last(self.ignore, rule), _last(self.severity, rule)
        if ignored is not None:
            return Ruling(OFF, "ignore", ignored)
        return Ruling(graded.severity, "severity", graded) if graded is not None else None


class Ruling(Struct, frozen=True, gc=False):
    """What becomes of a rule.

    Attributes:
        severity: error, warning, info, or "off" where it does not run.
        key: The setting that says so: select, ignore or severity; "" for none.
        choice: Its entry; None for none.
    """

    severity: str
    key: str = ""
    choice: Choice | None = None


class ScanSettings(Struct, frozen=True, gc=False):
    """How the code base is searched for vendors.

    Attributes:
        lint: Whether every lint searches it.
        include: Reasons of `scanners.aside` whose files count too.
        exclude: Patterns of files that do not count.
        sbom: Bills of materials that are read besides, relative to the root.
    """

    lint: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    sbom: tuple[str, ...] = ()


class Settings(Struct, frozen=True, gc=False):
    """The effective settings of a run.

    Attributes:
        select: The rules that run; () means all.
        ignore: Those that do not.
        severity: How severe, the last that fits wins.
        per_path: What differs for the findings of some files.
        fail_on: The least severity that fails a run, or "never".
        inventory: The inventory's folder.
        rules: Folders and files of the rule packs.
        baseline: The file of findings known before, relative to the root; "" for none.
        scan: How the code base is searched.
        origins: Where each single value stands, by its key (those of `scan` as `scan.lint`); None
            for the command line. A key that is missing has its default.
    """

    select: tuple[Choice, ...] = ()
    ignore: tuple[Choice, ...] = ()
    severity: tuple[Choice, ...] = ()
    per_path: tuple[PathSettings, ...] = ()
    fail_on: str = "error"
    inventory: str = INVENTORY
    rules: tuple[str, ...] = (RULES,)
    baseline: str = ""
    scan: ScanSettings = ScanSettings()
    origins: Mapping[str, Address | None] = field(default_factory=dict)

    def runs(self, rule: Rule) -> bool:
        """Tell whether a rule runs at all."""
        return self.ruling(rule).severity != OFF

    def ignores(self, rule: Rule) -> bool:
        """Tell whether a rule is ignored or off, whatever is selected."""
        return replace(self, select=()).ruling(rule).severity == OFF

    def ruling(self, rule: Rule) -> Ruling:
        """Return what becomes of a rule, wherever `per_path` says nothing else."""
        if self.select and _last(self.select, rule) is None:
            return Ruling(OFF, "select", self.select[0])
        ignored, graded = _last(self.ignore, rule), _last(self.severity, rule)
        if ignored is not None:
            return Ruling(OFF, "ignore", ignored)
        return Ruling(graded.severity, "severity", graded) if graded else Ruling(rule.severity)

    def grade(self, rule: Rule, default: str, path: str) -> str:
        """Return the severity of a rule's finding in a file; "off" where it is ignored there."""
        graded = _last(self.severity, rule)
        found = graded.severity if graded is not None else default
        for settings in self.per_path:
            ruling = settings.ruling(rule) if settings.matches(path) else None
            found = ruling.severity if ruling is not None else found
        return found

    def idle(self, paths: Collection[str]) -> tuple[PathSettings, ...]:
        """Return the settings by path whose pattern is that of no file."""
        return tuple(s for s in self.per_path if not any(map(s.matches, paths)))


def _last(choices: Iterable[Choice], rule: Rule) -> Choice | None:
    """Return the last choice that means a rule."""
    found = None
    for choice in choices:
        if selects(choice.selector, rule):
            found = choice
    return found


def override(
    settings: Settings,
    select: Iterable[Choice],
    ignore: Iterable[Choice],
    fail_on: str | None = None,
) -> Settings:
    """Return settings with those of the layer above: packs, `flowcheck.yaml`, command line.

    A layer that selects rules means them: what the layers below ignore or switch off everywhere
    runs again. Without a selection it only ignores more.

    Args:
        settings: Of the layers below.
        select: The rules that run.
        ignore: Those that do not.
        fail_on: Of the command line; None leaves it.
    """
    chosen = tuple(select)
    severity = settings.severity
    if chosen:
        severity = tuple(choice for choice in severity if choice.severity != OFF)
    changed = replace(
        settings,
        select=chosen or settings.select,
        ignore=(*(() if chosen else settings.ignore), *ignore),
        severity=severity,
    )
    if fail_on is None:
        return changed
    return replace(changed, fail_on=fail_on, origins={**settings.origins, "fail_on": None})


def selector_hint(selector: str) -> str | None:
    """Return None for a selector that means some rule, else what might be meant."""
    rules = all_rules()
    if any(selects(selector, rule) for rule in rules):
        return None
    near = did_you_mean(selector, [rule.name for rule in rules])  # codes tell nothing by likeness
    return near or "see `flowcheck explain` for all rules"
