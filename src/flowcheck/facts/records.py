"""Records as promises see them: each system, store, flow, entry and vendor with what it does."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from flowcheck.judge.promises import Point, Record
from flowcheck.model.claim import COLLECT, OURSELVES, STORE, USE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Store, System, Vendor


def all_records(facts: Facts) -> tuple[Record, ...]:
    """Return every record that a promise can look at, in the inventory's order."""
    inventory = facts.inventory
    systems = inventory.systems.values()
    return (
        *(_system(facts, system) for system in systems),
        *(_store(facts, store) for system in systems for store in system.stores),
        *(_flow(facts, flow) for flow in inventory.flows),
        *(_vendor(facts, vendor) for vendor in inventory.vendors.values()),
    )


def flow_points(facts: Facts, flow: Flow) -> tuple[Point, ...]:
    """Return what a flow or `collects` entry does: one point per combination of its terms."""
    facets: dict[str, Sequence[str | None]] = {
        "data": flow.data,
        "purpose": flow.purpose or (None,),
        "subject": flow.subject or (None,),
    }
    if flow.collects:
        facets |= {"source": flow.source or (None,), "occasion": flow.occasion or (None,)}
        actions: tuple[str, ...] = (COLLECT, USE)
    else:
        actions = (USE,) if flow.action == USE else (USE, flow.action)
    own = flow.collects or flow.action == USE
    fixed = {"recipient": OURSELVES} if own else {"recipient": flow.to, "region": flow.region}
    conditions = facts.conditions(flow)
    return tuple(
        Point({**dict(zip(facets, terms, strict=True)), **fixed}, actions, conditions)
        for terms in product(*facets.values())
    )


def _system(facts: Facts, system: System) -> Record:
    """A system does what it collects, receives, derives and stores; what it sends is its flows'."""
    flows = (*facts.collected_by.get(system.id, ()), *facts.flows_into.get(system.id, ()))
    points = [point for flow in flows for point in facts.points(flow)]
    points += [
        Point({"data": data, "recipient": OURSELVES}, (STORE,))
        for store in system.stores
        for data in store.data
    ]
    points += [Point({"data": data, "recipient": OURSELVES}, (USE,)) for data in system.derives]
    if not points:  # it only sends: then it does what it does with that
        sent = [
            point for flow in facts.flows_from.get(system.id, ()) for point in facts.points(flow)
        ]
        points = [Point({**p.terms, "recipient": OURSELVES}, (USE,), p.condition) for p in sent]
    return Record(
        "system",
        system.id,
        system.name,
        system.address,
        tuple(points) or (Point({"data": None, "recipient": OURSELVES}),),
        {"safeguards": system.safeguards, "owner": system.owner, "reviewed": system.reviewed},
    )


def _store(facts: Facts, store: Store) -> Record:
    return Record(
        "store",
        store.id,
        f"{facts.name(store.system)}: {store.label.replace('_', ' ')}",
        store.address,
        tuple(
            Point({"data": data, "recipient": OURSELVES, "subject": subject}, (STORE,))
            for data, subject in product(store.data, store.subject or (None,))
        ),
        {
            "at_rest": store.at_rest,
            "retention": store.retention,
            "owner": store.owner,
            "reviewed": store.reviewed,
        },
        inherited=True,
    )


def _flow(facts: Facts, flow: Flow) -> Record:
    return Record(
        "collects" if flow.collects else "flow",
        flow.id,
        flow.id,
        flow.address,
        facts.points(flow),
        {
            "transit": flow.transit,
            "basis": flow.basis,
            "owner": flow.owner,
            "reviewed": flow.reviewed,
        },
        inherited=True,
    )


def _vendor(facts: Facts, vendor: Vendor) -> Record:
    """A vendor does what is done with the data that it receives."""
    points = [p for flow in facts.flows_into.get(vendor.id, ()) for p in facts.points(flow)]
    idle = Point({"data": None, "recipient": vendor.id, "region": vendor.country})
    return Record(
        "vendor",
        vendor.id,
        vendor.name,
        vendor.address,
        tuple(points) or (idle,),
        {
            "at_rest": vendor.at_rest,
            "safeguards": vendor.safeguards,
            "contract": vendor.has_contract,
            "assessed": vendor.assessed,
            "transfer": vendor.transfer,
            "owner": vendor.owner,
            "reviewed": vendor.reviewed,
        },
    )
