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

from msgspec.structs import replace

from flowcheck.facts.undisclosed import facet_address
from flowcheck.facts.words import doing, named, plain, quoted
from flowcheck.judge.match import FacetMatch, Quality
from flowcheck.judge.verdict import Judgement, Verdict
from flowcheck.model.claim import COLLECT
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Statement

_INEXACT = (Quality.INFERRED, Quality.GENERIC)


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and term that is disclosed by inference or generically.

    A data term that is vague only because the policy collects it so is reported where it is
    collected, and not again at every flow downstream (semantics, section 6).
    """
    at_source: dict[str, Judgement] = {}
    first: dict[str, Flow] = {}
    reported: set[str] = set()
    every = {id(j): vague for j in facts.distinct_judgements if (vague := _vague_matches(j))}
    for flow, judgements in facts.by_verdict[Verdict.VAGUE] if every else ():
        groups: dict[tuple[str, str], list[tuple[Judgement, FacetMatch]]] = {}
        for judgement in judgements:
            for match, inherited in every.get(id(judgement), ()):
                if inherited and match.term not in first:
                    at_source[match.term] = judgement
                    first[match.term] = flow
                if not inherited or flow.collects:
                    groups.setdefault((match.facet, match.term), []).append((judgement, match))
        for (facet, term), found in groups.items():
            reported.update([term] if facet == "data" and flow.collects else [])
            yield _draft(facts, flow, found)
    for term, judgement in at_source.items():
        data = judgement.fairest.on("data") if judgement.fairest else None
        if term not in reported and data is not None:
            draft = _draft(facts, first[term], [(judgement, data)])
            yield _at_its_origin(facts, term, draft)


def _at_its_origin(facts: Facts, term: str, draft: Draft) -> Draft:
    """Move a finding on data that nobody collects to the system that derives it, if one does."""
    for system in facts.inventory.systems.values():
        if term in system.derives:
            place = system.address.child("derives", system.derives.index(term))
            return replace(draft, address=place, subject=system.id, kind="system")
    return draft


def _vague_matches(judgement: Judgement) -> list[tuple[FacetMatch, bool]]:
    """Return a claim's vague matches, and of each whether the fault lies where data is collected.

    It does where the claim's only inexact facet is data matched through `collected`.
    """
    if judgement.verdict is not Verdict.VAGUE or judgement.fairest is None:
        return []
    inexact = judgement.fairest.inexact
    return [
        (match, match.facet == "data" and match.via is not None and len(inexact) == 1)
        for match in inexact
        if match.quality in _INEXACT and not match.unnamed  # else FC112 speaks of it
    ]


def _draft(facts: Facts, flow: Flow, found: list[tuple[Judgement, FacetMatch]]) -> Draft:
    judgement, match = found[0]
    statement = match.via or (judgement.fairest.permit if judgement.fairest else None)
    if statement is None:
        raise AssertionError(judgement)
    claims = [j.claim for j, _ in found]
    term = named(facts, match.facet, match.term)
    steps = "one step above" if match.distance == 1 else f"{match.distance} steps above"
    return Draft(
        code="FC111",
        message=_message(facts, judgement, match),
        address=facet_address(flow, match.facet, match.term),
        subject=flow.id,
        facets={match.facet: (match.term,)},
        data=tuple(dict.fromkeys(c.data for c in claims if c.data)),
        purpose=tuple(dict.fromkeys(c.purpose for c in claims if c.purpose)),
        label=f"disclosed as `{match.matched}`",
        evidence=(
            (
                statement,
                f"read as {match.matched}, {steps if match.distance else 'which is generic'}",
            ),
        ),
        help=(_help(facts, statement, match, term),),
        suggestions=(match.matched,),
        topic=f"{match.facet}:{match.term}",
    )


def _message(facts: Facts, judgement: Judgement, match: FacetMatch) -> str:
    term = named(facts, match.facet, match.term)
    if not match.distance:
        return f"{term} is too general a word to disclose anything clearly"
    collects = match.via is not None or judgement.claim.action == COLLECT
    verb = doing("collect" if collects else judgement.claim.action)
    on = f"on {verb} it" if match.facet == "data" else f"as a {match.facet}"
    wide = plain(facts, match.facet, match.matched)
    generic = match.quality is Quality.GENERIC
    why = "which says too little to disclose it" if generic else "which is wider"
    return f"{term} is disclosed only vaguely: {on} the policy says `{wide}`, {why}"


def _help(facts: Facts, statement: Statement, match: FacetMatch, term: str) -> str:
    if not match.distance:
        return (
            f"declare what is really meant, and have the policy name it at {quoted(statement, 70)}"
        )
    if match.matched in facts.inventory.policy.scope.get(match.facet, ()):
        return f"name {term} where the policy says whom it speaks of, and in `policy: scope:`"
    return f"name {term} in the policy where it says {quoted(statement, 80)}"


RULE = Rule("FC111", "vague-disclosure", "warning", __doc__, check)
