"""The record of processing activities: Art. 30(1) GDPR, and Art. 30(2) for a processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.documents import Cell, Column, Document, Item, Table
from flowcheck.render.documents.gdpr import legal_bases, transfer
from flowcheck.render.documents.head import document as with_head
from flowcheck.render.documents.items import (
    duration,
    flow_ids,
    labels,
    missing,
    one,
    or_missing,
    party,
    term,
    terms,
    verdict,
)
from flowcheck.render.documents.links import safe_url
from flowcheck.views.processing import Processing, processing

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowcheck.engine import Report
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Store

ROLES = ("controller", "processor")
_CONTACTS = ("dpo", "email", "phone", "address")
_UNCHECKED = (
    "Whether an activity needs an impact assessment, and what is in one that is named.",
    "Where own systems and stores stand: only vendors declare a country.",
)
_NOTE = (
    "One row for each activity (a system, or a vendor that passes data on) and purpose. A legal"
    " basis is declared where data is collected, or of a flow itself; elsewhere it is that of the"
    " collection of the same or wider data for the same or a wider purpose. A third country is one"
    " outside the EEA."
)


def document(report: Report, role: str = "controller") -> Document:
    """Return the record.

    Args:
        report: What was found.
        role: Whether of a controller, Art. 30(1), or of a processor, Art. 30(2).
    """
    facts = report.facts
    columns = _CONTROLLER if role == "controller" else _PROCESSOR
    rows = tuple(tuple(fill(facts, r) for _, fill in columns) for r in processing(facts))
    article = "Art. 30(1)" if role == "controller" else "Art. 30(2)"
    title = f"Record of processing activities, {article} GDPR"
    table = Table("records", "Records", tuple(c for c, _ in columns), rows, keys=2, note=_NOTE)
    return with_head(report, "ropa", title, table, unchecked=_UNCHECKED)


def _activity(facts: Facts, record: Processing) -> Cell:
    return (party(facts, record.party),)


def _purpose(facts: Facts, record: Processing) -> Cell:
    return (term(facts, "purpose", record.purpose) if record.purpose else missing(),)


def _contacts(facts: Facts, record: Processing) -> Cell:
    """Return the controller with whom to reach for it: its own contacts, and its representative."""
    policy = facts.inventory.policy
    names = dict.fromkeys((*_CONTACTS[:1], "representative", *policy.contact))
    names.pop("on_behalf_of", None)
    joint = [
        facts.name(r)
        for r in record.recipients
        if r in facts.inventory.vendors and facts.inventory.vendors[r].acts_as == "joint_controller"
    ]
    found = [Item(policy.controller, {"controller": policy.controller})]
    for name in names:
        label = "DPO" if name == "dpo" else name.replace("_", " ")
        text = policy.contact.get(name)
        found.append(
            Item(f"{label}: {text}", {name: text}) if text else missing(label, {name: None})
        )
    found += [Item(f"joint controller: {name}", {"joint_controller": name}) for name in joint]
    return tuple(found)


def _on_behalf(facts: Facts, record: Processing) -> Cell:
    """Return for whom a processor acts: `contact: {on_behalf_of: ...}`."""
    del record
    text = facts.inventory.policy.contact.get("on_behalf_of")
    return (Item(text, text) if text else missing(),)


def _subjects(facts: Facts, record: Processing) -> Cell:
    found = terms(facts, "subject", record.subjects)
    unsaid = tuple(missing(flow.id) for flow in record.unsaid)
    return (*found, *unsaid) if found else or_missing(())


def _data(facts: Facts, record: Processing) -> Cell:
    return terms(facts, "data", record.data)


def _recipients(facts: Facts, record: Processing) -> Cell:
    """Return the categories of recipients, each with the vendors of it that receive data."""
    categories: dict[str, list[str]] = {}
    for name in record.recipients:
        vendor = facts.inventory.vendors.get(name)
        for role in vendor.roles if vendor else (name,):
            categories.setdefault(role, []).extend([facts.name(name)] if vendor else [])
    found = []
    for role, names in categories.items():
        label = facts.vocabulary["recipient"].label(role)
        text = f"{label}: {', '.join(names)}" if names else label
        found.append(Item(text, {"category": role, "vendors": names}))
    return tuple(found)


def _transfers(facts: Facts, record: Processing) -> Cell:
    """Return the third countries with who is there and what safeguards the transfer."""
    found = [transfer(facts, name) for name in record.recipients]
    return tuple(item for item in found if item is not None)


def _retention(facts: Facts, record: Processing) -> Cell:
    """Return how long the data is kept where; what is kept nowhere near has no time limit."""
    lattice = facts.vocabulary["data"]
    kept = [name for store in record.stores for name in store.data]
    rest = [d for d in record.data if not any(lattice.overlaps(d, name) for name in kept)]
    found = tuple(_kept(facts, record, store) for store in record.stores)
    if found and rest:
        value = {"store": None, "data": rest, "retention": None}
        return (*found, missing(labels(facts, "data", rest), value))
    return or_missing(found)


def _kept(facts: Facts, record: Processing, store: Store) -> Item:
    lattice = facts.vocabulary["data"]
    data = [d for d in record.data if any(lattice.overlaps(d, kept) for kept in store.data)]
    where = f"{labels(facts, 'data', data)} ({facts.name(store.system)}: {store.label})"
    value = {"store": store.id, "data": data, "retention": store.retention or None}
    if not store.retention:
        return missing(where, value)
    return Item(f"{duration(store.retention)}: {where}", value)


def _security(facts: Facts, record: Processing) -> Cell:
    holder = facts.inventory.systems.get(record.party) or facts.inventory.vendors[record.party]
    sent = [name for flow in record.flows for name in flow.transit]
    kept = [name for store in record.stores for name in store.at_rest]
    found = list(terms(facts, "safeguard", dict.fromkeys(holder.safeguards)))
    for key, names in (("in transit", sent), ("at rest", kept)):
        every = terms(facts, "safeguard", dict.fromkeys(names))
        found += [Item(f"{key}: {item.text}", item.value) for item in every]
    return or_missing(found)


def _basis(facts: Facts, record: Processing) -> Cell:
    """Return the legal bases of Art. 6, each with its data where not all of it has the same."""
    return legal_bases(facts, record.bases, article_6=True)


def _condition(facts: Facts, record: Processing) -> Cell:
    """Return the conditions of Art. 9 (and 10) for the data that needs one."""
    known = facts.vocabulary["data"].terms
    wanting = {d: b for d, b in record.bases.items() if known[d].special.startswith("article")}
    return legal_bases(facts, wanting, article_6=False)


def _sources(facts: Facts, record: Processing) -> Cell:
    """Return whence the party has the data: where it is collected, who sends it, or itself."""
    found = [
        term(facts, "source", name) if is_source else party(facts, name)
        for name, is_source in record.origins
    ]
    if record.derived:
        found.append(Item("made in this activity", record.party))
    return or_missing(found)


def _impact(facts: Facts, record: Processing) -> Cell:
    system = facts.inventory.systems.get(record.party)
    named = system.dpia if system else ""
    return one(named, safe_url(named))


def _verdict(facts: Facts, record: Processing) -> Cell:
    del facts
    return (verdict(record.verdict),)


def _sections(facts: Facts, record: Processing) -> Cell:
    del facts
    names = dict.fromkeys(s.section or f"statement {s.id}" for s in record.statements)
    return tuple(Item(name, name) for name in names)


def _flows(facts: Facts, record: Processing) -> Cell:
    del facts
    return flow_ids(record.flows)


_CONTROLLER: tuple[tuple[Column, Callable[[Facts, Processing], Cell]], ...] = (
    (Column("activity", "Activity", 13, many=False), _activity),
    (Column("purpose", "Purpose (b)", 14, many=False), _purpose),
    (Column("controller", "Controller and contacts (a)", 20), _contacts),
    (Column("subjects", "Data subjects (c)", 14, join="; "), _subjects),
    (Column("data", "Personal data (c)", 24, join="; "), _data),
    (Column("recipients", "Recipients (d)", 21, none="no other party"), _recipients),
    (
        Column("transfers", "Third countries and safeguards (e)", 23, none="no third country"),
        _transfers,
    ),
    (Column("retention", "Time limits for erasure (f)", 27), _retention),
    (Column("security", "Security measures (g)", 26, join="; "), _security),
    (Column("basis", "Legal basis, Art. 6", 22), _basis),
    (
        Column("condition", "Condition, Art. 9 or 10", 13, none="no special category declared"),
        _condition,
    ),
    (Column("source", "Source of the data", 13), _sources),
    (Column("dpia", "Impact assessment, Art. 35", 15, many=False), _impact),
    (Column("verdict", "Verdict of the policy check", 9, many=False), _verdict),
    (Column("sections", "Policy sections", 17, none="no statement decides", join="; "), _sections),
    (Column("flows", "Flows", 18, join="; "), _flows),
)
_PROCESSOR: tuple[tuple[Column, Callable[[Facts, Processing], Cell]], ...] = (
    (Column("activity", "Activity", 16, many=False), _activity),
    (Column("purpose", "Processing carried out (b)", 20, many=False), _purpose),
    (Column("processor", "Processor and contacts (a)", 24), _contacts),
    (Column("on_behalf_of", "On behalf of (a)", 20, many=False), _on_behalf),
    (Column("subjects", "Data subjects", 16, join="; "), _subjects),
    (Column("data", "Personal data", 26, join="; "), _data),
    (Column("recipients", "Recipients, other processors", 26, none="no other party"), _recipients),
    (
        Column("transfers", "Third countries and safeguards (c)", 28, none="no third country"),
        _transfers,
    ),
    (Column("security", "Security measures (d)", 28, join="; "), _security),
    (Column("verdict", "Verdict of the policy check", 10, many=False), _verdict),
    (Column("flows", "Flows", 20, join="; "), _flows),
)
