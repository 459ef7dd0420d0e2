"""Records of processing: what each system or vendor does with data for one purpose, aggregated.

Source: Art. 30 of Regulation (EU) 2016/679. An activity is a system, or a vendor that passes data
on; it does what it collects, receives and sends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from flowcheck.judge.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.facts import Facts
    from flowcheck.judge.verdict import Judgement
    from flowcheck.model.inventory import Flow, Statement, Store


Name = TypeVar("Name")
Origin = tuple[str, bool]
"""A source term with True, or a party that sends with False."""


class Processing(Struct, frozen=True, gc=False):
    """What one party does for one purpose.

    Attributes:
        party: Id of the system, or of the vendor that passes data on.
        purpose: The purpose; None where the flows declare none.
        flows: What it collects, receives and sends for it, in the inventory's order.
        data: Data terms of these flows, each once; so are the following.
        subjects: Data subjects.
        unsaid: The flows among them that name no data subject.
        origins: Whence the party has such data: source terms (True), and who sends it (False).
        derived: Whether it makes some of it.
        recipients: Other parties to whom it sends: vendors and recipient terms.
        stores: Where it, or an own system that it sends to, keeps such data.
        bases: The legal bases of each data term; () for one that none is declared for.
        verdict: The worst verdict on what the flows do for this purpose.
        verdicts: How many of the flows have which verdict, as far as this purpose goes.
        statements: The statements that decide.
    """

    party: str
    purpose: str | None
    flows: tuple[Flow, ...]
    data: tuple[str, ...]
    subjects: tuple[str, ...]
    unsaid: tuple[Flow, ...]
    origins: tuple[Origin, ...]
    derived: bool
    recipients: tuple[str, ...]
    stores: tuple[Store, ...]
    bases: dict[str, tuple[str, ...]]
    verdict: Verdict
    verdicts: dict[Verdict, int]
    statements: tuple[Statement, ...]


class _Judged(Struct, gc=False):
    """What a flow's claims for one purpose come to."""

    verdict: Verdict = Verdict.CLEAR
    statements: dict[str, Statement] = field(default_factory=dict)

    def add(self, judgement: Judgement) -> None:
        self.verdict = max(self.verdict, judgement.verdict)
        self.statements.update((s.id, s) for s in judgement.statements)


def processing(facts: Facts) -> tuple[Processing, ...]:
    """Return the records, by party in the inventory's order and by purpose as first named."""
    groups: dict[str, dict[str | None, list[Flow]]] = {}
    parties = (*facts.inventory.systems, *facts.inventory.vendors)
    for party in parties:
        groups[party] = {}
    for flow in facts.inventory.flows:
        own = flow.to in facts.inventory.systems
        for party in {flow.sender: None, flow.to: None} if own else (flow.sender,):
            for purpose in flow.purpose or (None,):
                groups[party].setdefault(purpose, []).append(flow)
    maker = _Maker(facts)
    return tuple(
        maker.record(party, purpose, flows)
        for party in parties
        for purpose, flows in groups[party].items()
    )


class _Maker:
    """Makes records; what several of them need is worked out once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._origins: dict[str, dict[str, dict[Origin, None]]] = {}
        self._judged: dict[str, dict[str | None, _Judged]] = {}
        self._bases: dict[str | None, dict[str, dict[str, None]]] = {}
        for flow in facts.inventory.flows:
            into = self._origins.setdefault(flow.to, {})
            origins = [(s, True) for s in flow.source] if flow.collects else [(flow.sender, False)]
            for data in flow.data:
                into.setdefault(data, {}).update(dict.fromkeys(origins))
            if flow.collects:
                for purpose in flow.purpose or (None,):
                    known = self._bases.setdefault(purpose, {})
                    for data in flow.data:
                        known.setdefault(data, {}).update(dict.fromkeys(flow.basis))

    def record(self, party: str, purpose: str | None, flows: list[Flow]) -> Processing:
        data = _once(term for flow in flows for term in flow.data)
        sent = [flow.to for flow in flows if flow.sender == party and not flow.collects]
        judged = [self._judgement(flow, purpose) for flow in flows]
        verdicts = {verdict: sum(j.verdict is verdict for j in judged) for verdict in Verdict}
        statements = {name: s for j in judged for name, s in j.statements.items()}
        return Processing(
            party,
            purpose,
            tuple(flows),
            data,
            _once(term for flow in flows for term in flow.subject),
            tuple(flow for flow in flows if not flow.subject),
            self._whence(party, data),
            self._makes(party, data),
            _once(to for to in sent if not self.is_own(to)),
            self._stores([party, *sent], data),
            {term: self._bases_of(purpose, term, flows) for term in data},
            max(j.verdict for j in judged),
            {verdict: number for verdict, number in verdicts.items() if number},
            tuple(statements.values()),
        )

    def _whence(self, party: str, data: tuple[str, ...]) -> tuple[Origin, ...]:
        known = self._origins.get(party, {})
        return _once(o for term in self._among(known, data) for o in known[term])

    def _makes(self, party: str, data: tuple[str, ...]) -> bool:
        system = self.facts.inventory.systems.get(party)
        return system is not None and bool(self._among(system.derives, data))

    def _among(self, terms: Iterable[str], data: tuple[str, ...]) -> list[str]:
        """Return the terms that may be some of the data."""
        overlaps = self.facts.vocabulary["data"].overlaps
        return [name for name in terms if any(overlaps(name, term) for term in data)]

    def is_own(self, name: str) -> bool:
        """Tell whether a receiver is the controller itself."""
        recipients = self.facts.vocabulary["recipient"]
        if name in self.facts.inventory.systems:
            return True
        return name in recipients.terms and recipients.under(name, "us")

    def _judgement(self, flow: Flow, purpose: str | None) -> _Judged:
        """Return what a flow's claims for a purpose come to; collecting is for all of them."""
        known = self._judged.get(flow.id)
        if known is None:
            known = self._judged[flow.id] = {name: _Judged() for name in flow.purpose or (None,)}
            for judgement in self.facts.judgements(flow):
                of_one = judgement.claim.purpose is not None
                for name in (judgement.claim.purpose,) if of_one else known:
                    known[name].add(judgement)
        return known[purpose]

    def _stores(self, parties: list[str], data: tuple[str, ...]) -> tuple[Store, ...]:
        systems = self.facts.inventory.systems
        return tuple(
            store
            for party in dict.fromkeys(parties)
            if party in systems
            for store in systems[party].stores
            if self._among(store.data, data)
        )

    def _bases_of(self, purpose: str | None, data: str, flows: list[Flow]) -> tuple[str, ...]:
        """Return the bases of data for a purpose: its flows' own, else that of its collection."""
        carrying = [flow for flow in flows if data in flow.data]
        own = [basis for flow in carrying if not flow.collects for basis in flow.basis]
        if own and all(flow.basis and not flow.collects for flow in carrying):
            return _once(own)
        return _once((*self._basis(purpose, data), *own))

    def _basis(self, purpose: str | None, data: str) -> tuple[str, ...]:
        """Return the bases on which data is collected for a purpose, or for the nearest wider ones.

        The same data, or data that it is a kind of.
        """
        purposes = self.facts.vocabulary["purpose"]
        wider = self.facts.vocabulary["data"].above(data)
        above = sorted(purposes.above(purpose).items(), key=lambda i: i[1]) if purpose else ()
        for name, _ in above:
            known = self._bases.get(name, {})
            if name != purposes.root and data in known:
                return tuple(known[data])
        for name, _ in above:
            known = self._bases.get(name, {})
            found = _once(b for term, bases in known.items() if term in wider for b in bases)
            if name != purposes.root and found:
                return found
        return ()


def _once(terms: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(terms))
