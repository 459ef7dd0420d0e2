"""The policy permits something that no declared flow does.

## What it checks

A permit of the policy whose box no claim of any declared flow meets. Conditions are left aside: a
permit that a flow meets but for its condition is used.

One finding per permit, at its id.

## Why it matters

Either a flow is missing from the inventory, which is the serious case, or the policy reserves a
right that nobody exercises. A notice that lists what is not done is longer than it need be, and
frightens people for nothing.

## Failing example

The policy says "We share your phone number with credit bureaus." No declared flow does.

```yaml
- id: share-bureaus
  quote: We share your phone number with credit bureaus.
  permit: share
  data: phone_number
  recipient: credit_bureau
```

## Passing example

The flow was there all along, and is now declared.

```yaml
- id: credit-check
  to: credit_bureau
  data: phone_number
  purpose: service_provision
```

## How to fix

1. Ask the owners of the systems whether the data flows after all; if so, declare it.
2. If it does not, have the passage taken out of the policy at its next edition.
3. If it is needed for rare cases (a court order, the sale of the company), keep it, and record a
   waiver for the statement.

## References

- GDPR Art. 12(1) (concise information), Art. 5(1)(c) (data minimisation), Art. 30.
- Article 29 Working Party, Guidelines on transparency (WP260 rev.01).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.gaps import idle_promises, unused_permits
from flowcheck.facts.words import quoted
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per permit that no claim meets, and per promise that concerns nothing."""
    yield from _idle_promises(facts)
    for permit in unused_permits(facts):
        yield Draft(
            code="FC505",
            message=f"no declared flow relies on the permission `{permit.id}`",
            address=permit.address.child("id"),
            subject=permit.id,
            kind="statement",
            label="unused",
            evidence=((permit, "no declared flow does this"),),
            help=(
                (
                    "declare the flow that is missing from the inventory, or take the passage "
                    f"out of the policy: {quoted(permit, 80)}"
                ),
            ),
            topic="unused",
        )


def _idle_promises(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per promise that no record is concerned by."""
    for statement in idle_promises(facts):
        yield Draft(
            code="FC505",
            message=f"no declared record is concerned by the promise `{statement.id}`",
            address=statement.address.child("id"),
            subject=statement.id,
            kind="statement",
            label="holds for nothing",
            evidence=((statement, "promised of nothing that is declared"),),
            help=(
                (
                    "see whether `when:` says what the passage means, and the inventory "
                    "declares what it is about"
                ),
            ),
            topic="idle promise",
        )


RULE = Rule("FC505", "unused-disclosure", "info", __doc__, check)
