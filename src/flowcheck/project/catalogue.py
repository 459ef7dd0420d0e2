"""The catalogue of a project: the vendors that are built in, and what it adds of its own."""

from __future__ import annotations

from pkgutil import get_data
from typing import TYPE_CHECKING

from msgspec import json

from flowcheck.model.catalogue import Catalogue
from flowcheck.model.vendor import Vendor
from flowcheck.project.catalogue_entries import EntryReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.model.schema import CatalogueVendor
    from flowcheck.model.source import Address
    from flowcheck.project.terms import TermReader


def built_in() -> dict[str, Vendor]:
    """Return the built-in vendors by id, from the form compiled of the files in `data/vendors/`."""
    compiled = get_data("flowcheck", "data/vendors.json") or b"[]"
    return {vendor.id: vendor for vendor in json.decode(compiled, type=list[Vendor])}


def built_in_catalogue() -> Catalogue:
    """Return the built-in catalogue without a project."""
    return Catalogue(built_in())


def project_catalogue(
    entries: Iterable[tuple[CatalogueVendor, Address]], terms: TermReader
) -> Catalogue:
    """Return the built-in catalogue with a project's entries.

    Args:
        entries: Each entry under `catalogue`, with its address.
        terms: Looks terms up, and collects the problems: an unknown category, a pattern that can
            match nothing, one that another vendor has.
    """
    reader = EntryReader(built_in(), terms)
    for entry, address in entries:
        reader.add(entry, address)
    reader.check_parents()
    return Catalogue(reader.vendors)
