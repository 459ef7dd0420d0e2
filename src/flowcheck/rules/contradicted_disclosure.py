"""The policy both permits and denies a flow, and neither statement yields.

## What it checks

A claim whose verdict is **ambiguous**: some permit covers it, some deny touches it, and no deny
wins.

- **contradiction**: a deny covers the claim, and with at least one covering permit it forms a
  contradiction of the types C1 to C12. The type is shown (see FC503).
- **partly_denied**: the denies only *touch* the claim: some term of the deny overlaps the claim's
  term without containing it. The flow is declared too coarsely to tell whether it lies inside.

One finding per flow and deny, at the flow.

## Why it matters

A reader can rely on either sentence, and a court may hold the company to the one that is better for
the reader. What is permitted and denied in one text is not disclosed.

## Failing example

Both sentences stand in the policy of the donation platform, and a flow shares the address.

```yaml
- id: share-charities
  quote: We share your email address with the charities that you support.
  permit: share
  data: email_address
  recipient: non_profit_organisation
- id: no-charities
  quote: We do not share your email address with any charity.
  deny: share
  data: email_address
  recipient: non_profit_organisation
```

## Passing example

The denial now says what was meant: "We do not share your email address with advertising networks."

```yaml
- id: share-charities
  quote: We share your email address with the charities that you support.
  permit: share
  data: email_address
  recipient: non_profit_organisation
- id: no-advertising
  quote: We do not share your email address with advertising networks.
  deny: share
  data: email_address
  recipient: advertising_network
```

## How to fix

1. Read both passages. If one is out of date, have it removed or amended.
2. If the denial is meant as an exception, have it say so, and narrower than the permission: then it
   is a narrowing (FC504), and FC131 guards it.
3. For `partly_denied`, declare narrower terms, so that the flow lies outside what is denied:
   `approximate_location` and not `location_data`.
4. If the flow lies within what is denied, stop it.

## References

- Andow et al., PolicyLint, USENIX Security 2019: contradictions C1-C12, narrowings N1-N4.
- Andow et al., PoliCheck, USENIX Security 2020: ambiguous disclosures.
- Sen et al., Bootstrapping Privacy Compliance in Big Data Systems, IEEE S&P 2014: prohibit by
  overlap.
- GDPR Art. 5(1)(a), Art. 12(1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import data_words, doing, quoted
from flowcheck.judge.verdict import Judgement, Verdict
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and deny that stands against its permission."""
    for flow, judgements in facts.by_verdict[Verdict.AMBIGUOUS]:
        groups: dict[str, list[tuple[Judgement, Statement]]] = {}
        for judgement in judgements:
            deny = judgement.pair.deny if judgement.pair else judgement.touching[0]
            groups.setdefault(deny.id, []).append((judgement, deny))
        for found in groups.values():
            yield _draft(facts, flow, found)


def _draft(facts: Facts, flow: Flow, found: list[tuple[Judgement, Statement]]) -> Draft:
    judgement, deny = found[0]
    if judgement.best is None:
        raise AssertionError(judgement)
    permit = judgement.pair.permit if judgement.pair else judgement.best.permit
    data = tuple(dict.fromkeys(j.claim.data for j, _ in found if j.claim.data))
    words = data_words(facts, data)
    verb = doing(judgement.claim.action)
    if judgement.pair:
        message = f"the policy both permits and denies {verb} {words}"
        denies = f"denies it (pair {judgement.pair.type})"
        help_ = "mend the policy: one of the two passages must yield, in words"
    else:
        message = f"the policy denies {verb} some {words}, and the flow is too coarse to tell which"
        denies = "denies part of it"
        help_ = "declare narrower terms, so that the flow lies outside what is denied"
    return Draft(
        code="FC121",
        message=message,
        address=flow.address,
        subject=flow.id,
        facets={"data": data},
        data=data,
        purpose=tuple(dict.fromkeys(j.claim.purpose for j, _ in found if j.claim.purpose)),
        label="permitted and denied" if judgement.pair else "partly denied",
        evidence=((deny, denies), (permit, "permits it")),
        help=(help_, f"the denial: {quoted(deny, 90)}"),
        topic=f"deny:{deny.id}",
    )


RULE = Rule("FC121", "contradicted-disclosure", "error", __doc__, check)
