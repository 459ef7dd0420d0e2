"""Proofs: for each claim of a flow the statement that decides it, facet by facet, with paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.judge.match import match_facet
from flowcheck.judge.verdict import Judgement, Verdict
from flowcheck.model.claim import facets_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.facts import Facts
    from flowcheck.judge.blame import Blame
    from flowcheck.model.inventory import Flow, Statement


class FacetProof(Struct, frozen=True, gc=False):
    """How one facet of a claim stands to the deciding statement.

    Attributes:
        facet: Its name.
        term: The claim's term; None where undeclared.
        path: Terms from the claim's up to the matched one; () where nothing matches.
        quality: exact, unnamed, inferred or generic; "open" where the statement leaves the facet
            unrestricted; "missing" where it does not match.
        via: Id of the `permit collect` that `collected` was read through, or "".
    """

    facet: str
    term: str | None
    path: tuple[str, ...]
    quality: str
    via: str = ""


class Source(Struct, frozen=True, gc=False):
    """A statement with its place in the published text.

    Attributes:
        statement: The statement.
        role: What it does in the proof, as a verb: "permits", "denies", "comes nearest".
        document: Path of the text.
        line: 1-based; 0 where the quote is not found.
        column: 1-based.
    """

    statement: Statement
    role: str
    document: str
    line: int
    column: int


class Proof(Struct, frozen=True, gc=False):
    """The proof of one claim.

    Attributes:
        judgement: Its verdict.
        facets: Facet by facet.
        sources: The statements that decide.
        blame: What an omitted claim lacks; None for the others.
    """

    judgement: Judgement
    facets: tuple[FacetProof, ...]
    sources: tuple[Source, ...]
    blame: Blame | None


def proofs(facts: Facts, flow: Flow) -> tuple[Proof, ...]:
    """Return the proof of each claim of a flow, in the order of the claims."""
    return tuple(prove(facts, judgement) for judgement in facts.judgements(flow))


def proved_alike(every: Iterable[Proof]) -> list[list[Proof]]:
    """Return proofs in groups that the same words tell, the worst verdict first."""
    groups: dict[tuple[object, ...], list[Proof]] = {}
    for proof in every:
        groups.setdefault(alike(proof), []).append(proof)
    return sorted(groups.values(), key=lambda group: -group[0].judgement.verdict)


def alike(proof: Proof) -> tuple[object, ...]:
    """Return what claims share that are proved by the same words."""
    judgement = proof.judgement
    qualities = tuple((f.facet, f.quality, f.via) for f in proof.facets)
    sources = tuple(source.statement.id for source in proof.sources)
    return (judgement.claim.action, judgement.verdict, judgement.reason, qualities, sources)


def prove(facts: Facts, judgement: Judgement) -> Proof:
    """Return the proof of one claim."""
    blame = facts.blame(judgement) if judgement.verdict is Verdict.OMITTED else None
    return Proof(
        judgement,
        _facets(facts, judgement, blame),
        _sources(facts, judgement, blame),
        blame,
    )


def _facets(facts: Facts, judgement: Judgement, blame: Blame | None) -> tuple[FacetProof, ...]:
    claim = judgement.claim
    decisive = blame.nearest if blame else next(iter(judgement.winning), None)
    found = []
    for facet in facets_of(claim.action):
        term = claim.term(facet)
        match = judgement.fairest.on(facet) if judgement.fairest else None
        if decisive is not None and term is not None:
            restricted = facet in decisive.box and not (blame and facet in blame.facets)
            nearest = match_facet(facts.policy, decisive, facet, term) if restricted else None
            match = nearest or match
        if match is not None:
            path = facts.vocabulary[facet].path(match.term, match.matched)
            via = match.via.id if match.via else ""
            found.append(FacetProof(facet, term, path, match.quality.name.lower(), via))
        elif blame is not None and (facet in blame.facets or facet in blame.lacking):
            found.append(FacetProof(facet, term, (), "missing"))
        else:
            found.append(FacetProof(facet, term, (), "open"))
    return tuple(found)


def _sources(facts: Facts, judgement: Judgement, blame: Blame | None) -> tuple[Source, ...]:
    roles: list[tuple[str, Statement]] = []
    if judgement.verdict is Verdict.INCORRECT:
        roles += [("denies", s) for s in judgement.winning]
        roles += [("permits, but yields", c.permit) for c in judgement.covers]
    elif judgement.verdict is Verdict.AMBIGUOUS:
        roles += [("permits", c.permit) for c in judgement.covers]
        roles += [("denies", s) for s in judgement.touching]
    elif judgement.fairest is not None:
        roles.append(("permits", judgement.fairest.permit))
        roles += [("says something else", s) for s in judgement.shadows]
        via = [m.via for m in judgement.fairest.matches if m.via is not None]
        roles += [("is what `collected` means here", s) for s in via]
    elif blame is not None:
        unmet = {s.id for s in judgement.unmet}
        roles += [("would permit it under a condition", s) for s in judgement.unmet]
        if blame.nearest and blame.nearest.id not in unmet:
            roles.append(("comes nearest", blame.nearest))
        roles += [("denies some of it", s) for s in judgement.touching]
    return tuple(source_of(facts, statement, role) for role, statement in roles)


def source_of(facts: Facts, statement: Statement, role: str) -> Source:
    """Return a statement with its place in the published text."""
    places = [place for place in facts.quotes.get(statement.id, ()) if place is not None]
    line, column = facts.text.place(places[-1].start) if places else (0, 0)
    return Source(statement, role, facts.inventory.policy.document, line, column)
