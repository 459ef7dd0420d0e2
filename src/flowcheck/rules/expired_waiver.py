"""A waiver has passed its end.

## What it checks

A waiver whose `until` lies before the day of the run. It lifts nothing any more; what it was for is
reported beside it. On the day itself it is still in force.

One finding per waiver, at its end date.

## Why it matters

A waiver is a risk that somebody accepted for a time. After that time nobody has accepted it. To let
it run on in silence would be to decide without deciding.

## Failing example

The waiver for a use that the policy does not disclose yet ended in October. The policy still says
only "We use both to keep the table for you."

```yaml
- rule: FC102
  flow: guest-counts
  reason: the policy's next edition names the analysis of busy evenings, see LEGAL-12
  owner: gino
  until: 2026-10-31
```

## Passing example

The owner looked again, and decided until the end of January.

```yaml
- rule: FC102
  flow: guest-counts
  reason: the policy's next edition names the analysis of busy evenings, see LEGAL-12
  owner: gino
  until: 2027-01-31
```

## How to fix

1. Mend what the waiver was for, and remove it. This is the way that it was meant to end.
2. Or have its owner decide anew: a new reason, a new end, and the same person answering for it.
3. Do not move the date without reading the reason.

## References

- GDPR Art. 5(2) (accountability), Art. 24(1) (measures are reviewed and updated).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.waivers import draft_waiver
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per waiver whose `until` lies before today."""
    for waiver in facts.inventory.waivers:
        if waiver.until < facts.today:
            label = f"before today, {facts.today}"
            yield draft_waiver("FC402", waiver, f"ended on {waiver.until}", label, "expired")


RULE = Rule("FC402", "expired-waiver", "error", __doc__, check)
