"""A general statement permits a use, but a more specific one says something else of this data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.undisclosed import facet_address
from flowcheck.facts.words import coded, named, quoted
from flowcheck.judge.verdict import Verdict
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.judge.verdict import Judgement
    from flowcheck.model.inventory import Flow


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and data term whose own passage leaves out the purpose."""
    for flow in facts.inventory.flows:
        groups: dict[str, list[Judgement]] = {}
        for judgement in facts.judgements(flow):
            if judgement.verdict is Verdict.VAGUE and judgement.shadows and judgement.claim.data:
                groups.setdefault(judgement.claim.data, []).append(judgement)
        for data, found in groups.items():
            yield _draft(facts, flow, data, found)


def _draft(facts: Facts, flow: Flow, data: str, found: list[Judgement]) -> Draft:
    judgement = found[0]
    if judgement.best is None:
        raise AssertionError(judgement)
    specific, general = judgement.shadows[0], judgement.best.permit
    purposes = tuple(dict.fromkeys(j.claim.purpose for j in found if j.claim.purpose))
    allowed = specific.box.get("purpose", ())
    return Draft(
        code="FC113",
        message=(
            f"the passage on {named(facts, 'data', data)} permits it for {coded(allowed)}; "
            f"{coded(purposes)} stands only among the general purposes"
        ),
        address=facet_address(flow, "data", data),
        subject=flow.id,
        facets={"data": (data,), "purpose": purposes},
        data=(data,),
        purpose=purposes,
        label=f"used for {coded(purposes)}",
        evidence=(
            (specific, "the specific passage says something else"),
            (general, "the general statement that permits it"),
        ),
        help=(
            (
                f"stop the use, or say in the policy, at {quoted(specific, 70)}, that it also "
                f"serves {coded(purposes)}"
            ),
        ),
        suggestions=tuple(allowed),
        topic=f"data:{data}",
    )


RULE = Rule("FC113", "shadowed-disclosure", "warning", __doc__, check)
