"""What is newly collected, used or sent to whom, and which passages of the policy cover it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from flowcheck.judge.verdict import Verdict
from flowcheck.model.claim import COLLECT, USE, Claim
from flowcheck.views.inventory_diff.difference import Exposure, Passage
from flowcheck.views.proof import source_of
from flowcheck.views.reliance import deciding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowcheck.engine import Report
    from flowcheck.judge.verdict import Judgement
    from flowcheck.model.finding import Finding
    from flowcheck.model.inventory import Flow, Statement, Terms
    from flowcheck.views.inventory_diff.names import Names

_DISCLOSURE = "FC1"
_AXES = ("data", "purpose", "source", "occasion", "subject")


class Point(NamedTuple):
    """A claim without what it is conditioned by: "" where a term is not declared or not borne."""

    party: str
    action: str
    data: str
    purpose: str
    source: str
    occasion: str
    subject: str

    @classmethod
    def of(cls, claim: Claim, names: Names | None = None) -> Point:
        """Return the point of a claim; a party as the later edition calls it."""
        party = claim.recipient or ""
        terms = (claim.data, claim.purpose, claim.source, claim.occasion, claim.subject)
        return cls(names.of(party) if names else party, claim.action, *(t or "" for t in terms))


class _Found(Struct):
    """What a run says of a point."""

    flows: dict[str, Flow] = field(default_factory=dict)
    judgements: dict[Claim, Judgement] = field(default_factory=dict)


def points(report: Report, names: Names | None = None) -> dict[Point, _Found]:
    """Return what the declared flows do, in the inventory's order.

    What a flow to another party does is one point: that it is used, and that it is shared.

    Args:
        report: Of a run.
        names: Of an earlier edition: what its parties are called in the later one.
    """
    facts = report.facts
    found: dict[Point, _Found] = {}
    for flow in facts.inventory.flows:
        judgements = facts.judgements(flow)
        outward = not flow.collects and flow.action not in (COLLECT, USE)
        uses = {_use(j.claim): j for j in judgements if j.claim.action == USE}
        for judgement in judgements:
            claim = judgement.claim
            if outward and claim.action == USE:
                continue
            at = found.setdefault(Point.of(claim, names), _Found())
            at.flows[flow.id] = flow
            at.judgements[claim] = judgement
            if outward:
                use = uses[_use(claim)]
                at.judgements[use.claim] = use
    return found


def _use(claim: Claim) -> tuple[str | None, str | None, str | None]:
    return claim.data, claim.purpose, claim.subject


def exposures(earlier: Iterable[Point], report: Report) -> tuple[Exposure, ...]:
    """Return what a run does that is not among earlier points, the worst verdicts first.

    Args:
        earlier: What was done before.
        report: Of the later edition.
    """
    known = set(earlier)
    seen = _Known(known)
    passages = _Passages(report)
    groups: dict[tuple[object, ...], list[tuple[Point, _Found]]] = {}
    said: dict[tuple[object, ...], Exposure] = {}
    for point, found in points(report).items():
        if point in known:
            continue
        judgements = tuple(found.judgements.values())
        verdict = max(j.verdict for j in judgements)
        rests = passages.of(judgements)
        findings = passages.findings(point, found.flows)
        news = seen.news(point)
        prints = tuple(f.fingerprint for f in findings)
        key = (point.party, point.action, news, verdict, tuple(p.statement for p in rests), prints)
        empty: Terms = ()
        said[key] = Exposure(
            point.party, point.action, news, *(empty,) * 6, verdict, rests, findings
        )
        groups.setdefault(key, []).append((point, found))
    made = [e for key, group in groups.items() for e in _boxes(said[key], group)]
    return tuple(sorted(made, key=lambda e: -(e.verdict or 0)))


def ended(earlier: dict[Point, _Found], later: Iterable[Point]) -> tuple[Exposure, ...]:
    """Return what was done before and is no longer."""
    there = set(later)
    seen = _Known(there)
    groups: dict[tuple[str, str, str], list[tuple[Point, _Found]]] = {}
    for point, found in earlier.items():
        if point not in there:
            key = point.party, point.action, seen.news(point)
            groups.setdefault(key, []).append((point, found))
    empty: Terms = ()
    return tuple(
        exposure
        for key, group in groups.items()
        for exposure in _boxes(Exposure(*key, *(empty,) * 6), group)
    )


class _Known:
    """The terms that are known of each party and action."""

    def __init__(self, every: Iterable[Point]) -> None:
        self.parties: set[str] = set()
        self.terms: dict[tuple[str, str], list[set[str]]] = {}
        for point in every:
            self.parties.add(point.party)
            known = self.terms.setdefault(point[:2], [set() for _ in _AXES])
            for terms, term in zip(known, point[2:], strict=True):
                terms.add(term)

    def news(self, point: Point) -> str:
        """Return what of a point is not known: the first of party, action, data ..."""
        if point.party and point.party not in self.parties:
            return "recipient"
        known = self.terms.get(point[:2])
        if known is None:
            return "action" if point.party else "data"
        for axis, terms, term in zip(_AXES, known, point[2:], strict=True):
            if term not in terms:
                return axis
        return "combination"


class _Passages:
    """The passages and findings of a run, looked up by what it judged."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._by_flow: dict[str, list[Finding]] = {}
        self._known: dict[tuple[str, str], Passage] = {}
        for finding in report.findings:
            if finding.code.startswith(_DISCLOSURE):
                self._by_flow.setdefault(finding.draft.subject, []).append(finding)

    def findings(self, point: Point, flows: Iterable[str]) -> tuple[Finding, ...]:
        """Return the findings on what is disclosed of a point."""
        return tuple(
            finding
            for flow in flows
            for finding in self._by_flow.get(flow, ())
            if point.data in finding.draft.data
            and (not point.purpose or not finding.draft.purpose
                 or point.purpose in finding.draft.purpose)
        )  # fmt: skip

    def of(self, judgements: Sequence[Judgement]) -> tuple[Passage, ...]:
        """Return the permits that cover what was judged, the one for sending first.

        None where some of it is not permitted at all: half a proof is none.
        """
        if any(j.verdict in (Verdict.OMITTED, Verdict.INCORRECT) for j in judgements):
            return ()
        found = {
            (statement.id, judgement.claim.action): statement
            for judgement in judgements
            for statement in deciding(judgement)
        }
        return tuple(self._passage(action, s) for (_, action), s in found.items())

    def _passage(self, action: str, statement: Statement) -> Passage:
        known = self._known.get((statement.id, action))
        if known is None:
            known = self._known[statement.id, action] = passage(self.report, statement, action)
        return known


def passage(report: Report, statement: Statement, action: str) -> Passage:
    """Return a statement as a passage that covers an action."""
    place = source_of(report.facts, statement, "")
    return Passage(
        statement.id, action, statement.quote, statement.section, place.document, place.line
    )


def _boxes(said: Exposure, group: list[tuple[Point, _Found]]) -> Iterator[Exposure]:
    """Yield a group of points as few exposures, each of which means all combinations."""
    owners = {point[2:]: found.flows for point, found in group}
    for data, purposes, sources, occasions, subjects in boxed(owners):
        inside = (data, purposes, sources, occasions, subjects)
        flows = dict.fromkeys(
            flow
            for point, ids in owners.items()
            if all(term in terms for term, terms in zip(point, inside, strict=True))
            for flow in ids
        )
        told = [tuple(term for term in terms if term) for terms in inside]
        yield replace(
            said,
            data=told[0],
            purposes=told[1],
            sources=told[2],
            occasions=told[3],
            subjects=told[4],
            flows=tuple(flows),
        )


def boxed(every: Iterable[tuple[str, ...]]) -> list[tuple[Terms, ...]]:
    """Return distinct points as boxes whose combinations are just these points, each once."""
    boxes: list[tuple[Terms, ...]] = [tuple((term,) for term in point) for point in every]
    for axis in range(len(boxes[0]) if boxes else 0):
        merged: dict[tuple[Terms, ...], list[str]] = {}
        for box in boxes:
            merged.setdefault((*box[:axis], *box[axis + 1 :]), []).extend(box[axis])
        boxes = [
            (*rest[:axis], tuple(dict.fromkeys(terms)), *rest[axis:])
            for rest, terms in merged.items()
        ]
    return boxes
