"""The facts of a project: everything a rule, a view or a format may ask, worked out when asked."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.errors import nearest
from flowcheck.facts.promised import Held, held
from flowcheck.facts.records import all_records, flow_points
from flowcheck.judge.blame import Blame, blame
from flowcheck.judge.compiled import CompiledPolicy, compile_policy
from flowcheck.judge.verdict import Judgement, Verdict, judge
from flowcheck.model.claim import COLLECT, USE, Claim
from flowcheck.model.policy_text import PolicyText

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from flowcheck.judge.promises import Point, Record
    from flowcheck.model.inventory import Flow, Inventory, Statement, Waiver
    from flowcheck.model.source import TextRange
    from flowcheck.model.vocabulary import Vocabulary


class Facts(Struct, dict=True):
    """What is known of a project.

    Attributes:
        inventory: Everything declared.
        vocabulary: Facets, vendors included.
        today: The day on which waivers and reviews count.
        unused_waivers: Those in force that lift nothing; the engine sets them before FC401 runs.
    """

    inventory: Inventory
    vocabulary: Vocabulary
    today: dt.date
    _shapes: dict[tuple[object, ...], tuple[Judgement, ...]] = field(default_factory=dict)

    _claims: dict[Claim, Judgement] = field(default_factory=dict)
    _judged: dict[str, tuple[Judgement, ...]] = field(default_factory=dict)
    _verdicts: dict[str, Verdict] = field(default_factory=dict)
    _points: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    _blames: dict[Claim, Blame] = field(default_factory=dict)
    unused_waivers: tuple[Waiver, ...] = ()

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
    def promises(self) -> tuple[Held, ...]:
        """The policy's promises, each held against the records that it applies to."""
        return held(self, self.policy, self.inventory.policy.statements)

    @cached_property
    def house_demands(self) -> tuple[Held, ...]:
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
        lattice = self.vocabulary["condition"]
        return frozenset(upper for name in flow.condition for upper in lattice.above(name))

    def claims(self, flow: Flow) -> Iterator[Claim]:
        """Yield a flow's claims (semantics, section 3), data term by data term."""
        conditions = self.conditions(flow)
        subjects = flow.subject or (None,)
        purposes = flow.purpose or (None,)
        for data in flow.data:
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
        """Return the judgements of a flow's claims; flows alike in every term are judged once."""
        mine = self._judged.get(flow.id)
        if mine is not None:
            return mine
        shape = (
            flow.action,
            None if flow.collects or flow.action == USE else flow.to,
            flow.data,
            flow.purpose,
            flow.subject,
            flow.source,
            flow.occasion,
            flow.condition,
        )
        known = self._shapes.get(shape)
        if known is None:
            known = tuple(self._judge(claim) for claim in self.claims(flow))
            self._shapes[shape] = known
        self._judged[flow.id] = known
        return known

    def _judge(self, claim: Claim) -> Judgement:
        known = self._claims.get(claim)
        if known is None:
            known = self._claims[claim] = judge(self.policy, claim)
        return known

    def blame(self, judgement: Judgement) -> Blame:
        """Return what an omitted claim lacks; worked out once per claim."""
        known = self._blames.get(judgement.claim)
        if known is None:
            known = self._blames[judgement.claim] = blame(self.policy, judgement)
        return known

    def verdict(self, flow: Flow) -> Verdict:
        """Return the worst verdict of a flow's claims."""
        known = self._verdicts.get(flow.id)
        if known is None:
            known = max(judgement.verdict for judgement in self.judgements(flow))
            self._verdicts[flow.id] = known
        return known

    def points(self, flow: Flow) -> tuple[Point, ...]:
        """Return what a flow does, as far as a promise's scope can tell."""
        known = self._points.get(flow.id)
        if known is None:
            known = self._points[flow.id] = flow_points(self, flow)
        return known

    @cached_property
    def flows_into(self) -> dict[str, list[Flow]]:
        """The flows, `collects` entries apart, by receiver."""
        found: dict[str, list[Flow]] = {}
        for flow in self.inventory.flows:
            if not flow.collects:
                found.setdefault(flow.to, []).append(flow)
        return found

    @cached_property
    def flows_from(self) -> dict[str, list[Flow]]:
        """The flows, `collects` entries apart, by sender."""
        found: dict[str, list[Flow]] = {}
        for flow in self.inventory.flows:
            if not flow.collects:
                found.setdefault(flow.sender, []).append(flow)
        return found

    @cached_property
    def collected_by(self) -> dict[str, list[Flow]]:
        """The `collects` entries by system."""
        found: dict[str, list[Flow]] = {}
        for flow in self.inventory.flows:
            if flow.collects:
                found.setdefault(flow.sender, []).append(flow)
        return found

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
