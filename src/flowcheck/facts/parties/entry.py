"""The inventory's entry for a vendor that code shows, ready to be pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.plain_yaml import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowcheck.facts.parties.party import SeenVendor
    from flowcheck.model.vendor import Vendor

Entry = dict[str, str | list[str]]
"""The keys of a vendor in the inventory, with what is known of it."""


def entry_of(party: SeenVendor) -> Entry:
    """Return what the inventory should say of a vendor, as far as the catalogue knows."""
    vendor = party.vendor
    roles = list(party.categories)
    known: dict[str, str | list[str]] = {
        "id": vendor.id,
        "name": vendor.name,
        "legal_entity": _company(vendor),
        "role": roles[0] if len(roles) == 1 else roles,
        "country": vendor.country,
        "url": vendor.homepage,
    }
    return {key: value for key, value in known.items() if value}


def flow_style(entry: Mapping[str, str | list[str]]) -> str:
    """Return an entry as one line of YAML."""
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in entry.items()) + "}"


def block_lines(entry: Mapping[str, str | list[str]]) -> list[str]:
    """Return an entry as lines of YAML, a key on each."""
    return [f"{key}: {_value(value)}" for key, value in entry.items()]


def _value(value: str | list[str]) -> str:
    return scalar(value) if isinstance(value, str) else f"[{', '.join(map(scalar, value))}]"


def _company(vendor: Vendor) -> str:
    """Return the company in the vendor's own country, or the only one that is known."""
    at_home = [name for name, country in vendor.legal_entities.items() if country == vendor.country]
    return at_home[0] if len(at_home) == 1 else ""
