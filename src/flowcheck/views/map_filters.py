"""Filters: which flows a map shows, and how they are told on it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow

FACETS = {"data": "data", "purpose": "purpose", "vendor": "recipient", "subject": "subject"}
"""The filters that name terms, each with its facet."""


class Filters(Struct, frozen=True, gc=False):
    """Which flows are shown: those that meet one word of every filter that has any.

    Attributes:
        data: Data terms; a flow of a wider term may carry them, and counts.
        purpose: Purposes, likewise.
        vendor: Vendors or recipient terms.
        system: Systems at either end.
        subject: Data subjects, likewise.
        verdict: Verdicts.
    """

    data: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    vendor: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()

    def words(self) -> str:
        """Return the filters as they are said: "data email_address; vendor aws or sentry"."""
        parts = [(name, getattr(self, name)) for name in self.__struct_fields__]
        return "; ".join(f"{name} {' or '.join(chosen)}" for name, chosen in parts if chosen)

    def admit(self, facts: Facts, flow: Flow) -> bool:
        """Tell whether a flow is shown."""
        return (
            all(
                _meets(facts, facet, getattr(self, name), _terms(facts, name, flow))
                for name, facet in FACETS.items()
            )
            and (not self.system or flow.sender in self.system or flow.to in self.system)
            and (not self.verdict or facts.verdict(flow).word in self.verdict)
        )


def narrowing(
    facts: Facts, flows: Sequence[Flow], set_: Container[str], most: int
) -> list[tuple[str, str, int]]:
    """Return the word of each filter that leaves the most flows up to a number, largest first.

    Args:
        facts: The project.
        flows: Those that are left so far.
        set_: Names of the filters that have words: another word would widen them.
        most: Flows that are to be left at most.

    Returns:
        Filter, word and number of flows, one for each filter of which some word does it.
    """
    found = []
    for name in Filters.__struct_fields__:
        left = Counter(word for flow in flows for word in _words(facts, name, flow))
        fit = [(number, word) for word, number in left.items() if number <= most]
        if fit and name not in set_:
            number, word = max(fit)
            found.append((name, word, number))
    return sorted(found, key=lambda hint: -hint[2])


def _words(facts: Facts, name: str, flow: Flow) -> Iterable[str]:
    """Return the words of a filter that admit a flow."""
    if name == "system":
        return {flow.sender, flow.to} & facts.inventory.systems.keys()
    if name == "verdict":
        return (facts.verdict(flow).word,)
    lattice = facts.vocabulary[FACETS[name]]
    found: set[str] = set()
    for term in _terms(facts, name, flow):
        found.update(lattice.above(term))
        if name != "vendor":
            found.update(lattice.below(term))
    return found


def _terms(facts: Facts, name: str, flow: Flow) -> Sequence[str]:
    """Return what a flow has of a facet: of recipients, whoever is no system of ours."""
    if name != "vendor":
        terms: Sequence[str] = getattr(flow, name)
        return terms
    return [party for party in (flow.sender, flow.to) if party not in facts.inventory.systems]


def _meets(facts: Facts, facet: str, wanted: tuple[str, ...], terms: Iterable[str]) -> bool:
    lattice = facts.vocabulary[facet]
    return not wanted or any(
        lattice.under(term, want) or (facet != "recipient" and lattice.under(want, term))
        for term in terms
        for want in wanted
    )
