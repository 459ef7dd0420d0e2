"""Each part of a flow is disclosed somewhere, but no statement permits them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.omissions import Omission, omissions
from flowcheck.facts.words import coded, doing, listed, named
from flowcheck.judge.blame import COMBINATION
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and nearest permission, saying what that one lacks."""
    for omission in omissions(facts, COMBINATION):
        yield (
            _nothing_permits(omission)
            if omission.blame.nearest is None
            else _draft(facts, omission)
        )


def _draft(facts: Facts, omission: Omission) -> Draft:
    nearest, lacking = omission.blame.nearest, omission.blame.lacking
    claim = omission.judgements[0].claim
    blamed = [facet for facet in lacking if facet != "condition"]
    lacks = listed([named(facts, f, claim.term(f)) for f in blamed] or list(lacking))
    data = listed([facts.vocabulary["data"].label(d).lower() for d in omission.data], 2)
    return Draft(
        code="FC107",
        message=(
            f"no statement permits {doing(omission.action)} {data} in this combination; "
            f"the nearest lacks {lacks}"
        ),
        address=omission.flow.address,
        subject=omission.flow.id,
        facets={facet: _terms(omission, facet) for facet in blamed},
        data=omission.data,
        purpose=omission.purpose,
        label="each part is disclosed, but not together",
        evidence=((nearest, f"the nearest permission; it lacks {listed(list(lacking))}"),)
        if nearest
        else (),
        help=(
            (
                f"narrow the flow to what the statement permits, or amend the policy: "
                f"it would have to permit `{omission.action}` with {lacks}"
            ),
        ),
        topic=f"combination:{nearest.id if nearest else ''}",
    )


def _terms(omission: Omission, facet: str) -> tuple[str, ...]:
    terms = (judgement.claim.term(facet) for judgement in omission.judgements)
    return tuple(dict.fromkeys(term for term in terms if term))


def _nothing_permits(omission: Omission) -> Draft:
    action = omission.action
    return Draft(
        code="FC107",
        message=f"the policy permits nobody to {coded([action])}: no statement speaks of it",
        address=omission.flow.address,
        subject=omission.flow.id,
        facets={"action": (action,)},
        data=omission.data,
        purpose=omission.purpose,
        label=f"no `permit: {action}` in the policy",
        help=("stop the flow, or amend the policy: it says nothing that permits it",),
        suggestions=(),
        topic=f"action:{action}",
    )


RULE = Rule("FC107", "undisclosed-combination", "error", __doc__, check)
