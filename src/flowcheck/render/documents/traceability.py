"""Every declared flow with its proof: which words of the policy permit it, the clear ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import cut
from flowcheck.model.claim import COLLECT
from flowcheck.render.documents import Cell, Column, Document, Item, Table
from flowcheck.render.documents.head import document as with_head
from flowcheck.render.documents.items import missing, or_missing, party, terms, verdict
from flowcheck.views.proof import FacetProof, Proof, Source, alike, prove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.engine import Report
    from flowcheck.facts import Facts
    from flowcheck.judge.verdict import Judgement
    from flowcheck.model.inventory import Flow

_COLUMNS = (
    Column("flow", "Flow", 20, many=False),
    Column("proof", "Proof", 7, many=False),
    Column("verdict", "Verdict of the flow", 10, many=False),
    Column("from", "From", 16),
    Column("to", "To", 16, many=False),
    Column("action", "Action", 8, many=False),
    Column("data", "Personal data", 26, join="; "),
    Column("purpose", "Purposes", 22, none="no purpose is asked for", join="; "),
    Column("subject", "Data subjects", 18, join="; "),
    Column("finding", "Verdict here", 14, many=False),
    Column("statements", "Decided by", 60, none="no statement of the policy"),
    Column("facets", "How it matches", 44, none="word for word"),
)
_QUOTES = (
    Column("statement", "Statement", 28, many=False),
    Column("section", "Section", 34, many=False, none="none named"),
    Column("line", "Line", 8, many=False),
    Column("quote", "Passage", 150, many=False),
)
_WAIVED = (
    Column("code", "Rule", 24, many=False),
    Column("record", "What it is about", 34, many=False),
    Column("message", "Finding", 90, many=False),
    Column("reason", "Why it is waived", 60, many=False),
    Column("owner", "Who answers for it", 20, many=False),
    Column("until", "Until", 12, many=False),
)
_NOTE = (
    "One row for each flow and each way in which its claims are proved; the flow's verdict is that"
    " of its worst claim."
)
_MOST = 110
"""Characters of a quote in a row; the table of passages has all of it."""


def document(report: Report) -> Document:
    """Return the flows with their proofs, and the passages that these rest on."""
    facts = report.facts
    maker = _Maker(facts)
    rows = [row for flow in facts.inventory.flows for row in maker.rows(flow)]
    return with_head(
        report,
        "traceability",
        "Traceability of data flows to the privacy policy",
        Table("flows", "Flows", _COLUMNS, tuple(rows), keys=2, note=_NOTE),
        Table("passages", "Passages", _QUOTES, tuple(map(_quote, maker.sources.values()))),
        Table("waived", "Findings that are waived", _WAIVED, tuple(_waived(report)), keys=2),
    )


class _Maker:
    """Makes the rows of flows; what flows have in common is made once.

    Attributes:
        sources: The statements met, by id.
    """

    def __init__(self, facts: Facts) -> None:
        self.sources: dict[str, Source] = {}
        self._facts = facts
        self._proofs: dict[int, Proof] = {}
        self._cells: dict[tuple[int, ...], tuple[Cell, ...]] = {}

    def rows(self, flow: Flow) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each way in which a flow's claims are proved, the worst first."""
        facts = self._facts
        groups: dict[tuple[object, ...], list[Proof]] = {}
        for judgement in facts.judgements(flow):
            proof = self._prove(judgement)
            groups.setdefault(alike(proof), []).append(proof)
        ordered = sorted(groups.values(), key=lambda group: -group[0].judgement.verdict)
        told = verdict(facts.verdict(flow))
        for number, group in enumerate(ordered, 1):
            yield (
                (Item(flow.id, flow.id),),
                (Item(str(number), number),),
                (told,),
                _from(facts, flow),
                (party(facts, flow.to),),
                *self._alike(group),
            )

    def _prove(self, judgement: Judgement) -> Proof:
        proof = self._proofs.get(id(judgement))
        if proof is None:
            proof = self._proofs[id(judgement)] = prove(self._facts, judgement)
            self.sources.update((source.statement.id, source) for source in proof.sources)
        return proof

    def _alike(self, group: list[Proof]) -> tuple[Cell, ...]:
        key = tuple(map(id, group))
        known = self._cells.get(key)
        if known is None:
            known = self._cells[key] = _proved(self._facts, group)
        return known


def _proved(facts: Facts, group: list[Proof]) -> tuple[Cell, ...]:
    """Return what is proved by the same words, and how."""
    claims = [proof.judgement.claim for proof in group]
    data = dict.fromkeys(claim.data for claim in claims if claim.data)
    purposes = dict.fromkeys(claim.purpose for claim in claims if claim.purpose)
    subjects = dict.fromkeys(claim.subject for claim in claims if claim.subject)
    said = claims[0].action == COLLECT or bool(purposes)
    return (
        terms(facts, "action", [claims[0].action]),
        terms(facts, "data", data),
        terms(facts, "purpose", purposes) if said else (missing(),),
        or_missing(terms(facts, "subject", subjects)),
        (_finding(group[0].judgement),),
        tuple(_source(source) for source in group[0].sources),
        tuple(_matches(facts, group)),
    )


def _from(facts: Facts, flow: Flow) -> Cell:
    if flow.collects:
        return or_missing(terms(facts, "source", flow.source))
    return (party(facts, flow.sender),)


def _finding(judgement: Judgement) -> Item:
    word, reason = judgement.verdict.word, judgement.reason
    return Item(f"{word} ({reason.replace('_', ' ')})" if reason else word, word)


def _source(source: Source) -> Item:
    statement = source.statement
    where = f"line {source.line}" if source.line else "not in the text"
    quote = f'"{cut(statement.quote, _MOST)}"'
    role = source.role.replace("`", "")
    text = f"{role}: {quote} ({statement.id}, {where})"
    return Item(text, {"role": source.role, "statement": statement.id, "line": source.line})


def _matches(facts: Facts, group: list[Proof]) -> Iterator[Item]:
    """Yield how the facets that do not match word for word stand to the statement, each once."""
    for index, first in enumerate(group[0].facets):
        if first.quality not in ("exact", "open"):
            found = dict.fromkeys(proof.facets[index] for proof in group)
            yield from (_match(facts, facet) for facet in found)


def _match(facts: Facts, facet: FacetProof) -> Item:
    value = {
        "facet": facet.facet,
        "term": facet.term,
        "path": list(facet.path),
        "quality": facet.quality,
        "via": facet.via or None,
    }
    lattice = facts.vocabulary[facet.facet]
    if facet.term is None:
        return missing(facet.facet, value)
    ends = dict.fromkeys((facet.term, *facet.path[-1:]))
    words = ", a kind of ".join(lattice.label(term) for term in ends)
    via = f", through {facet.via}" if facet.via else ""
    quality = "not disclosed" if facet.quality == "missing" else facet.quality
    return Item(f"{facet.facet}: {words} ({quality}{via})", value)


def _quote(source: Source) -> tuple[Cell, ...]:
    statement = source.statement
    return (
        (Item(statement.id, statement.id),),
        (Item(statement.section, statement.section),) if statement.section else (),
        (Item(str(source.line) if source.line else "not in the text", source.line),),
        (Item(statement.quote, statement.quote),),
    )


def _waived(report: Report) -> Iterator[tuple[Cell, ...]]:
    """Yield the findings that somebody answers for until a date."""
    for finding in report.findings:
        if finding.waiver is not None:
            message = finding.draft.message.replace("`", "")
            yield (
                (Item(f"{finding.code} {finding.name}", finding.code),),
                *((Item(t, t),) for t in (finding.draft.subject, message, *finding.waiver)),
            )
