"""A flow is permitted only under a condition that it does not declare.

## What it checks

A claim whose verdict is **omitted** and whose blame falls on the **condition**: some permit would
cover the claim on every facet, but its conditions are no subset of those that the flow declares
(an *unmet* permit), and that permit itself speaks of the very terms that the other permits lack.
Also where every permit of the action carries a condition that the claim does not declare.

Conditions are a set. A declared condition counts with all terms above it, so `marketing_consent`
satisfies a permit under `consent`, and not the other way round. A permit may carry several
conditions; all of them must be declared.

One finding per flow and set of missing conditions, at the flow.

## Why it matters

"With your consent" is a promise. If the software does the same without asking, the policy is not
merely incomplete: it tells people that they have a choice which they do not have.

## Failing example

The theatre's policy says "With your consent, we also use your email address to send you our
newsletter." The flow declares no consent, and the code asks for none.

```yaml
- id: subscribers
  to: newsletter
  data: email_address
  purpose: newsletter_delivery
```

## Passing example

The box office asks, sends only the addresses of those who agreed, and the flow says so.

```yaml
- id: subscribers
  to: newsletter
  data: email_address
  purpose: newsletter_delivery
  condition: consent
```

## How to fix

1. Look into the code: is the condition checked before the data is sent, for each person?
2. If it is, declare `condition:` on the flow (or on the `collects` entry).
3. If it is not, build the check first, or stop the flow. A declaration that is not true turns a
   finding into a false record.
4. If the condition is no longer meant, amend the policy, and check that another legal basis
   carries the flow.

## References

- GDPR Art. 6(1)(a), Art. 7(1) (the controller must be able to demonstrate consent), Art. 9(2)(a).
- Directive 2002/58/EC (ePrivacy) Art. 5(3) and Art. 13.
- PoliCond, ASE 2025: conditions as a field of a disclosure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.omissions import omissions
from flowcheck.facts.words import coded, data_words, doing, quoted
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and condition that the permission needs and the flow lacks."""
    for omission in omissions(facts, "condition"):
        permit = omission.blame.nearest
        if permit is None:
            continue
        wanted = sorted(permit.condition - omission.judgements[0].claim.condition)
        data = data_words(facts, omission.data)
        yield Draft(
            code="FC105",
            message=(
                f"the policy permits {doing(omission.action)} {data} only under the condition "
                f"{coded(wanted)}, which the flow does not declare"
            ),
            address=omission.flow.address,
            subject=omission.flow.id,
            facets={"condition": tuple(wanted)},
            data=omission.data,
            purpose=omission.purpose,
            label=f"declares no `condition: {wanted[0]}`",
            evidence=((permit, f"permits it only with {coded(wanted)}"),),
            help=(
                f"if it truly holds, declare `condition: {wanted[0]}`; else stop the flow",
                f"the policy says: {quoted(permit)}",
            ),
            suggestions=tuple(wanted),
            topic=f"condition:{'+'.join(wanted)}",
        )


RULE = Rule("FC105", "unmet-condition", "error", __doc__, check)
