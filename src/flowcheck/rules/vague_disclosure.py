"""The policy discloses a flow only in words that are wider than what the flow does.

## What it checks

A claim whose verdict is **vague**: some permit covers it, nothing denies it, but no cover is exact
on every facet. The rule reports each facet of the best cover whose match is

- **inferred**: the matching term lies above the claim's, at a distance of one or more, so that only
  the vocabulary connects them ("contact details" for a phone number), or
- **generic**: the matching term is flagged as saying too little ("personal information", "service
  providers", "legitimate business purposes").

Vagueness is d(claim, matched) / (d(claim, matched) + d(matched, root)), counted in edges.

One finding per flow and term. A data term that is vague only through `data: collected` is reported
where it is collected, and not again at every flow downstream. The reasons `unnamed` and `shadowed`
have rules of their own: FC112 and FC113.

## Why it matters

The law asks for clear and plain language. Supervisory authorities regard wordings such as "we may
use your personal data to develop new services" as poor practice, because nobody can tell from them
what happens.

## Failing example

The flower shop asks for a phone number; its policy says "contact details".

```yaml
- id: collect-order
  quote: We collect contact details and your order when you buy flowers.
  permit: collect
  data: [contact_data, purchase_history]
  occasion: purchase
```

## Passing example

The policy says "We collect your phone number and your order when you buy flowers."

```yaml
- id: collect-order
  quote: We collect your phone number and your order when you buy flowers.
  permit: collect
  data: [phone_number, purchase_history]
  occasion: purchase
```

## How to fix

1. Name the thing in the policy: the data, the role of the recipient, the purpose. An example in
   brackets after the general word is often enough.
2. Add the term to the statement that quotes the passage.
3. If the general word is the usual one and no reader would be misled, record a waiver that says
   so, or lower the severity of FC111 for the project.
4. If the flow's term is more precise than the truth, declare the broader one.

## References

- GDPR Art. 12(1) (concise, transparent, intelligible, clear and plain language).
- Article 29 Working Party, Guidelines on transparency (WP260 rev.01), sections on clear and plain
  language and on recipients.
- Andow et al., PoliCheck, USENIX Security 2020: vague disclosures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.undisclosed import facet_address
from flowcheck.facts.words import doing, named, quoted
from flowcheck.judge.match import FacetMatch, Quality
from flowcheck.judge.verdict import Judgement, Verdict
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow

_INEXACT = (Quality.INFERRED, Quality.GENERIC)


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and term that is disclosed by inference or generically.

    A data term that is vague only because the policy collects it so is reported where it is
    collected, and not again at every flow downstream (semantics, section 6).
    """
    at_source: dict[str, Judgement] = {}
    first: dict[str, Flow] = {}
    reported: set[str] = set()
    for flow in facts.inventory.flows:
        groups: dict[tuple[str, str], list[tuple[Judgement, FacetMatch]]] = {}
        for judgement, match in _vague_matches(facts, flow):
            if _inherited(judgement, match):
                at_source.setdefault(match.term, judgement)
                first.setdefault(match.term, flow)
                if not flow.collects:
                    continue
            groups.setdefault((match.facet, match.term), []).append((judgement, match))
        for (facet, term), found in groups.items():
            reported.update([term] if facet == "data" and flow.collects else [])
            yield _draft(facts, flow, found)
    for term, judgement in at_source.items():
        data = judgement.best.on("data") if judgement.best else None
        if term not in reported and data is not None:
            yield _draft(facts, first[term], [(judgement, data)])


def _vague_matches(facts: Facts, flow: Flow) -> Iterator[tuple[Judgement, FacetMatch]]:
    for judgement in facts.judgements(flow):
        if judgement.verdict is Verdict.VAGUE and judgement.best is not None:
            for match in judgement.best.matches:
                if match.quality in _INEXACT:
                    yield judgement, match


def _inherited(judgement: Judgement, match: FacetMatch) -> bool:
    """Tell whether a claim's only inexact facet is data matched through `collected`."""
    if judgement.best is None or match.facet != "data" or match.via is None:
        return False
    inexact = [m for m in judgement.best.matches if m.quality is not Quality.EXACT]
    return len(inexact) == 1


def _draft(facts: Facts, flow: Flow, found: list[tuple[Judgement, FacetMatch]]) -> Draft:
    judgement, match = found[0]
    statement = match.via or (judgement.best.permit if judgement.best else None)
    if statement is None:
        raise AssertionError(judgement)
    claims = [j.claim for j, _ in found]
    term = named(facts, match.facet, match.term)
    wide = facts.vocabulary[match.facet].label(match.matched).lower()
    generic = match.quality is Quality.GENERIC
    why = "which says too little to disclose it" if generic else "which is wider"
    verb = doing("collect" if match.via else judgement.claim.action)
    return Draft(
        code="FC111",
        message=f"{term} is disclosed only vaguely: on {verb} it the policy says `{wide}`, {why}",
        address=facet_address(flow, match.facet, match.term),
        subject=flow.id,
        facets={match.facet: (match.term,)},
        data=tuple(dict.fromkeys(c.data for c in claims if c.data)),
        purpose=tuple(dict.fromkeys(c.purpose for c in claims if c.purpose)),
        label=f"disclosed as `{match.matched}`",
        evidence=((statement, f"read as {match.matched}, {match.distance} step(s) above"),),
        help=(f"name {term} in the policy where it says {quoted(statement, 80)}",),
        suggestions=(match.matched,),
        topic=f"{match.facet}:{match.term}",
    )


RULE = Rule("FC111", "vague-disclosure", "warning", __doc__, check)
