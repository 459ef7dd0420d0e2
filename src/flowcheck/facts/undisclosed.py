"""The draft of an undisclosed-facet finding: one wording for the rules FC101 to FC106."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.disclosed import nearest_disclosed
from flowcheck.facts.words import coded, doing, listed, named, party
from flowcheck.model.finding import Draft

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.facts.omissions import Omission
    from flowcheck.model.inventory import Flow, Statement
    from flowcheck.model.source import Address

_PREPOSITION = {
    "data": "",
    "recipient": "with ",
    "purpose": "for ",
    "source": "from ",
    "occasion": "on ",
    "subject": "about ",
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
    verb = doing(omission.action)
    if omission.term is None:
        return (
            f"the flow declares no {omission.facet}, and the policy permits {verb} this data "
            f"only for some"
        )
    what = party(facts, omission.flow) if omission.facet == "recipient" else None
    what = what or named(facts, omission.facet, omission.term)
    if omission.facet == "data":
        return f"the policy does not disclose {verb} {what}"
    data = listed([facts.vocabulary["data"].label(d).lower() for d in omission.data], 2)
    return f"the policy does not disclose {verb} {data} {_PREPOSITION[omission.facet]}{what}"


def _evidence(
    facts: Facts, omission: Omission, near: list[str]
) -> tuple[tuple[Statement, str], ...]:
    found: list[tuple[Statement, str]] = []
    if near:
        naming = _naming(facts, omission.action, omission.facet, near[0])
        if naming is not None:
            found.append((naming, f"the nearest it discloses: {near[0]}"))
    elif omission.blame.nearest is not None:
        lacks = listed(list(omission.blame.lacking))
        found.append((omission.blame.nearest, f"the nearest permission; it lacks: {lacks}"))
    for permit in omission.unmet:
        if permit not in [statement for statement, _ in found]:
            found.append((permit, f"would cover it under the condition {coded(permit.condition)}"))
    return tuple(found)


def _naming(facts: Facts, action: str, facet: str, term: str) -> Statement | None:
    """Return the first permit of an action that names a term, through `collected` too."""
    for permit in facts.policy.permits:
        if action in permit.actions and term in permit.box.get(facet, ()):
            return permit
    return facts.policy.collected.get(term) if facet == "data" else None


def _help(facts: Facts, omission: Omission, near: list[str]) -> tuple[str, ...]:
    facet, term = omission.facet, omission.term
    if term is None:
        return (f"declare `{_KEY.get(facet, facet)}:` on the flow: silence never helps",)
    entry = facts.vocabulary[facet].terms[term]
    wanted = coded(entry.parents) if entry.is_vendor else f"`{term}`"
    lines = [
        (
            f"stop the flow, or amend the policy: it would have to permit `{omission.action}` "
            f"with {facet} {wanted}"
        )
    ]
    if near and entry.is_vendor:
        lines.append(f"if the vendor truly acts as {coded(near, 'or')}, say so in its `role:`")
    elif near:
        lines.append(f"if {coded(near, 'or')} is what is meant, declare that")
    if omission.unmet:
        conditions = sorted({c for permit in omission.unmet for c in permit.condition})
        lines.append(f"or, where it truly holds, declare `condition: {conditions[0]}` on the flow")
    return tuple(lines)
