"""Filters: which flows a map shows, and how they are told on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        parties = [
            party for party in (flow.sender, flow.to) if party not in facts.inventory.systems
        ]
        terms = {"vendor": parties}
        return (
            all(
                _meets(facts, facet, getattr(self, name), terms.get(name, getattr(flow, name, ())))
                for name, facet in FACETS.items()
            )
            and (not self.system or flow.sender in self.system or flow.to in self.system)
            and (not self.verdict or facts.verdict(flow).word in self.verdict)
        )


def _meets(facts: Facts, facet: str, wanted: tuple[str, ...], terms: Iterable[str]) -> bool:
    lattice = facts.vocabulary[facet]
    return not wanted or any(
        lattice.under(term, want) or (facet != "recipient" and lattice.under(want, term))
        for term in terms
        for want in wanted
    )
