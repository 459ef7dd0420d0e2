"""The facts of a project: everything a rule, a view or a format may ask, worked out when asked."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.errors import nearest
from flowcheck.facts.judged import Judged
from flowcheck.facts.promised import Promises, held
from flowcheck.facts.records import Points, all_records, flows_by
from flowcheck.judge.blame import Blame, blame
from flowcheck.judge.compiled import CompiledPolicy, compile_policy
from flowcheck.judge.verdict import Judgement, Verdict, judge
from flowcheck.model.claim import COLLECT, USE, Claim
from flowcheck.model.policy_text import PolicyText

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from flowcheck.facts.parties.party import Parties
    from flowcheck.judge.promises import Record
    from flowcheck.model.catalogue import Catalogue
    from flowcheck.model.inventory import Flow, Inventory, Statement, Terms, Waiver
    from flowcheck.model.mention import Code
    from flowcheck.model.source import TextRange
    from flowcheck.model.vocabulary import Vocabulary


class Facts(Struct, dict=True):
    """What is known of a project.

    Attributes:
        inventory: Everything declared.
        vocabulary: Facets, vendors included.
        today: The day on which waivers and reviews count.
        unused_waivers: Those in force that lift nothing; the engine sets them before FC401 runs.
        code: What the code base mentions; None where it was not scanned.
        catalogue: Whose that is; needed where there is code.
    """

    inventory: Inventory
    vocabulary: Vocabulary
    today: dt.date
    _shapes: dict[tuple[object, ...], int] = field(default_factory=dict)
    _parts: dict[tuple[str, int], Judged] = field(default_factory=dict)
    _judgements: dict[Claim, Judgement] = field(default_factory=dict)
    _judged: dict[str, Judged] = field(default_factory=dict)
    _blames: dict[Claim, Blame] = field(default_factory=dict)
    _conditions: dict[Terms, frozenset[str]] = field(default_factory=dict)
    unused_waivers: tuple[Waiver, ...] = ()
    code: Code | None = None
    catalogue: Catalogue | None = None

    @cached_property
    def policy(self) -> CompiledPolicy:
        """The policy's statements, compiled."""
        return compile_policy(self.vocabulary, self.inventory.policy.statements)

    @cached_property
    def house(self) -> CompiledPolicy:
        """The rule packs' statements, compiled; what the policy collects is theirs too."""
        compiled = compile_policy(self.vocabulary, self.inventory.house_rules)
        collected = self.policy.collected
        compiled.collected = collected
        compiled.deny_table = type(compiled.deny_table)(
            [deny.box for deny in compiled.denies], self.vocabulary, tuple(collected)
        )
        return compiled

    @cached_property
    def text(self) -> PolicyText:
        """The published text."""
        return PolicyText(self.inventory.policy.document, self.inventory.policy.text)

    @cached_property
    def quotes(self) -> dict[str, tuple[TextRange | None, ...]]:
        """Where each statement's passages stand in the text; None for one that does not."""
        return {
            statement.id: tuple(
                self.text.locate(quote, statement.section) for quote in statement.quotes
            )
            for statement in self.inventory.policy.statements
        }

    @cached_property
    def promises(self) -> Promises:
        """The policy's promises, each held against the records that it applies to."""
        return held(self, self.policy, self.inventory.policy.statements)

    @cached_property
    def house_demands(self) -> Promises:
        """The demands of the rule packs, each held against the records that it applies to."""
        return held(self, self.house, self.inventory.house_rules)

    @cached_property
    def rewritten(self) -> dict[str, str]:
        """Quotes that are not in the text, each with the passage that reads most like it, or ""."""
        passages = [passage.text for passage in self.text.passages]
        missing = [
            quote
            for statement in self.inventory.policy.statements
            for quote, place in zip(statement.quotes, self.quotes[statement.id], strict=True)
            if place is None
        ]
        return {quote: next(iter(nearest(quote, passages, 1)), "") for quote in missing}

    def conditions(self, flow: Flow) -> frozenset[str]:
        """Return a flow's conditions and all above them: explicit consent is consent too."""
        known = self._conditions.get(flow.condition)
        if known is None:
            lattice = self.vocabulary["condition"]
            known = frozenset(upper for name in flow.condition for upper in lattice.above(name))
            self._conditions[flow.condition] = known
        return known

    def claims(self, flow: Flow, data: str) -> Iterator[Claim]:
        """Yield a flow's claims about one of its data terms (semantics, section 3)."""
        conditions = self.conditions(flow)
        subjects = flow.subject or (None,)
        purposes = flow.purpose or (None,)
        if flow.collects:
            for source, occasion, subject in product(
                flow.source or (None,), flow.occasion or (None,), subjects
            ):
                yield Claim(
                    COLLECT,
                    data,
                    source=source,
                    occasion=occasion,
                    subject=subject,
                    condition=conditions,
                )
        for purpose, subject in product(purposes, subjects):
            yield Claim(USE, data, purpose, subject=subject, condition=conditions)
            if flow.action not in (COLLECT, USE):
                yield Claim(
                    flow.action,
                    data,
                    purpose,
                    flow.to,
                    subject=subject,
                    region=flow.region,
                    condition=conditions,
                )

    def judgements(self, flow: Flow) -> tuple[Judgement, ...]:
        """Return the judgements of a flow's claims."""
        return self._judge_flow(flow).judgements

    def verdict(self, flow: Flow) -> Verdict:
        """Return the worst verdict of a flow's claims."""
        return self._judge_flow(flow).verdict

    def _judge_flow(self, flow: Flow) -> Judged:
        """Return what a flow's claims come to; what flows say alike of a term is judged once."""
        found = self._judged.get(flow.id)
        if found is not None:
            return found
        shape = self.shape(flow)
        for data in flow.data:
            part = self._parts.get((data, shape))
            if part is None:
                part = Judged.of(self._judge(claim) for claim in self.claims(flow, data))
                self._parts[data, shape] = part
            found = part if found is None else found + part
        if found is None:
            raise AssertionError(flow)
        self._judged[flow.id] = found
        return found

    def shape(self, flow: Flow) -> int:
        """Return a number that flows share which say the same, but for their data."""
        key = (
            flow.action,
            None if flow.collects or flow.action == USE else flow.to,
            flow.purpose,
            flow.subject,
            flow.source,
            flow.occasion,
            flow.condition,
        )
        return self._shapes.setdefault(key, len(self._shapes))

    def _judge(self, claim: Claim) -> Judgement:
        known = self._judgements.get(claim)
        if known is None:
            known = self._judgements[claim] = judge(self.policy, claim)
        return known

    @cached_property
    def by_verdict(self) -> dict[Verdict, list[tuple[Flow, tuple[Judgement, ...]]]]:
        """Per verdict the flows with a claim of it, in order, each with its claims of it."""
        found: dict[Verdict, list[tuple[Flow, tuple[Judgement, ...]]]] = {v: [] for v in Verdict}
        for flow in self.inventory.flows:
            for verdict, judgements in self._judge_flow(flow).by_verdict:
                found[verdict].append((flow, judgements))
        return found

    @cached_property
    def distinct_judgements(self) -> tuple[Judgement, ...]:
        """The judgement of every claim of the declared flows, each once."""
        for flow in self.inventory.flows:
            self._judge_flow(flow)
        return tuple(self._judgements.values())

    def blame(self, judgement: Judgement) -> Blame:
        """Return what an omitted claim lacks; worked out once per claim."""
        known = self._blames.get(judgement.claim)
        if known is None:
            known = self._blames[judgement.claim] = blame(self.policy, judgement)
        return known

    @cached_property
    def points(self) -> Points:
        """What each flow does, as far as a promise's scope can tell."""
        return Points(self)

    @cached_property
    def flows_into(self) -> dict[str, list[Flow]]:
        """The flows, `collects` entries apart, by receiver."""
        return flows_by("to", (flow for flow in self.inventory.flows if not flow.collects))

    @cached_property
    def flows_from(self) -> dict[str, list[Flow]]:
        """The flows, `collects` entries apart, by sender."""
        return flows_by("sender", (flow for flow in self.inventory.flows if not flow.collects))

    @cached_property
    def collected_by(self) -> dict[str, list[Flow]]:
        """The `collects` entries by system."""
        return flows_by("sender", (flow for flow in self.inventory.flows if flow.collects))

    @cached_property
    def parties(self) -> Parties | None:
        """The parties that the code base shows; None where it was not scanned."""
        if self.code is None or self.catalogue is None:
            return None
        from flowcheck.facts.parties.party import parties_of  # noqa: PLC0415 - for scans only

        return parties_of(self.code, self.catalogue, self.inventory)

    def name(self, party: str) -> str:
        """Return what people call a system, vendor or recipient term."""
        system = self.inventory.systems.get(party)
        return system.name if system else self.vocabulary["recipient"].label(party)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record that a promise can look at, in the inventory's order."""
        return all_records(self)

    def statement(self, name: str) -> Statement | None:
        """Return a statement of the policy or of a rule pack by id."""
        both = (*self.inventory.policy.statements, *self.inventory.house_rules)
        return next((statement for statement in both if statement.id == name), None)
