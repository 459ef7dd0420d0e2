"""What a difference between two editions of a project is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.judge.verdict import Verdict
    from flowcheck.model.finding import Finding
    from flowcheck.model.inventory import Flow, Statement, Terms, Vendor, Waiver


class Passage(Struct, frozen=True, gc=False):
    """A statement of the policy that something rests on.

    Attributes:
        statement: Its id.
        action: What it is about: collect, use, share ...
        quote: Its words.
        section: The heading that they stand under; may be "".
        path: The policy's text.
        line: 1-based; 0 where the words are not in the text.
    """

    statement: str
    action: str
    quote: str
    section: str
    path: str
    line: int


class Exposure(Struct, frozen=True, gc=False):
    """What a party newly does with data, or no longer does: every combination of the terms.

    Attributes:
        party: Who gets the data: a vendor's id or a recipient term; "" for the controller itself.
        action: collect or use of the controller; share, or a term below it, with another party.
        news: What of it is new: recipient, action, data, purpose, source, occasion, subject, or
            "combination" where each is known and only their being together is new.
        data: Data terms; the following are () where they are not declared or not of this action.
        purposes: What for.
        sources: Whence.
        occasions: When.
        subjects: About whom.
        flows: Ids of the flows that do it.
        verdict: The worst verdict on it; None for what is no longer done.
        passages: The statements that cover it; () where none does.
        findings: What the later edition's run finds of it, lifted or not.
    """

    party: str
    action: str
    news: str
    data: Terms
    purposes: Terms
    sources: Terms
    occasions: Terms
    subjects: Terms
    flows: Terms
    verdict: Verdict | None = None
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()


class Change(Struct, frozen=True, gc=False):
    """A value that reads otherwise: of a record, of the policy's, or a setting."""

    key: str
    before: Terms
    after: Terms


class VendorChange(Struct, frozen=True, gc=False):
    """A declared vendor that came (`before` is None), went (`after` is None) or changed."""

    before: Vendor | None
    after: Vendor | None
    changes: tuple[Change, ...] = ()

    @property
    def id(self) -> str:
        """Its id, the later one where it is evidently another name of the same vendor."""
        found = self.after or self.before
        return found.id if found else ""


class FlowChange(Struct, frozen=True, gc=False):
    """A flow or collection that came, went, changed, or is judged otherwise.

    Attributes:
        before: As it was; None where it is new.
        after: As it is; None where it is gone.
        verdict_before: How it was judged.
        verdict_after: How it is judged.
        changes: What it declares otherwise.
    """

    before: Flow | None
    after: Flow | None
    verdict_before: Verdict | None
    verdict_after: Verdict | None
    changes: tuple[Change, ...] = ()

    @property
    def id(self) -> str:
        """Its id."""
        found = self.after or self.before
        return found.id if found else ""

    @property
    def got_worse(self) -> bool:
        """Whether it was judged before, and better."""
        before, after = self.verdict_before, self.verdict_after
        return before is not None and after is not None and after > before

    @property
    def got_better(self) -> bool:
        """Whether it was judged before, and worse."""
        before, after = self.verdict_before, self.verdict_after
        return before is not None and after is not None and after < before


class StatementChange(Struct, frozen=True, gc=False):
    """A statement that was added, dropped or changed.

    Attributes:
        before: As it was; None where it is new.
        after: As it is; None where it is gone.
        changes: What of it reads otherwise: quote, section, reading, promise.
        is_house: Whether it is a rule pack's, and not the policy's.
        carried: The flows that rested on it before (of a new one: that rest on it now), each with
            its verdict before and after; None where there was or is no such flow.
    """

    before: Statement | None
    after: Statement | None
    changes: tuple[Change, ...]
    is_house: bool
    carried: tuple[tuple[str, Verdict | None, Verdict | None], ...]

    @property
    def id(self) -> str:
        """Its id."""
        found = self.after or self.before
        return found.id if found else ""


class WaiverChange(Struct, frozen=True, gc=False):
    """A waiver that was added, removed or changed, and how many findings it lifts now."""

    before: Waiver | None
    after: Waiver | None
    lifts: int = 0


class Seen(Struct, frozen=True, gc=False):
    """A vendor that the code of one edition shows, and that of the other does not.

    Attributes:
        vendor: Its id in the catalogue or in the inventory.
        name: What people call it.
        category: The recipient term that it is.
        places: The evidence, each as `file:line:column: what was seen`.
        is_declared: Whether the inventory has it, or a decision on it.
        is_proved: Whether the code proves it; else it is worth a look.
        passages: The statements that disclose its category; () where none does.
    """

    vendor: str
    name: str
    category: str
    places: Terms
    is_declared: bool = False
    is_proved: bool = True
    passages: tuple[Passage, ...] = ()


class Difference(Struct, frozen=True, gc=False):
    """What a change does to a project's declared flows, and to what the policy says of them.

    Attributes:
        base: The earlier edition as judged; None where the project was not there yet.
        head: The later edition as judged.
        vendors: Declared vendors that came, went, changed.
        exposures: What is newly collected, used, or sent to whom, the worst verdicts first.
        ended: What no longer is.
        countries: Countries that vendors newly get data in.
        flows: Flows that came, went, changed, or are judged otherwise.
        statements: Statements that were added, dropped, changed.
        policy: What changed of the policy's record.
        waivers: Waivers that were added, removed, changed.
        settings: What changed of the settings, told by whoever knows them.
        new: Findings that stand, and of which the earlier edition has not as many.
        lifted: The same, but lifted by a waiver or the baseline.
        fixed: Findings of the earlier edition that are gone.
        hidden: Findings that the earlier edition's settings would show, and the later one's do not.
        seen: Vendors that code newly proves; () where the code was not looked at.
        unseen: Vendors that code proved, and no longer shows.
    """

    base: Report | None
    head: Report
    vendors: tuple[VendorChange, ...]
    exposures: tuple[Exposure, ...]
    ended: tuple[Exposure, ...]
    countries: Terms
    flows: tuple[FlowChange, ...]
    statements: tuple[StatementChange, ...]
    policy: tuple[Change, ...]
    waivers: tuple[WaiverChange, ...]
    settings: tuple[Change, ...]
    new: tuple[Finding, ...]
    lifted: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    hidden: tuple[Finding, ...] = ()
    seen: tuple[Seen, ...] = ()
    unseen: tuple[Seen, ...] = ()

    @property
    def report(self) -> Report:
        """The later edition's run with its new findings alone: it fails where the change does."""
        return replace(self.head, findings=self.new)

    @property
    def sends_otherwise(self) -> bool:
        """Whether anything changes in what is sent to whom, or collected, or used."""
        return bool(self.exposures or self.ended or self.vendors or self.seen or self.unseen)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        told = (self.flows, self.statements, self.policy, self.waivers, self.settings)
        found = (self.new, self.lifted, self.fixed, self.hidden)
        return not (self.sends_otherwise or any(told) or any(found))
