"""Records as promises see them: each system, store, flow, entry and vendor with what it does."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from flowcheck.judge.promises import Point, Record
from flowcheck.model.claim import COLLECT, OURSELVES, STORE, USE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Store, System, Vendor

_FACETS = ("data", "purpose", "subject")
_COLLECTED_FACETS = (*_FACETS, "source", "occasion")
_NONE: tuple[str | None, ...] = (None,)


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


Doing = tuple[Point, ...]
"""What is done with one data term: a point per combination of the other terms."""


class Points:
    """What flows and systems do; flows and systems that do the same share it."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._of: dict[str, tuple[Doing, ...]] = {}
        self._made: dict[tuple[object, ...], Doing] = {}

    def __call__(self, flow: Flow) -> tuple[Doing, ...]:
        """Return what a flow or `collects` entry does, data term by data term."""
        known = self._of.get(flow.id)
        if known is None:
            shape = self._facts.shape(flow)
            found = []
            for data in flow.data:
                doing = self._made.get((data, shape))
                if doing is None:
                    doing = self._made[data, shape] = self._doing(flow, data)
                found.append(doing)
            known = self._of[flow.id] = tuple(found)
        return known

    def all(self, flows: Iterable[Flow]) -> tuple[Doing, ...]:
        """Return what some flows do, each doing once."""
        return tuple({id(doing): doing for flow in flows for doing in self(flow)}.values())

    def own(self, data: str | None, action: str, subject: tuple[str | None, ...] = ()) -> Doing:
        """Return what the controller does with data in a system of its own."""
        key = (data, action, subject)
        known = self._made.get(key)
        if known is None:
            terms: dict[str, str | None] = {"data": data, "recipient": OURSELVES}
            known = self._made[key] = tuple(
                Point(terms | ({"subject": who} if subject else {}), (action,) if action else ())
                for who in subject or ("",)
            )
        return known

    def received(self, doing: Doing) -> Doing:
        """Return what a system does that itself uses what it sends by the given doing."""
        key = ("received", id(doing))
        known = self._made.get(key)
        if known is None:
            known = self._made[key] = tuple(
                Point({**point.terms, "recipient": OURSELVES}, (USE,), point.condition)
                for point in doing
            )
        return known

    def _doing(self, flow: Flow, data: str) -> Doing:
        facets: tuple[str, ...] = _FACETS
        parts = [flow.purpose or _NONE, flow.subject or _NONE]
        fixed: dict[str, str | None] = {"recipient": OURSELVES}
        if flow.collects:
            facets = _COLLECTED_FACETS
            parts += [flow.source or _NONE, flow.occasion or _NONE]
            actions: tuple[str, ...] = (COLLECT, USE)
        elif flow.action == USE:
            actions = (USE,)
        else:
            actions = (USE, flow.action)
            fixed = {"recipient": flow.to, "region": flow.region}
        conditions = self._facts.conditions(flow)
        return tuple(
            Point(dict(zip(facets, terms, strict=True)) | fixed, actions, conditions)
            for terms in product((data,), *parts)
        )


def flows_by(end: str, flows: Iterable[Flow]) -> dict[str, list[Flow]]:
    """Return flows by the party at one end: `to` or `sender`."""
    found: dict[str, list[Flow]] = {}
    for flow in flows:
        found.setdefault(getattr(flow, end), []).append(flow)
    return found


def _system(facts: Facts, system: System) -> Record:
    """A system does what it collects, receives, derives and stores; what it sends is its flows'."""
    points = facts.points
    arriving = (*facts.collected_by.get(system.id, ()), *facts.flows_into.get(system.id, ()))
    doings = (
        *points.all(arriving),
        *(points.own(data, STORE) for store in system.stores for data in store.data),
        *(points.own(data, USE) for data in system.derives),
    )
    if not doings:  # it only sends: then it does what it does with that
        sent = points.all(facts.flows_from.get(system.id, ()))
        doings = tuple(points.received(doing) for doing in sent)
    return Record(
        "system",
        system.id,
        system.name,
        system.address,
        doings or (points.own(None, ""),),
        {"safeguards": system.safeguards, "owner": system.owner, "reviewed": system.reviewed},
    )


def _store(facts: Facts, store: Store) -> Record:
    return Record(
        "store",
        store.id,
        f"{facts.name(store.system)}: {store.label.replace('_', ' ')}",
        store.address,
        tuple(facts.points.own(data, STORE, store.subject or _NONE) for data in store.data),
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
    idle = Point({"data": None, "recipient": vendor.id, "region": vendor.country})
    return Record(
        "vendor",
        vendor.id,
        vendor.name,
        vendor.address,
        facts.points.all(facts.flows_into.get(vendor.id, ())) or ((idle,),),
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
