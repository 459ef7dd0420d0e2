"""A flow does what the policy says is not done.

## What it checks

A claim whose verdict is **incorrect**: some deny *wins*. It covers the claim (its action is the
claim's or above it, so "we never share" forbids selling; for every facet that it restricts, one of
its terms is the claim's or above it), and every permit that covers the claim too stands in a
narrowing (N1 to N4) to it. Where nothing permits the claim, any covering deny wins.

A claim that declares one of the deny's `unless` conditions, or a condition below one, is not
touched. A share that is not declared a sale is not one: `action: sell` says so.

One finding per flow and deny, at `to:`, or at the entry for what is collected or used.

## Why it matters

The published text says that this is not done. An omission is a gap; this is a false statement to
the public, and the kind of case that consumer authorities win.

## Failing example

The policy says "We share what we collect with our marketing partners. We do not share email
addresses." The second sentence narrows the first, and the feed carries addresses.

```yaml
- id: partner-feed
  to: marketing_partner
  data: [email_address, media_consumption]
  purpose: content_recommendation
```

## Passing example

The feed leaves them out.

```yaml
- id: partner-feed
  to: marketing_partner
  data: media_consumption
  purpose: content_recommendation
```

## How to fix

1. Stop the flow now, or take the denied data, purpose or recipient out of it.
2. Find out since when it has run, and tell whoever answers for privacy: it may have to be reported.
3. If the deny lists conditions (`unless`) and one of them truly holds for each person, declare it
   as `condition:` on the flow.
4. Do not weaken the policy to fit what was done without informing people first.

## References

- GDPR Art. 5(1)(a) (lawfulness, fairness and transparency), Art. 5(2), Art. 83(5).
- Federal Trade Commission Act, section 5 (15 U.S.C. 45): deceptive acts or practices.
- California Civil Code 1798.120 and 1798.140 (sale and sharing).
- Andow et al., PoliCheck, USENIX Security 2020: incorrect disclosures.
- Andow et al., PolicyLint, USENIX Security 2019: narrowing definitions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.undisclosed import facet_address
from flowcheck.facts.words import data_words, doing, listed, party, plain, quoted, reaching
from flowcheck.judge.verdict import Judgement, Verdict
from flowcheck.model.claim import USE
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and deny that wins."""
    for flow, judgements in facts.by_verdict[Verdict.INCORRECT]:
        groups: dict[str, list[tuple[Judgement, Statement]]] = {}
        for judgement in judgements:
            deny = judgement.winning[0]
            groups.setdefault(deny.id, []).append((judgement, deny))
        for found in groups.values():
            yield _draft(facts, flow, found)


def _draft(facts: Facts, flow: Flow, found: list[tuple[Judgement, Statement]]) -> Draft:
    judgement, deny = found[0]
    claim = judgement.claim
    data = tuple(dict.fromkeys(j.claim.data for j, _ in found if j.claim.data))
    purpose = tuple(dict.fromkeys(j.claim.purpose for j, _ in found if j.claim.purpose))
    what = f"{doing(claim.action)} {data_words(facts, data)}"
    if claim.recipient is not None:
        what += f" {reaching(claim.action)} {party(facts, flow)}"
        place = flow.address.child("to")
    elif claim.action == USE and purpose:
        what += f" for {listed([plain(facts, 'purpose', name) for name in purpose], 2)}"
        place = facet_address(flow, "purpose", purpose[0])
    else:
        place = facet_address(flow, "data", claim.data)
    narrowed = [(p.permit, f"permits it in general ({p.type})") for p in judgement.pairs[:1]]
    lifted = [f"or, where it truly holds, declare `condition: {c}`" for c in sorted(deny.unless)]
    return Draft(
        code="FC131",
        message=f"the policy prohibits {what}",
        address=place,
        subject=flow.id,
        facets={"data": data},
        data=data,
        purpose=purpose,
        label="the published policy says that this is not done",
        evidence=((deny, "prohibits it"), *narrowed),
        help=(f"stop the flow: the policy promises {quoted(deny, 90)}", *lifted),
        topic=f"deny:{deny.id}",
    )


RULE = Rule("FC131", "prohibited-flow", "error", __doc__, check)
