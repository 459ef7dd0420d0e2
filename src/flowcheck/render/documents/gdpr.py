"""What the GDPR asks of a flow beside its ends: a transfer's safeguard, a legal basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.documents import Cell, Item
from flowcheck.render.documents.items import labels, missing, terms

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Vendor


def transfer(facts: Facts, recipient: str) -> Item | None:
    """Return a transfer to a third country with its safeguard, or None where it is none.

    Source: Art. 44 to 49 GDPR.
    """
    vendor = facts.inventory.vendors.get(recipient)
    name = facts.name(recipient)
    if vendor is None or vendor.country is None:
        return missing(f"country of {name}", {"recipient": recipient, "country": None})
    found = mechanism(facts, vendor)
    if not found:
        return None
    where = f"{facts.vocabulary['region'].label(vendor.country)}: {name}"
    value = {"recipient": recipient, "country": vendor.country}
    if found[0].missing:
        return missing(f"safeguard of {where}", {**value, "safeguard": None})
    by = ", ".join(item.text for item in found)
    return Item(f"{where} ({by})", {**value, "safeguard": [item.value for item in found]})


def mechanism(facts: Facts, vendor: Vendor) -> Cell:
    """Return what safeguards a transfer to a vendor; () where it is none.

    Where nothing is declared for a country with an adequacy decision, that decision does.
    """
    regions = facts.vocabulary["region"]
    if vendor.transfer:
        return terms(facts, "safeguard", vendor.transfer)
    if vendor.country is None:
        return (missing(),)
    if regions.under(vendor.country, "eea"):
        return ()
    decided = regions.terms[vendor.country].adequacy
    if not decided:
        return (missing(),)
    return (Item(f"Adequacy decision of {decided}", "adequacy_decision"),)


def legal_bases(facts: Facts, bases: dict[str, tuple[str, ...]], *, article_6: bool) -> Cell:
    """Return legal bases, each with its data where not all of it has the same; the missing last.

    Args:
        facts: The project.
        bases: The bases declared for each data term.
        article_6: Whether those of Art. 6 are meant, else the conditions of Art. 9 and 10.
    """
    lattice = facts.vocabulary["basis"]
    special = ("article_9_condition", "article_10_condition")
    found: dict[str | None, list[str]] = {}
    for data, names in bases.items():
        fitting = [n for n in names if any(lattice.under(n, s) for s in special) is not article_6]
        for name in fitting or (None,):
            found.setdefault(name, []).append(data)
    ordered = sorted(found.items(), key=lambda pair: pair[0] is None)
    return tuple(_based(facts, name, data, len(bases)) for name, data in ordered)


def _based(facts: Facts, basis: str | None, data: list[str], of: int) -> Item:
    whole = len(data) == of
    value = {"basis": basis, "data": data}
    named = labels(facts, "data", data)
    if basis is None:
        return missing("" if whole else named, value)
    label = facts.vocabulary["basis"].label(basis)
    return Item(label if whole else f"{label}: {named}", value)
