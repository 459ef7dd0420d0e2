"""From declared systems, vendors and waivers to resolved ones: references, actions and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from flowcheck.model.claim import COLLECT, OURSELVES, SHARE, USE
from flowcheck.model.fields import listed
from flowcheck.model.inventory import Flow, Store, System, Vendor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flowcheck.model import schema
    from flowcheck.model.source import Address
    from flowcheck.project.located import Sources
    from flowcheck.project.terms import TermReader


class RecordReader:
    """Resolves the records of the inventory; keeps the ids that are taken.

    Attributes:
        terms: Looks terms up.
        system_ids: Ids of all declared systems.
        vendors: Country by id of all declared vendors.
    """

    def __init__(
        self, terms: TermReader, system_ids: Iterable[str], vendors: Mapping[str, str | None]
    ) -> None:
        self.terms = terms
        self.system_ids = frozenset(system_ids)
        self.vendors = vendors
        self.flows: list[Flow] = []

    def system(self, raw: schema.System, address: Address) -> System:
        """Return a system; its flows and `collects` entries go to `flows`."""
        for index, entry in enumerate(raw.collects):
            self._collects(raw, entry, address.child("collects", index))
        for index, flow in enumerate(raw.flows):
            self._flow(raw.id, raw.owner, flow, address.child("flows", index))
        return System(
            id=raw.id,
            address=address,
            name=raw.name or raw.id,
            kind=raw.kind or "service",
            owner=raw.owner or "",
            reviewed=raw.reviewed,
            safeguards=self.terms.read("safeguard", raw.safeguards, address, "safeguards"),
            derives=self.terms.read("data", raw.derives, address, "derives"),
            stores=tuple(
                self._store(raw, store, address.child("stores", index))
                for index, store in enumerate(raw.stores)
            ),
            dpia=raw.dpia or "",
        )

    def vendor(self, raw: schema.Vendor, address: Address) -> Vendor:
        """Return a vendor; its onward flows go to `flows`."""
        for index, flow in enumerate(raw.flows):
            self._flow(raw.id, raw.owner, flow, address.child("flows", index))
        country = None
        if raw.country:
            country = next(iter(self.terms.read("region", [raw.country], address, "country")), None)
        return Vendor(
            id=raw.id,
            address=address,
            name=raw.name or raw.id,
            roles=tuple(listed(raw.role)),
            legal_entity=raw.legal_entity or "",
            acts_as=raw.acts_as or "",
            country=country,
            url=raw.url or "",
            has_contract=raw.contract is not None,
            contract_signed=raw.contract.signed if raw.contract else None,
            contract_url=(raw.contract.url or "") if raw.contract else "",
            assessed=raw.assessed,
            transfer=self.terms.read("safeguard", raw.transfer, address, "transfer"),
            safeguards=self.terms.read("safeguard", raw.safeguards, address, "safeguards"),
            at_rest=self.terms.read("safeguard", raw.at_rest, address, "at_rest"),
            owner=raw.owner or "",
            reviewed=raw.reviewed,
            catalogue=tuple(listed(raw.catalogue)),
        )

    def _id(self, raw: schema.Flow | schema.Collects, made: str, address: Address) -> str:
        """Return a flow's id, declared or made of its ends; note one that cannot be referred to."""
        if raw.id is None:
            return made
        if not raw.id.isprintable() or " " in raw.id:
            self.terms.sources.add(
                address.child("id"),
                f"`{raw.id}` is no flow id",
                "ids stand in references, reports and links",
                "leave out spaces and control characters",
            )
        return raw.id

    def _collects(self, system: schema.System, raw: schema.Collects, address: Address) -> None:
        read = self.terms.read
        source = read("source", raw.source, address, "source")
        occasion = read("occasion", raw.occasion, address, "occasion")
        origin = "/".join("+".join(part) for part in (source, occasion) if part)
        self.flows.append(
            Flow(
                id=self._id(raw, f"{system.id}<-{origin}", address),
                address=address,
                sender=system.id,
                to=system.id,
                collects=True,
                action=COLLECT,
                data=read("data", raw.data, address, "data"),
                purpose=read("purpose", raw.purpose, address, "purpose"),
                subject=read("subject", raw.subject, address, "subject"),
                source=source,
                occasion=occasion,
                condition=read("condition", raw.condition, address, "condition"),
                basis=read("basis", raw.basis, address, "basis"),
                owner=raw.owner or system.owner or "",
                reviewed=raw.reviewed,
                default_id=raw.id is None,
            )
        )

    def _flow(self, sender: str, owner: str | None, raw: schema.Flow, address: Address) -> None:
        read = self.terms.read
        recipients = self.terms.vocabulary["recipient"]
        own = raw.to in self.system_ids
        if not own and raw.to in recipients.terms:
            own = recipients.under(raw.to, OURSELVES)
        elif not own:
            self._unknown_receiver(raw.to, address)
        self.flows.append(
            Flow(
                id=self._id(raw, f"{sender}->{raw.to}", address),
                address=address,
                sender=sender,
                to=raw.to,
                collects=False,
                action=self._action(raw, address, own=own),
                data=read("data", raw.data, address, "data"),
                purpose=read("purpose", raw.purpose, address, "purpose"),
                subject=read("subject", raw.subject, address, "subject"),
                region=None if own else self.vendors.get(raw.to),
                condition=read("condition", raw.condition, address, "condition"),
                transit=read("safeguard", raw.transit, address, "transit"),
                basis=read("basis", raw.basis, address, "basis"),
                owner=raw.owner or owner or "",
                reviewed=raw.reviewed,
                default_id=raw.id is None,
            )
        )

    def _action(self, raw: schema.Flow, address: Address, *, own: bool) -> str:
        default = USE if own else SHARE
        if raw.action is None:
            return default
        known = self.terms.read("action", [raw.action], address, "action")
        if not known:
            return default
        lattice = self.terms.vocabulary["action"]
        fits = raw.action == USE if own else lattice.under(raw.action, SHARE)
        if fits:
            return raw.action
        allowed = "`use`" if own else "`share`, `sell`, `rent` or `trade`"
        receiver = "an own system" if own else "another party"
        self.terms.sources.add(
            address.child("action"),
            f"a flow to {receiver} is no `{raw.action}`",
            "the claim would be judged against the wrong statements",
            f"write {allowed}, or leave `action` out",
        )
        return default

    def _unknown_receiver(self, name: str, address: Address) -> None:
        if self.terms.sources.may_declare(name):
            return
        near = self.terms.suggest("recipient", name, also=self.system_ids)
        self.terms.sources.add(
            address.child("to"),
            f"`{name}` is no system, vendor or recipient term",
            "a flow to nobody cannot be judged",
            near or "declare it under `vendors:` or `systems:`",
        )

    def _store(self, system: schema.System, raw: schema.Store, address: Address) -> Store:
        read = self.terms.read
        return Store(
            address=address,
            system=system.id,
            data=read("data", raw.data, address, "data"),
            name=raw.name or "",
            subject=read("subject", raw.subject, address, "subject"),
            at_rest=read("safeguard", raw.at_rest, address, "at_rest"),
            retention=raw.retention or "",
            owner=raw.owner or system.owner or "",
            reviewed=raw.reviewed,
        )


def unique_ids(flows: Sequence[Flow], sources: Sources) -> tuple[Flow, ...]:
    """Return the flows with made ids numbered apart: `a->b`, `a->b#2`."""
    declared: dict[str, Flow] = {}
    for flow in flows:
        if flow.default_id:
            continue
        first = declared.setdefault(flow.id, flow)
        if first is not flow:
            sources.add(
                flow.address.child("id"),
                f"duplicate flow id `{flow.id}`, already given at "
                f"{sources.place(first.address.child('id'))}",
                "a finding or a waiver could mean either",
                "rename one of the two",
            )
    taken = set(declared)
    last: dict[str, int] = {}
    found = []
    for flow in flows:
        name = flow.id
        while flow.default_id and name in taken:
            number = last[flow.id] = last.get(flow.id, 1) + 1
            name = f"{flow.id}#{number}"
        taken.add(name)
        found.append(flow if name == flow.id else replace(flow, id=name))
    return tuple(found)
