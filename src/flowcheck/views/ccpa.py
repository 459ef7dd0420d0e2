"""What is declared to happen to each of the CCPA's categories of personal information.

Source: California Civil Code 1798.110(c), 1798.130(a)(5), 1798.140(ad) and (ah).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from flowcheck.model.claim import SHARE
from flowcheck.views.ccpa_categories import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Store, Terms
    from flowcheck.views.ccpa_categories import Category


Carrier = TypeVar("Carrier")

SALES = ("sell", "rent", "trade")
"""Actions that are a sale: for money or for anything else of value, (ad)."""
ADVERTISING = ("targeted_advertising", "cross_context_advertising")
"""Purposes that make a disclosure a sharing for cross-context behavioural advertising, (ah)."""


class Handled(Struct, frozen=True, gc=False):
    """What is declared to happen to a category.

    Attributes:
        category: The category.
        data: The declared data terms that fall into it.
        flows: The flows that carry any of them, in the inventory's order.
        derived: Whether a system makes it.
        sources: Where it is collected from.
        purposes: What it is collected, used and disclosed for.
        disclosed: Other parties that get it, but for those of the next two.
        sold: Those that it is sold, rented out or traded to.
        shared: Those that get it for advertising across contexts.
        stores: Where it is kept.
    """

    category: Category
    data: Terms
    flows: tuple[Flow, ...]
    derived: bool
    sources: Terms
    purposes: Terms
    disclosed: Terms
    sold: Terms
    shared: Terms
    stores: tuple[Store, ...]


def ccpa(facts: Facts) -> tuple[Handled, ...]:
    """Return each category of the statute with what is declared to happen to it."""
    systems = facts.inventory.systems.values()
    classes = _Classes(facts)
    flows = classes.sort((flow, flow.data) for flow in facts.inventory.flows)
    stores = classes.sort((store, store.data) for system in systems for store in system.stores)
    makers = classes.sort((system, system.derives) for system in systems)
    return tuple(
        _handled(facts, classes, number, flows[number], stores[number], made=bool(makers[number]))
        for number in range(len(CATEGORIES))
    )


class _Classes:
    """Sorts what carries data into the categories.

    Attributes:
        data: The data terms met of each category.
    """

    def __init__(self, facts: Facts) -> None:
        self.data: list[list[str]] = [[] for _ in CATEGORIES]
        self._facts = facts
        self._known: dict[str, tuple[int, ...]] = {}

    def sort(self, carriers: Iterable[tuple[Carrier, Terms]]) -> list[list[Carrier]]:
        """Return for each category what carries data that falls into it."""
        found: list[list[Carrier]] = [[] for _ in CATEGORIES]
        for carrier, data in carriers:
            for number in dict.fromkeys(n for term in data for n in self._of(term)):
                found[number].append(carrier)
        return found

    def _of(self, term: str) -> tuple[int, ...]:
        """Return the numbers of the categories that a data term falls into; never none."""
        known = self._known.get(term)
        if known is None:
            above = self._facts.vocabulary["data"].above(term)
            fits = [any(name in above for name in category.terms) for category in CATEGORIES]
            personal = "personal_information" in above or "non_personal_information" not in above
            fallback = len(CATEGORIES) - (2 if personal else 1)
            known = tuple(n for n, fit in enumerate(fits) if fit) or (fallback,)
            self._known[term] = known
            for number in known:
                self.data[number].append(term)
        return known


def _handled(  # noqa: PLR0913 - what a category is made of
    facts: Facts,
    classes: _Classes,
    number: int,
    flows: list[Flow],
    stores: list[Store],
    *,
    made: bool,
) -> Handled:
    given: dict[str, list[str]] = {"sold": [], "shared": [], "disclosed": []}
    for flow in flows:
        kind = _giving(facts, flow)
        if kind:
            given[kind].append(flow.to)
    return Handled(
        CATEGORIES[number],
        tuple(classes.data[number]),
        tuple(flows),
        made,
        _once(term for flow in flows for term in flow.source),
        _once(term for flow in flows for term in flow.purpose),
        _once(given["disclosed"]),
        _once(given["sold"]),
        _once(given["shared"]),
        tuple(stores),
    )


def _giving(facts: Facts, flow: Flow) -> str:
    """Return whether data is sold, shared or disclosed by a flow; "" where it stays with us."""
    actions, purposes = facts.vocabulary["action"], facts.vocabulary["purpose"]
    if not actions.under(flow.action, SHARE):
        return ""
    if any(actions.under(flow.action, sale) for sale in SALES):
        return "sold"
    advertised = any(purposes.under(p, a) for p in flow.purpose for a in ADVERTISING)
    return "shared" if advertised else "disclosed"


def _once(terms: Iterable[str]) -> Terms:
    return tuple(dict.fromkeys(terms))
