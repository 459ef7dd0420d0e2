"""Trace: from a data term every node that the data reaches, with the paths it takes.

What a request for erasure or access must visit (semantics, section 8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Store
    from flowcheck.model.vocabulary import Facet


class Hop(Struct, frozen=True, gc=False):
    """One way by which data comes to a node.

    Attributes:
        flow: The flow or `collects` entry; None where the node has the data without one.
        data: The terms that travel on it and may be what is traced.
        derived: Whether the node derives the data; else, without a flow, its origin is undeclared.
    """

    flow: Flow | None
    data: tuple[str, ...]
    derived: bool = False


class Visit(Struct, frozen=True, gc=False):
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

    Wider and narrower terms count: a flow of "location" may carry the precise one.

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
                data = _meant(lattice, term, flow.data)
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


def _meant(lattice: Facet, term: str, data: Iterable[str]) -> tuple[str, ...]:
    """Return the data terms that may be the traced one: wider or narrower than it, or it."""
    found = dict.fromkeys(data)
    return tuple(d for d in found if lattice.under(d, term) or lattice.under(term, d))


def _entries(facts: Facts, term: str) -> Iterator[tuple[str, Hop]]:
    """Yield where the data comes in: collected, derived, or had without any declared origin."""
    lattice = facts.vocabulary["data"]
    for node in (*facts.inventory.systems, *facts.inventory.vendors):
        system = facts.inventory.systems.get(node)
        arrivals = [*facts.collected_by.get(node, ()), *facts.flows_into.get(node, ())]
        for entry in facts.collected_by.get(node, ()):
            if data := _meant(lattice, term, entry.data):
                yield node, Hop(entry, data)
        derived = _meant(lattice, term, system.derives if system else ())
        if derived:
            yield node, Hop(None, derived, derived=True)
        has = [d for flow in facts.flows_from.get(node, ()) for d in flow.data]
        has += [d for store in (system.stores if system else ()) for d in store.data]
        unexplained = _meant(lattice, term, has)
        if unexplained and not derived and not any(_meant(lattice, term, a.data) for a in arrivals):
            yield node, Hop(None, unexplained)


def _visit(
    facts: Facts, term: str, node: str, hops: tuple[Hop, ...], path: tuple[str, ...]
) -> Visit:
    lattice = facts.vocabulary["data"]
    system = facts.inventory.systems.get(node)
    stores = tuple(
        store for store in (system.stores if system else ()) if _meant(lattice, term, store.data)
    )
    kind = "system" if system else "vendor" if node in facts.inventory.vendors else "recipient"
    return Visit(node, kind, hops, path, stores)
