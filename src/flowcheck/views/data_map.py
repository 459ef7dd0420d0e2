"""The data map: every declared flow with its two ends, its data and what becomes of it, filtered.

What is drawn of it is decided in `flowcheck.render.map`; here is what there is to draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.facts.words import plain
from flowcheck.judge.verdict import Verdict
from flowcheck.views.answered import by_flow, waived_flows
from flowcheck.views.families import Categories, child_mark, mark
from flowcheck.views.map_filters import Filters
from flowcheck.views.map_parties import SOURCE, SUBJECT, Party, end, origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Finding
    from flowcheck.model.inventory import Flow

DISCLOSED, CONDITIONAL, AMBIGUOUS, UNDISCLOSED, PROHIBITED = STATES = (
    "disclosed",
    "conditional",
    "ambiguous",
    "undisclosed",
    "prohibited",
)
"""What becomes of a flow: clear and vague ones are disclosed, or conditional under a condition."""

_STATE = {
    Verdict.AMBIGUOUS: AMBIGUOUS,
    Verdict.OMITTED: UNDISCLOSED,
    Verdict.INCORRECT: PROHIBITED,
}


class MapFlow(Struct, frozen=True, gc=False):
    """A flow as a map shows it; labels instead of ids.

    Attributes:
        id: The flow's.
        source: Id of the party that it comes from.
        target: Id of the party that it goes to.
        data: Labels of its data, a mark behind what is sensitive.
        codes: Codes of the categories of its data, each once, marked likewise.
        purposes: Labels.
        subjects: Labels.
        conditions: Labels.
        verdict: As `lint` has it.
        state: One of `STATES`.
        marks: Why it is sensitive; () where it is not.
        collects: Whether it is a `collects` entry.
        findings: What `lint` says of its disclosure.
        waived: Whether it is not disclosed, and somebody answers for all that says so.
    """

    id: str
    source: str
    target: str
    data: tuple[str, ...]
    codes: tuple[str, ...]
    purposes: tuple[str, ...]
    subjects: tuple[str, ...]
    conditions: tuple[str, ...]
    verdict: str
    state: str
    marks: tuple[str, ...] = ()
    collects: bool = False
    findings: tuple[Finding, ...] = ()
    waived: bool = False


class DataMap(Struct, frozen=True):
    """What there is to draw.

    Attributes:
        controller: Whose flows they are.
        policy: Title of the policy.
        effective: ISO date, or "".
        document: Its address, else its path.
        parties: By id, in the inventory's order.
        flows: Those that the filters admit, in the inventory's order.
        total: How many are declared.
        codes: Label of each category of data that occurs, by its code.
        filtered: The filters in words; "" for none.
    """

    controller: str
    policy: str
    effective: str
    document: str
    parties: Mapping[str, Party]
    flows: tuple[MapFlow, ...]
    total: int
    codes: Mapping[str, str]
    filtered: str = ""

    @property
    def filter_words(self) -> str:
        """What a filtered map says of itself."""
        return f"FILTERED: {len(self.flows):,} of {self.total:,} flows; {self.filtered}"

    @property
    def by_verdict(self) -> dict[str, int]:
        """The number of flows by verdict, from best to worst."""
        found = {verdict.word: 0 for verdict in Verdict}
        for flow in self.flows:
            found[flow.verdict] += 1
        return found


def data_map(
    facts: Facts, filters: Filters | None = None, findings: Iterable[Finding] = ()
) -> DataMap:
    """Return the data map of a project.

    Args:
        facts: The project.
        filters: Which flows it shows; None for all.
        findings: What `lint` found; errors on the disclosure of a flow are shown with it.
    """
    chosen = filters or Filters()
    found = tuple(findings)
    maker = _Maker(facts)
    maker.findings = by_flow(finding for finding in found if finding.severity == "error")
    maker.waived = waived_flows(facts, found)
    flows = tuple(maker.flow(f) for f in facts.inventory.flows if chosen.admit(facts, f))
    policy = facts.inventory.policy
    return DataMap(
        controller=policy.controller,
        policy=policy.title or policy.document.rpartition("/")[2],
        effective=policy.effective.isoformat() if policy.effective else "",
        document=policy.url or policy.document,
        parties=maker.in_order(),
        flows=flows,
        total=len(facts.inventory.flows),
        codes=dict(sorted(maker.codes.items())),
        filtered=chosen.words(),
    )


class _Maker(Struct, dict=True):
    """Makes parties and flows, each party once."""

    facts: Facts
    parties: dict[str, Party] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    waived: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.categories = Categories(self.facts.vocabulary)
        self.terms: dict[str, tuple[str, str]] = {}

    def flow(self, flow: Flow) -> MapFlow:
        facts = self.facts
        verdict = facts.verdict(flow)
        source = self.party(origin(facts, flow)) if flow.collects else self.end(flow.sender)
        state = _STATE.get(verdict) or (CONDITIONAL if flow.condition else DISCLOSED)
        told = [self.term(data) for data in flow.data]
        children = {child_mark(facts.vocabulary["subject"], subject) for subject in flow.subject}
        marks = {mark(facts.vocabulary["data"], data) for data in flow.data} | children
        return MapFlow(
            id=flow.id,
            source=source,
            target=self.end(flow.to),
            data=tuple(label for label, _ in told),
            codes=tuple(dict.fromkeys(code for _, code in told)),
            purposes=self.labels("purpose", flow.purpose),
            subjects=self.labels("subject", flow.subject),
            conditions=self.labels("condition", flow.condition),
            verdict=verdict.word,
            state=state,
            marks=tuple(sorted(marks - {""})),
            collects=flow.collects,
            findings=tuple(self.findings.get(flow.id, ())),
            waived=flow.id in self.waived,
        )

    def in_order(self) -> dict[str, Party]:
        """Return the parties: where data comes from as it is met, the rest as it is declared."""
        inventory = self.facts.inventory
        met = [name for name, party in self.parties.items() if party.kind in (SUBJECT, SOURCE)]
        declared = (*met, *inventory.systems, *inventory.vendors, *self.parties)
        return {name: self.parties[name] for name in declared if name in self.parties}

    def labels(self, facet: str, terms: Iterable[str]) -> tuple[str, ...]:
        return tuple(plain(self.facts, facet, term) for term in terms)

    def term(self, data: str) -> tuple[str, str]:
        """Return a data term's label and the code of its category, both with its mark."""
        known = self.terms.get(data)
        if known is None:
            lattice = self.facts.vocabulary["data"]
            sign = mark(lattice, data)
            category = self.categories.of(data)
            code = self.categories.code[category]
            self.codes[code] = lattice.label(category)
            label = plain(self.facts, "data", data)
            known = self.terms[data] = (f"{label} {sign}".rstrip(), code + sign)
        return known

    def end(self, name: str) -> str:
        """Return the id of a party that is no origin; each is made once."""
        return name if name in self.parties else self.party(end(self.facts, name))

    def party(self, party: Party) -> str:
        """Return a party's id; the party is kept."""
        return self.parties.setdefault(party.id, party).id
