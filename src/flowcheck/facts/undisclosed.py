"""The draft of an undisclosed-facet finding: one wording for the rules FC101 to FC106."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.disclosed import is_akin, nearest_disclosed
from flowcheck.facts.words import coded, data_words, doing, listed, named, party, reaching
from flowcheck.model.finding import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.facts import Facts
    from flowcheck.facts.omissions import Omission
    from flowcheck.model.claim import Claim
    from flowcheck.model.inventory import Flow, Statement
    from flowcheck.model.source import Address

_PREPOSITION = {
    "recipient": "with",
    "purpose": "for",
    "source": "from",
    "occasion": "on the occasion of",
    "subject": "about the data subject",
}
_SOME = {
    "recipient": "with some recipients",
    "purpose": "for some purposes",
    "source": "from some sources",
    "occasion": "on some occasions",
    "subject": "about some data subjects",
}
_KEY = {"recipient": "to"}


def draft_undisclosed(facts: Facts, code: str, omission: Omission) -> Draft:
    """Return the finding for an omission that blames one facet."""
    facet, term = omission.facet, omission.term
    near = nearest_disclosed(facts, omission.action, facet, term)
    return Draft(
        code=code,
        message=_message(facts, omission),
        address=facet_address(omission.flow, facet, term),
        subject=omission.flow.id,
        facets={facet: (term,) if term else ()},
        data=omission.data,
        purpose=omission.purpose,
        label=f"this {facet} is not disclosed" if term else f"no {facet} is declared",
        evidence=_evidence(facts, omission, near),
        help=_help(facts, omission, near),
        suggestions=tuple(near),
        topic=f"{facet}:{term}",
    )


def facet_address(flow: Flow, facet: str, term: str | None) -> Address:
    """Return where a flow declares a term; the flow itself where it does not."""
    if facet == "recipient":
        return flow.address.child("to")
    terms = getattr(flow, facet, ())
    if term is None or term not in terms:
        return flow.address
    return flow.address.child(facet, terms.index(term))


def _message(facts: Facts, omission: Omission) -> str:
    verb, facet = doing(omission.action), omission.facet
    data = data_words(facts, omission.data)
    if omission.term is None:
        return f"no {facet} is declared, and the policy permits {verb} {data} only {_SOME[facet]}"
    if facet == "data":
        return f"the policy does not disclose {verb} {named(facts, facet, omission.term)}"
    if facet == "recipient":
        with_whom = f"{reaching(omission.action)} {party(facts, omission.flow)}"
    else:
        with_whom = f"{_PREPOSITION[facet]} {named(facts, facet, omission.term)}"
    return f"the policy does not disclose {verb} {data} {with_whom}"


def _evidence(
    facts: Facts, omission: Omission, near: list[str]
) -> tuple[tuple[Statement, str], ...]:
    found: list[tuple[Statement, str]] = []
    if near:
        naming = _naming(facts, omission.action, omission.facet, near[0])
        if naming is not None:
            told = f"the nearest it discloses: {near[0]}"
            if near[0] == omission.term:  # else it would be disclosed
                told = f"discloses it only under the condition {coded(naming.condition)}"
            found.append((naming, told))
    elif omission.blame.nearest is not None:
        claim = omission.judgements[0].claim
        lacks = lacking_words(facts, claim, omission.blame.lacking)
        found.append((omission.blame.nearest, f"the nearest permission; it lacks {lacks}"))
    touching = omission.judgements[0].touching
    found += [(deny, "and this denies some of it") for deny in touching]
    for permit in omission.unmet:
        if permit not in [statement for statement, _ in found]:
            found.append((permit, f"would cover it under the condition {coded(permit.condition)}"))
    return tuple(found)


def lacking_words(facts: Facts, claim: Claim, facets: Sequence[str]) -> str:
    """Return what a permission lacks: the claim's terms on these facets, by name."""
    words = [
        "the condition" if facet == "condition" else named(facts, facet, claim.term(facet))
        for facet in facets
    ]
    return listed(words)


def _naming(facts: Facts, action: str, facet: str, term: str) -> Statement | None:
    """Return the first permit of an action that names a term, through `collected` too."""
    for permit in facts.policy.permits:
        if action in permit.actions and term in permit.box.get(facet, ()):
            return permit
    return facts.policy.collected.get(term) if facet == "data" else None


def _help(facts: Facts, omission: Omission, near: list[str]) -> tuple[str, ...]:
    facet, term = omission.facet, omission.term
    if term is None:
        key = _KEY.get(facet, facet)
        return (f"declare `{key}:` here: what is undeclared matches no restricted permission",)
    entry = facts.vocabulary[facet].terms[term]
    wanted = coded(entry.parents) if entry.is_vendor else f"`{term}`"
    lines = [
        (
            f"stop the flow, or amend the policy: it would have to permit `{omission.action}` "
            f"with {facet} {wanted}"
        )
    ]
    akin = [name for name in near if is_akin(facts.vocabulary[facet], term, name)]
    meant = [name for name in akin if name != term]
    if meant and entry.is_vendor:
        lines.append(f"if the vendor truly acts as {coded(meant, 'or')}, say so in its `role:`")
    elif meant:
        lines.append(f"if {coded(meant, 'or')} is what is meant, declare that")
    conditions = sorted({c for permit in omission.unmet for c in permit.condition})
    lines += [
        f"or, where it truly holds, declare `condition: {condition}` on the flow"
        for condition in conditions
        if _is_the_persons(facts, condition)
    ]
    return tuple(lines)


def _is_the_persons(facts: Facts, condition: str) -> bool:
    """Tell whether a condition is the person's own word: one that a flow can be built upon."""
    lattice = facts.vocabulary["condition"]
    return any(lattice.under(condition, word) for word in ("consent", "at_direction"))
