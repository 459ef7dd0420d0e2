"""Decisions on what is seen in code: each is about one thing, in the form that scans know it by."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from flowcheck.errors import did_you_mean
from flowcheck.model.decision import FORMS, HOST, NAME, PACKAGE, TARGETS, VENDOR, Decision
from flowcheck.model.fields import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.model import schema
    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.source import Address
    from flowcheck.project.located import Sources

_NOTHING = "nothing that is seen in code would ever be it"
_JOINTS = {"maven": ":"}


class CataloguedVendors:
    """The vendors of the catalogue, which is read when one is asked for.

    Args:
        catalogue: The project's own; None for the built-in one.
    """

    def __init__(self, catalogue: Catalogue | None) -> None:
        self._catalogue = catalogue

    @cached_property
    def ids(self) -> frozenset[str]:
        """Their ids."""
        if self._catalogue is None:
            from flowcheck.project.catalogue import built_in_catalogue  # noqa: PLC0415 - see above

            self._catalogue = built_in_catalogue()
        return frozenset(self._catalogue.vendors)

    def check(self, name: str, address: Address, sources: Sources) -> None:
        """Note an id that no vendor of the catalogue has."""
        if name not in self.ids and not sources.may_declare(name):
            sources.add(
                address,
                f"`{name}` is no vendor of the catalogue",
                _NOTHING,
                did_you_mean(name, self.ids)
                or "search it with `flowcheck vendors`, or add it under `catalogue:`",
            )


def check_catalogue_keys(
    vendors: Sequence[tuple[schema.Vendor, Address]], known: CataloguedVendors, sources: Sources
) -> None:
    """Note every id under the `catalogue` of a declared vendor that is none."""
    for vendor, address in vendors:
        for index, name in enumerate(listed(vendor.catalogue)):
            known.check(name, address.child("catalogue", index), sources)


def read_decisions(
    raw: Sequence[tuple[schema.Decision, Address]], known: CataloguedVendors, sources: Sources
) -> tuple[Decision, ...]:
    """Return the decisions.

    Args:
        raw: As declared, with their addresses.
        known: The vendors that they may be about.
        sources: Collects the problems: one about nothing, or about what no scan ever sees.
    """
    found = []
    for entry, address in raw:
        targets = {kind: getattr(entry, kind) for kind in TARGETS if getattr(entry, kind)}
        if len(targets) != 1:
            _ambiguous(list(targets), address, sources)
            continue
        kind, target = next(iter(targets.items()))
        place = address.child(kind)
        if kind == VENDOR:
            known.check(target, place, sources)
        else:
            target = _target(kind, target, place, sources)
        found.append(
            Decision(
                address,
                kind,
                target,
                entry.path or "",
                entry.is_,
                entry.reason,
                entry.owner,
                entry.reviewed,
            )
        )
    return tuple(found)


def _ambiguous(targets: list[str], address: Address, sources: Sources) -> None:
    if targets:
        what = " and ".join(f"`{kind}`" for kind in targets)
        sources.add(
            address.key(targets[1]),
            f"the decision is about {what}",
            "nobody could tell whether it wants one of them or all",
            "write a decision for each",
        )
    else:
        sources.add(
            address.child("is"),
            "the decision says of nothing what it is",
            "a decision about everything would be none",
            "add `vendor:`, `package:`, `host:` or `name:`",
        )


def _target(kind: str, text: str, address: Address, sources: Sources) -> str:
    """Return a package, host or setting in the form that scans know it by."""
    text = text.lower() if kind == HOST else text
    pattern, told = FORMS[kind]
    target = text
    if not re.fullmatch(pattern, text):
        target = ""
    elif text.startswith("pkg:"):
        target = _package_of(text)
    if not target:
        what = {PACKAGE: "package", HOST: "host", NAME: "setting"}[kind]
        help_ = told[0].lower() + told[1:-1]
        sources.add(address, f"`{text}` is the name of no {what}", _NOTHING, help_)
    return target


def _package_of(text: str) -> str:
    """Return `type:name` of a purl; "" where it is none."""
    from packageurl import PackageURL  # noqa: PLC0415 - only who writes purls

    try:
        purl = PackageURL.from_string(text)
    except ValueError:
        return ""
    joint = _JOINTS.get(purl.type, "/")
    return f"{purl.type}:{joint.join(filter(None, (purl.namespace, purl.name)))}"
