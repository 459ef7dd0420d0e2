"""Which rules run, how severe they are and what fails a run: packs, then `flowcheck.yaml`."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from flowcheck.errors import did_you_mean
from flowcheck.model.fields import listed
from flowcheck.rule import Rule, selects
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowcheck.model import schema
    from flowcheck.model.source import Address
    from flowcheck.project.located import Sources
    from flowcheck.project.validate import Part

FAIL_ON = ("error", "warning", "info", "never")
OFF = "off"


class PathSettings(Struct, frozen=True, gc=False):
    """What holds for the files of a pattern: rules ignored, severities changed."""

    pattern: str
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()


class Settings(Struct, frozen=True, gc=False):
    """The effective settings of a run.

    Attributes:
        select: Selectors of the rules that run; () means all.
        ignore: Selectors of the rules that do not.
        severity: (selector, severity or "off"), the last that fits wins.
        per_path: What differs for the findings of some files.
        fail_on: The least severity that fails a run, or "never".
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    per_path: tuple[PathSettings, ...] = ()
    fail_on: str = "error"

    def runs(self, rule: Rule) -> bool:
        """Tell whether a rule runs at all."""
        chosen = not self.select or any(selects(s, rule) for s in self.select)
        return chosen and not self.ignores(rule)

    def ignores(self, rule: Rule) -> bool:
        """Tell whether a rule is ignored or off, whatever is selected."""
        ignored = any(selects(selector, rule) for selector in self.ignore)
        return ignored or self.grade(rule, rule.severity, "") == OFF

    def grade(self, rule: Rule, default: str, path: str) -> str:
        """Return the severity of a rule's finding in a file; "off" where it is ignored there."""
        found = default
        for selector, severity in self.severity:
            found = severity if selects(selector, rule) else found
        for settings in self.per_path:
            if path and fnmatchcase(path, settings.pattern):
                for selector, severity in settings.severity:
                    found = severity if selects(selector, rule) else found
                if any(selects(selector, rule) for selector in settings.ignore):
                    found = OFF
        return found


def check_selector(selector: str, address: Address, sources: Sources) -> None:
    """Note a problem for a selector that means no rule."""
    hint = selector_hint(selector)
    if hint is not None:
        sources.add(address, f"`{selector}` is no rule", "the setting would have no effect", hint)


def selector_hint(selector: str) -> str | None:
    """Return None for a selector that means some rule, else what might be meant."""
    rules = all_rules()
    if any(selects(selector, rule) for rule in rules):
        return None
    near = did_you_mean(selector, [rule.name for rule in rules])  # codes tell nothing by likeness
    return near or "see `flowcheck explain` for all rules"


def merge_settings(
    packs: Sequence[Part[schema.RulePack]], config: Part[schema.Config], sources: Sources
) -> Settings:
    """Return the settings of the rule packs, overruled by those of `flowcheck.yaml`.

    Args:
        packs: The rule packs.
        config: `flowcheck.yaml`, or its defaults.
        sources: Collects the problems: selectors that mean no rule.
    """
    _check_selectors(packs, config, sources)
    chosen = config.record
    below = [pack.record for pack in packs]
    settings = Settings(
        select=_flat(listed(pack.select) for pack in below),
        ignore=_flat(listed(pack.ignore) for pack in below),
        severity=tuple(pair for pack in below for pair in pack.severity.items()),
        per_path=tuple(
            PathSettings(pattern, tuple(listed(entry.ignore)), tuple(entry.severity.items()))
            for pattern, entry in chosen.per_path.items()
        ),
    )
    settings = override(settings, listed(chosen.select), listed(chosen.ignore), chosen.fail_on)
    return replace(settings, severity=(*settings.severity, *chosen.severity.items()))


def override(
    settings: Settings, select: Iterable[str], ignore: Iterable[str], fail_on: str | None
) -> Settings:
    """Return settings with those of the layer above: packs, `flowcheck.yaml`, command line.

    A layer that selects rules means them: what the layers below ignore or switch off everywhere
    runs again. Without a selection it only ignores more.
    """
    chosen = tuple(dict.fromkeys(select))
    severity = settings.severity
    if chosen:
        severity = tuple(pair for pair in severity if pair[1] != OFF)
    return replace(
        settings,
        select=chosen or settings.select,
        ignore=(*(() if chosen else settings.ignore), *ignore),
        severity=severity,
        fail_on=fail_on or settings.fail_on,
    )


def _flat(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part))


def _check_selectors(
    packs: Sequence[Part[schema.RulePack]], config: Part[schema.Config], sources: Sources
) -> None:
    parts: list[Part[Any]] = [*packs, config]
    for part in parts:
        for key in ("select", "ignore"):
            for index, selector in enumerate(listed(getattr(part.record, key))):
                check_selector(selector, part.address.child(key, index), sources)
        for selector in part.record.severity:
            check_selector(selector, part.address.child("severity").key(selector), sources)
    for pattern, entry in config.record.per_path.items():
        place = config.address.child("per_path", pattern)
        for index, selector in enumerate(listed(entry.ignore)):
            check_selector(selector, place.child("ignore", index), sources)
        for selector in entry.severity:
            check_selector(selector, place.child("severity").key(selector), sources)
