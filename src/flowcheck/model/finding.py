"""Findings: what a rule says of a declared record, before and after places are resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowcheck.model.inventory import Statement
    from flowcheck.model.mention import Mention
    from flowcheck.model.source import Address, Span, TextRange

SEVERITIES = ("error", "warning", "info")

_ON_WAIVERS = "FC4"


def is_liftable(code: str) -> bool:
    """Tell whether a waiver or a baseline may lift a rule's findings.

    Those on waivers themselves stand: else nobody would answer for what a waiver lifts.
    """
    return not code.startswith(_ON_WAIVERS)


class Place(Struct, frozen=True, gc=False):
    """A place in the code base that a finding rests on, with what stands there."""

    mention: Mention
    note: str


class Draft(Struct, frozen=True, gc=False):
    """A finding as a rule yields it, with symbolic places.

    Attributes:
        code: The rule's stable code.
        message: What is wrong, in one sentence.
        address: Where: a place in the inventory, a passage of the policy's text, or what a file
            of the code base mentions.
        subject: Id of the flow or other record that it is about.
        kind: flow, system, store, vendor, statement, waiver, term, passage, party or decision.
        facets: Blamed terms by facet.
        data: Data terms concerned.
        purpose: Purposes concerned.
        label: Words that stand at the caret.
        evidence: Statements that the finding rests on, with what each means here.
        help: What to do, one line each.
        suggestions: Nearest disclosed terms.
        severity: Overrides the rule's default; "" does not.
        why: Why it matters; "" where the rule's page says it all.
        topic: What findings of one rule are grouped by for people; "" for the subject.
        places: All places in the code base that it rests on, that of `address` first.
    """

    code: str
    message: str
    address: Address | TextRange | Mention
    subject: str
    kind: str = "flow"
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    data: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    label: str = ""
    evidence: tuple[tuple[Statement, str], ...] = ()
    help: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    severity: str = ""
    why: str = ""
    topic: str = ""
    places: tuple[Place, ...] = ()


class Evidence(Struct, frozen=True, gc=False):
    """A statement with its quote and the quote's place in the policy's text.

    Attributes:
        statement: Its id.
        quote: The passage; "" for a rule of the organisation.
        note: What it means for the finding.
        span: Place of the quote; of the declared statement where the quote is not found.
        section: Heading it stands under.
    """

    statement: str
    quote: str
    note: str
    span: Span
    section: str = ""


class Finding(Struct, frozen=True, gc=False):
    """A finding with its places resolved and the project's settings applied.

    Attributes:
        draft: What the rule said.
        name: The rule's name.
        severity: error, warning or info.
        span: Its place.
        evidence: The statements it rests on.
        fingerprint: Hash of code, subject and blamed terms; survives moved lines and files.
        waiver: Reason, owner and end of the waiver that lifts it, or None.
        baselined: Whether the baseline knows it: it was there when the baseline was written.
    """

    draft: Draft
    name: str
    severity: str
    span: Span
    evidence: tuple[Evidence, ...]
    fingerprint: str
    waiver: tuple[str, str, str] | None = None
    baselined: bool = False

    @property
    def stands(self) -> bool:
        """Whether neither a waiver nor the baseline lifts it."""
        return self.waiver is None and not self.baselined

    @property
    def further(self) -> tuple[Place, ...]:
        """The places in the code base that it rests on besides its own."""
        return self.draft.places[1:]

    @property
    def code(self) -> str:
        """The rule's stable code."""
        return self.draft.code
