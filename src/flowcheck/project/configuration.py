"""What the rule packs and `flowcheck.yaml` set, merged: the later layer wins."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from flowcheck.errors import did_you_mean
from flowcheck.model.fields import TRUE, listed
from flowcheck.project.located import Sources
from flowcheck.project.reading import CONFIG
from flowcheck.project.settings import (
    Choice,
    PathSettings,
    ScanSettings,
    Settings,
    override,
    selector_hint,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from flowcheck.errors import Problem
    from flowcheck.model import schema
    from flowcheck.model.source import Address, Source
    from flowcheck.project.validate import Part

_SINGLE = (
    ("inventory",), ("rules",), ("fail_on",), ("baseline",),
    *(("scan", key) for key in ScanSettings.__struct_fields__),
)  # fmt: skip


def merge_settings(
    packs: Sequence[Part[schema.RulePack]], config: Part[schema.Config], sources: Sources
) -> Settings:
    """Return the settings of the rule packs, overruled by those of `flowcheck.yaml`.

    Args:
        packs: The rule packs.
        config: `flowcheck.yaml`, or its defaults.
        sources: Collects the problems: selectors that mean no rule.
    """
    reader = _Choices(sources)
    chosen, default = config.record, Settings()
    given = sources.files.get(CONFIG)
    settings = Settings(
        select=tuple(c for p in packs for c in reader.select(p.record, p.address)),
        ignore=tuple(c for p in packs for c in reader.ignore(p.record, p.address)),
        severity=tuple(c for p in packs for c in reader.severity(p.record, p.address)),
        per_path=tuple(
            reader.path(pattern, entry, config.address.child("per_path", pattern))
            for pattern, entry in chosen.per_path.items()
        ),
        fail_on=chosen.fail_on,
        inventory=chosen.inventory or default.inventory,
        rules=tuple(listed(chosen.rules)) or default.rules,
        baseline=chosen.baseline or "",
        scan=ScanSettings(
            lint=chosen.scan.lint == TRUE,
            include=tuple(listed(chosen.scan.include)),
            exclude=tuple(listed(chosen.scan.exclude)),
            sbom=tuple(listed(chosen.scan.sbom)),
        ),
        origins={
            ".".join(keys): replace(config.address.child(*keys), on_key=True)
            for keys in _SINGLE
            if given and given.at(keys) is not None
        },
    )
    settings = override(
        settings,
        reader.select(chosen, config.address),
        reader.ignore(chosen, config.address),
    )
    severity = (*settings.severity, *reader.severity(chosen, config.address))
    return replace(settings, severity=severity)


def idle_patterns(
    settings: Settings, files: Mapping[str, Source], paths: Collection[str]
) -> list[Problem]:
    """Return what is to be said of each pattern of `per_path` that is no file's.

    Args:
        settings: Hold the patterns.
        files: The files read, to tell where a pattern stands.
        paths: Every file in which a finding may be.
    """
    sources = Sources()
    sources.files.update(files)
    folders = {posixpath.join(posixpath.dirname(path), "*") for path in paths}
    for idle in settings.idle(paths):
        hint = did_you_mean(idle.pattern, {*folders, *paths}) or "mend the pattern, or remove it"
        why = "what it sets has no effect"
        if idle.origin is not None:
            sources.add(idle.origin, f"`{idle.pattern}` matches no file", why, hint)
    return sources.problems


class _Choices:
    """Reads the entries of `select`, `ignore` and `severity`, each checked to mean some rule."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def select(self, record: schema.RulePack | schema.Config, address: Address) -> list[Choice]:
        """Return the rules that a file selects."""
        return self._listed(record.select, address.child("select"))

    def ignore(
        self, record: schema.RulePack | schema.Config | schema.PathConfig, address: Address
    ) -> list[Choice]:
        """Return the rules that a file, or a pattern in it, ignores."""
        return self._listed(record.ignore, address.child("ignore"))

    def severity(
        self, record: schema.RulePack | schema.Config | schema.PathConfig, address: Address
    ) -> list[Choice]:
        """Return the severities that a file, or a pattern in it, sets."""
        grades: Mapping[str, str] = record.severity
        place = address.child("severity")
        return [
            self._choice(selector, place.key(selector), severity)
            for selector, severity in grades.items()
        ]

    def path(self, pattern: str, record: schema.PathConfig, address: Address) -> PathSettings:
        """Return what holds for the files of a pattern."""
        ignore, severity = self.ignore(record, address), self.severity(record, address)
        origin = replace(address, on_key=True)
        return PathSettings(pattern, tuple(ignore), tuple(severity), origin)

    def _listed(self, names: str | list[str] | None, address: Address) -> list[Choice]:
        return [self._choice(name, address.child(at)) for at, name in enumerate(listed(names))]

    def _choice(self, selector: str, origin: Address, severity: str = "") -> Choice:
        hint = selector_hint(selector)
        if hint is not None:
            message, why = f"`{selector}` is no rule", "the setting would have no effect"
            self.sources.add(origin, message, why, hint)
        return Choice(selector, severity, origin)
