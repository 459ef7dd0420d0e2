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


class Points:
    """What flows do, each doing made once however many flows do it."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._of: dict[str, tuple[Point, ...]] = {}
        self._made: dict[tuple[str, tuple[object, ...]], tuple[Point, ...]] = {}
        self._points: dict[tuple[object, ...], Point] = {}

    def __call__(self, flow: Flow) -> tuple[Point, ...]:
        """Return what a flow or `collects` entry does: one point per combination of its terms."""
        known = self._of.get(flow.id)
        if known is None:
            known = self._of[flow.id] = self._flow(flow)
        return known

    def received(self, point: Point) -> Point:
        """Return the point of a system that itself uses what it sends by the given one."""
        return self.point({**point.terms, "recipient": OURSELVES}, (USE,), point.condition)

    def _flow(self, flow: Flow) -> tuple[Point, ...]:
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
        rest = (*parts, actions, fixed["recipient"], fixed.get("region"), conditions)
        found: tuple[Point, ...] = ()
        for data in flow.data:
            made = self._made.get((data, rest))
            if made is None:
                made = self._made[data, rest] = tuple(
                    self.point(dict(zip(facets, terms, strict=True)) | fixed, actions, conditions)
                    for terms in product((data,), *parts)
                )
            found += made
        return found

    def point(
        self,
        terms: dict[str, str | None],
        actions: tuple[str, ...] = (),
        conditions: frozenset[str] = frozenset(),
    ) -> Point:
        """Return the one point of these terms, actions and conditions."""
        key = (*terms.items(), actions, conditions)
        known = self._points.get(key)
        if known is None:
            known = self._points[key] = Point(terms, actions, conditions)
        return known


def _distinct(points: Iterable[Point]) -> list[Point]:
    return list({id(point): point for point in points}.values())


def _system(facts: Facts, system: System) -> Record:
    """A system does what it collects, receives, derives and stores; what it sends is its flows'."""
    flows = (*facts.collected_by.get(system.id, ()), *facts.flows_into.get(system.id, ()))
    points = _distinct(point for flow in flows for point in facts.points(flow))
    points += [
        facts.points.point({"data": data, "recipient": OURSELVES}, (STORE,))
        for store in system.stores
        for data in store.data
    ]
    points += [
        facts.points.point({"data": data, "recipient": OURSELVES}, (USE,))
        for data in system.derives
    ]
    if not points:  # it only sends: then it does what it does with that
        flows = tuple(facts.flows_from.get(system.id, ()))
        sent = _distinct(point for flow in flows for point in facts.points(flow))
        points = [facts.points.received(point) for point in sent]
    return Record(
        "system",
        system.id,
        system.name,
        system.address,
        tuple(points) or (facts.points.point({"data": None, "recipient": OURSELVES}),),
        {"safeguards": system.safeguards, "owner": system.owner, "reviewed": system.reviewed},
    )


def _store(facts: Facts, store: Store) -> Record:
    return Record(
        "store",
        store.id,
        f"{facts.name(store.system)}: {store.label.replace('_', ' ')}",
        store.address,
        tuple(
            facts.points.point({"data": data, "recipient": OURSELVES, "subject": subject}, (STORE,))
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
    flows = facts.flows_into.get(vendor.id, ())
    points = _distinct(point for flow in flows for point in facts.points(flow))
    idle = facts.points.point({"data": None, "recipient": vendor.id, "region": vendor.country})
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
