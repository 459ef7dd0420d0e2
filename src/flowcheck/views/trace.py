"""Trace: from a data term every node that the data reaches, with the paths it takes.

What a request for erasure or access must visit (semantics, section 8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Store


@dataclass(frozen=True, slots=True)
class Hop:
    """One way by which data comes to a node.

    Attributes:
        flow: The flow or `collects` entry; None where the system derives the data itself.
        data: The terms that travel on it and overlap what is traced.
    """

    flow: Flow | None
    data: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """A system, vendor or other recipient that the data reaches.

    Attributes:
        node: Its id.
        kind: "system", "vendor" or "recipient".
        hops: Every way in.
        path: Flow ids of a shortest way from where the data comes in.
        stores: Where the system keeps it.
    """

    node: str
    kind: str
    hops: tuple[Hop, ...]
    path: tuple[str, ...]
    stores: tuple[Store, ...]


def trace(facts: Facts, term: str) -> tuple[Visit, ...]:
    """Return every node that a data term reaches, nearest to its origin first.

    Data that overlaps the term counts: a flow of "location" may carry the precise one.

    Args:
        facts: The project.
        term: A term of the data facet.

    Raises:
        KeyError: The term is not in the vocabulary.
    """
    lattice = facts.vocabulary["data"]
    lattice.terms[term]
    hops: dict[str, list[Hop]] = {}
    paths: dict[str, tuple[str, ...]] = {}
    for node, hop in _entries(facts, term):
        hops.setdefault(node, []).append(hop)
        paths.setdefault(node, (hop.flow.id,) if hop.flow else ())
    layer = list(paths)
    while layer:
        following: list[str] = []
        for node in layer:
            for flow in facts.flows_from.get(node, ()):
                data = tuple(d for d in flow.data if lattice.overlaps(d, term))
                if not data:
                    continue
                hops.setdefault(flow.to, []).append(Hop(flow, data))
                if flow.to not in paths:
                    paths[flow.to] = (*paths[node], flow.id)
                    following.append(flow.to)
        layer = following
    for node in paths:
        hops[node].sort(key=lambda hop: hop.flow.id if hop.flow else "")
    return tuple(_visit(facts, term, node, tuple(hops[node]), path) for node, path in paths.items())


def _entries(facts: Facts, term: str) -> Iterator[tuple[str, Hop]]:
    """Yield where the data comes in: collected, derived, kept, or sent by a node without origin."""
    lattice = facts.vocabulary["data"]
    for system in facts.inventory.systems.values():
        for entry in facts.collected_by.get(system.id, ()):
            data = tuple(d for d in entry.data if lattice.overlaps(d, term))
            if data:
                yield system.id, Hop(entry, data)
        kept = [d for store in system.stores for d in store.data]
        sent = [d for flow in facts.flows_from.get(system.id, ()) for d in flow.data]
        received = [d for flow in facts.flows_into.get(system.id, ()) for d in flow.data]
        arrives = any(lattice.overlaps(d, term) for d in received)
        own = [*system.derives, *([] if arrives else [*kept, *sent])]
        data = tuple(dict.fromkeys(d for d in own if lattice.overlaps(d, term)))
        if data:
            yield system.id, Hop(None, data)
    for vendor in facts.inventory.vendors:
        for flow in facts.flows_from.get(vendor, ()):
            data = tuple(d for d in flow.data if lattice.overlaps(d, term))
            if data and not any(
                lattice.overlaps(d, term)
                for arriving in facts.flows_into.get(vendor, ())
                for d in arriving.data
            ):
                yield vendor, Hop(None, data)


def _visit(
    facts: Facts, term: str, node: str, hops: tuple[Hop, ...], path: tuple[str, ...]
) -> Visit:
    lattice = facts.vocabulary["data"]
    system = facts.inventory.systems.get(node)
    stores = tuple(
        store
        for store in (system.stores if system else ())
        if any(lattice.overlaps(d, term) for d in store.data)
    )
    kind = "system" if system else "vendor" if node in facts.inventory.vendors else "recipient"
    return Visit(node, kind, hops, path, stores)
