"""The list of sub-processors and other parties that receive data: Art. 28(2) and (4) GDPR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.documents import Cell, Column, Document, Table
from flowcheck.render.documents.gdpr import mechanism
from flowcheck.render.documents.head import document as with_head
from flowcheck.render.documents.items import day, one, or_missing, party, terms
from flowcheck.views.engagements import Engagement, engagements

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.facts import Facts

_VENDOR = (
    Column("vendor", "Vendor", 20, many=False),
    Column("legal_entity", "Legal entity", 22, many=False),
    Column("role", "What it is", 22),
    Column("purposes", "Purposes", 30, join="; "),
    Column("data", "Personal data", 40, join="; "),
    Column("subjects", "Data subjects", 20, join="; "),
    Column("country", "Location", 16, many=False),
    Column("transfer", "Transfer mechanism", 24, none="none needed: in the EEA"),
    Column("since", "Since", 12, many=False),
    Column("assessed", "Last assessed", 12, many=False),
    Column("onward", "Passes data on to", 18),
)
_OTHER = (
    Column("recipient", "Recipient", 30, many=False),
    Column("purposes", "Purposes", 40, join="; "),
    Column("data", "Personal data", 60, join="; "),
    Column("subjects", "Data subjects", 30, join="; "),
    Column("senders", "Sent by", 30),
)
_IDLE = (
    Column("vendor", "Vendor", 30, many=False),
    Column("legal_entity", "Legal entity", 40, many=False),
    Column("role", "What it is", 40),
)
_UNCHECKED = ("Since when is the day on which the contract was signed, as declared.",)


def document(report: Report) -> Document:
    """Return the list: each vendor with a flow by how it acts, then the others."""
    facts = report.facts
    every = engagements(facts)
    vendors = [e for e in every if e.recipient in facts.inventory.vendors]
    groups = {
        "subprocessors": ("Sub-processors", ("processor",)),
        "controllers": ("Controllers that receive data", ("controller", "joint_controller")),
        "unknown": ("Vendors whose role is not declared", ("",)),
    }
    tables = [
        Table(key, title, _VENDOR, tuple(_vendor(facts, e) for e in vendors if _is(facts, e, acts)))
        for key, (title, acts) in groups.items()
    ]
    others = tuple(_other(facts, e) for e in every if e.recipient not in facts.inventory.vendors)
    idle = tuple(_vendor(facts, e)[:3] for e in vendors if not e.flows)
    tables.append(Table("recipients", "Other recipients", _OTHER, others))
    tables.append(Table("idle", "Vendors that no flow reaches", _IDLE, idle))
    kept = [table for table in tables if table.rows or table.key == "subprocessors"]
    title = "Sub-processors and other recipients"
    return with_head(report, "subprocessors", title, *kept, unchecked=_UNCHECKED, public=True)


def _is(facts: Facts, found: Engagement, acts: tuple[str, ...]) -> bool:
    return bool(found.flows) and facts.inventory.vendors[found.recipient].acts_as in acts


def _vendor(facts: Facts, found: Engagement) -> tuple[Cell, ...]:
    vendor = facts.inventory.vendors[found.recipient]
    return (
        (party(facts, vendor.id),),
        one(vendor.legal_entity),
        terms(facts, "recipient", vendor.roles),
        or_missing(terms(facts, "purpose", found.purposes)),
        terms(facts, "data", found.data),
        or_missing(terms(facts, "subject", found.subjects)),
        or_missing(terms(facts, "region", [vendor.country] if vendor.country else [])),
        mechanism(facts, vendor),
        day(vendor.contract_signed),
        day(vendor.assessed),
        tuple(party(facts, name) for name in found.onward),
    )


def _other(facts: Facts, found: Engagement) -> tuple[Cell, ...]:
    return (
        terms(facts, "recipient", [found.recipient]),
        or_missing(terms(facts, "purpose", found.purposes)),
        terms(facts, "data", found.data),
        or_missing(terms(facts, "subject", found.subjects)),
        tuple(party(facts, name) for name in found.senders),
    )
