"""The categories of personal information under the CCPA: collected, disclosed, sold, shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.documents import Cell, Column, Document, Item, Table
from flowcheck.render.documents.head import document as with_head
from flowcheck.render.documents.items import duration, flow_ids, missing, or_missing, party, terms
from flowcheck.views.ccpa import Handled, ccpa

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Store

_COLUMNS = (
    Column("category", "Category", 24, many=False),
    Column("reference", "Cal. Civ. Code", 16, many=False),
    Column("data", "Personal information in it", 34, none="none declared", join="; "),
    Column("collected", "Collected", 10, many=False),
    Column("sources", "Sources", 20, none="not collected", join="; "),
    Column("purposes", "Business or commercial purposes", 34, join="; "),
    Column("disclosed", "Disclosed for a business purpose to", 34, none="no flow declared"),
    Column("sold", "Sold to", 18, none="no flow declared as a sale"),
    Column("shared", "Shared for cross-context behavioural advertising with", 22,
           none="no such flow declared"),
    Column("retention", "Kept for", 22, none="no store declared"),
    Column("flows", "Flows", 30, join="; "),
)  # fmt: skip
_NOTE = (
    "A data term stands in every category that it falls into. Sold: flows declared as sell, rent or"
    " trade. Shared: flows to another party for advertising across contexts. Disclosed: every other"
    " flow to another party, to a service provider or not."
)
_UNCHECKED = (
    "What happened in the preceding 12 months: the inventory says what is declared now.",
    "Whether a flow declared as sharing is a sale in the sense of the CCPA.",
    "Which consumers are residents of California.",
)


def document(report: Report) -> Document:
    """Return every category of the statute, those too that nothing falls into."""
    facts = report.facts
    rows = tuple(_row(facts, found) for found in ccpa(facts))
    table = Table("categories", "Categories of personal information", _COLUMNS, rows, note=_NOTE)
    title = "Categories of personal information (CCPA)"
    return with_head(report, "ccpa", title, table, unchecked=_UNCHECKED)


def _row(facts: Facts, found: Handled) -> tuple[Cell, ...]:
    category = found.category
    collected = any(flow.collects for flow in found.flows)
    unsaid = any(flow.collects and not flow.source for flow in found.flows)
    return (
        (Item(category.title, category.key),),
        (Item(category.reference, category.reference),),
        terms(facts, "data", found.data),
        (Item("yes" if collected else "made here" if found.derived else "no", collected),),
        (*terms(facts, "source", found.sources), *((missing(),) if unsaid else ())),
        or_missing(terms(facts, "purpose", found.purposes)) if found.flows else (),
        _recipients(facts, found.disclosed),
        _recipients(facts, found.sold),
        _recipients(facts, found.shared),
        tuple(_kept(facts, store) for store in found.stores),
        flow_ids(found.flows),
    )


def _recipients(facts: Facts, names: tuple[str, ...]) -> Cell:
    """Return the categories of recipients with the vendors of each."""
    found: dict[str, list[str]] = {}
    for name in names:
        vendor = facts.inventory.vendors.get(name)
        for role in vendor.roles if vendor else (name,):
            found.setdefault(role, []).extend([party(facts, name).text] if vendor else [])
    lattice = facts.vocabulary["recipient"]
    return tuple(
        Item(
            f"{lattice.label(role)}: {', '.join(vendors)}" if vendors else lattice.label(role),
            {"category": role, "vendors": vendors},
        )
        for role, vendors in found.items()
    )


def _kept(facts: Facts, store: Store) -> Item:
    where = f"{facts.name(store.system)}: {store.label}"
    value = {"store": store.id, "retention": store.retention or None}
    if not store.retention:
        return missing(where, value)
    return Item(f"{duration(store.retention)} ({where})", value)
