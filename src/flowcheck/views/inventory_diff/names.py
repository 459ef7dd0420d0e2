"""Names: which vendor of the earlier edition is which of the later one, where ids have changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from flowcheck.engine import fingerprint

if TYPE_CHECKING:
    from flowcheck.model.finding import Finding
    from flowcheck.model.inventory import Flow, Inventory, Terms, Vendor


class Names(Struct, frozen=True):
    """New ids by old ones, for vendors that are evidently the same under another id."""

    later: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """Return what a party of the earlier edition is called in the later one."""
        return self.later.get(name, name)

    def flow(self, flow: Flow) -> str:
        """Return the id that a flow has in the later edition; a made id names its ends."""
        if not flow.default_id or flow.collects:
            return flow.id
        sender, to = self.of(flow.sender), self.of(flow.to)
        made = f"{flow.sender}->{flow.to}"
        return (
            f"{sender}->{to}{flow.id.removeprefix(made)}" if flow.id.startswith(made) else flow.id
        )

    def fingerprint(self, finding: Finding, flows: dict[str, Flow]) -> str:
        """Return the fingerprint that a finding of the earlier edition has in the later one."""
        if not self.later:
            return finding.fingerprint
        draft = finding.draft
        flow = flows.get(draft.subject)
        subject = self.flow(flow) if flow else self.of(draft.subject)
        facets = {facet: self._all(terms) for facet, terms in draft.facets.items()}
        return fingerprint(replace(draft, subject=subject, facets=facets))

    def _all(self, terms: Terms) -> Terms:
        return tuple(self.of(term) for term in terms)


def names(before: Inventory, after: Inventory) -> Names:
    """Return the vendors whose id alone has changed.

    It is evident where one vendor went and one came that say the same of name, company, role and
    country, and the name is declared: no other one says that.
    """
    gone = [v for v in before.vendors.values() if v.id not in after.vendors]
    come = [v for v in after.vendors.values() if v.id not in before.vendors]
    times = Counter(map(_self, gone)), Counter(map(_self, come))
    found = {_self(vendor): vendor.id for vendor in come}
    later = {
        vendor.id: found[_self(vendor)]
        for vendor in gone
        if _self(vendor) in found
        and times[0][_self(vendor)] == times[1][_self(vendor)] == 1
        and vendor.name != vendor.id
    }
    return Names(later)


def _self(vendor: Vendor) -> tuple[object, ...]:
    return vendor.name, vendor.legal_entity, vendor.roles, vendor.country, vendor.acts_as
