"""Decisions on what is seen in code: each is about one thing, in the form that scans know it by."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from flowcheck.errors import did_you_mean
from flowcheck.model.decision import HOST, NAME, PACKAGE, TARGETS, VENDOR, Decision
from flowcheck.model.fields import listed
from flowcheck.model.patterns import PACKAGE_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.model import schema
    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.source import Address
    from flowcheck.project.located import Sources

_NOTHING = "nothing that is seen in code would ever be it"
_HOST_NAME = re.compile(r"(?:[\w-]+\.)+[\w-]+")
_SETTING = re.compile(r"[A-Za-z_][\w.-]*\*?")
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
            target = _READERS[kind](target, place, sources)
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


def _package(text: str, address: Address, sources: Sources) -> str:
    """Return `type:name` of a package, from that or from a purl."""
    if text.startswith("pkg:"):
        from packageurl import PackageURL  # noqa: PLC0415 - only who writes purls

        try:
            purl = PackageURL.from_string(text)
        except ValueError:
            help_ = "write it as `pkg:npm/%40acme/sdk`, or as `npm:@acme/sdk`"
            sources.add(address, f"`{text}` is no purl", _NOTHING, help_)
            return text
        joint = _JOINTS.get(purl.type, "/")
        kind, name = purl.type, joint.join(filter(None, (purl.namespace, purl.name)))
    else:
        kind, _, name = text.partition(":")
    if kind not in PACKAGE_KINDS or not name:
        types = ", ".join(f"`{kind}:`" for kind in PACKAGE_KINDS)
        wrong = did_you_mean(kind, PACKAGE_KINDS) if name else ""
        help_ = wrong or f"write its type before its name: {types}"
        sources.add(address, f"`{text}` does not say which package", _NOTHING, help_)
    return f"{kind}:{name}"


def _host(text: str, address: Address, sources: Sources) -> str:
    host = text.lower().removeprefix("*.")
    if not _HOST_NAME.fullmatch(host):
        found = _HOST_NAME.search(host.partition("://")[2] or host)
        help_ = f"write `{found[0]}`" if found else "write it as `api.acme.com`"
        sources.add(address, f"`{text}` is no host", _NOTHING, f"{help_}: all below it is meant")
    return host


def _setting(text: str, address: Address, sources: Sources) -> str:
    if not _SETTING.fullmatch(text) or text == "*":
        help_ = (
            "write it as it stands in code, as `ACME_API_KEY`, or `ACME_*` for all that start so"
        )
        sources.add(address, f"`{text}` is no name of a setting", _NOTHING, help_)
    return text


_READERS = {PACKAGE: _package, HOST: _host, NAME: _setting}
