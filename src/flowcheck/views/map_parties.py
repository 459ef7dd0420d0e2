"""The parties of a data map: who data comes from and goes to, by the names that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.views.families import family, leaves_europe

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow

SUBJECT, SOURCE, SYSTEM, RECIPIENT = "subject", "source", "system", "recipient"


class Party(Struct, frozen=True, gc=False):
    """One end of flows.

    Attributes:
        id: Unique among the parties.
        name: What people read.
        kind: subject, source, system or recipient.
        family: Of a recipient; of a system its kind.
        owner: Of a system.
        country: Two letters, or "".
        transfer: Whether that is outside the EEA and the United Kingdom.
        role: Of a vendor: processor, controller, joint_controller; or "".
        members: Ids of the data subjects or sources that it stands for.
        names: Their labels.
    """

    id: str
    name: str
    kind: str
    family: str = ""
    owner: str = ""
    country: str = ""
    transfer: bool = False
    role: str = ""
    members: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def origin(facts: Facts, flow: Flow) -> Party:
    """Return the party that a `collects` entry comes from: people, or another source."""
    sources = facts.vocabulary["source"]
    third = [s for s in flow.source if sources.under(s, "third_party_source")]
    kind, facet, members = SUBJECT, "subject", flow.subject
    if third and len(third) == len(flow.source):
        kind, facet, members = SOURCE, "source", flow.source
    labels = tuple(facts.vocabulary[facet].label(name) for name in members)
    words = ", ".join(labels) or "Undeclared data subjects"
    return Party(f"{kind}:{'+'.join(members)}", words, kind, members=members, names=labels)


def end(facts: Facts, name: str) -> Party:
    """Return the party that a system, a vendor or a recipient term is."""
    system, vendor = facts.inventory.systems.get(name), facts.inventory.vendors.get(name)
    words = facts.name(name)
    if system:
        return Party(name, words, SYSTEM, system.kind, system.owner)
    country = (vendor.country if vendor else None) or ""
    return Party(
        name,
        words,
        RECIPIENT,
        family(facts, name),
        country="UK" if country == "gb" else country.upper(),
        transfer=bool(country) and leaves_europe(facts, country),
        role=vendor.acts_as if vendor else "",
    )
