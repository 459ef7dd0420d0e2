"""A waiver is about to end.

## What it checks

A waiver in force whose `until` is today or one of the next 14 days. It still lifts its finding.
From the day after its end FC402 reports it, and what it was for is reported beside it.

One finding per waiver, at its end date.

## Why it matters

A waiver that has ended fails the build of whoever comes next, and not of its owner. Two weeks are
enough to mend what it is for, or to ask its owner for a decision.

## Failing example

The waiver for a use that the policy does not disclose yet ends in ten days.

```yaml
- rule: FC102
  flow: guest-counts
  reason: the policy's next edition names the analysis of busy evenings, see LEGAL-12
  owner: gino
  until: 2026-12-04
```

## Passing example

The edition is late. The owner looked again, and decided until the end of January.

```yaml
- rule: FC102
  flow: guest-counts
  reason: the policy's next edition comes out in January, see LEGAL-12
  owner: gino
  until: 2027-01-31
```

## How to fix

1. Mend what the waiver is for, and remove it. This is the way that it was meant to end.
2. Or have its owner decide anew: a new reason, a new end, and the same person answering for it.
3. Do not move the date without reading the reason.

## References

- GDPR Art. 5(2) (accountability), Art. 24(1) (measures are reviewed and updated).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.waivers import draft_waiver
from flowcheck.model.inventory import is_expiring
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per waiver in force that ends soon."""
    for waiver in facts.inventory.waivers:
        left = (waiver.until - facts.today).days
        if left >= 0 and is_expiring(waiver.until, facts.today):
            label = "ends " + (("today", "tomorrow")[left] if left <= 1 else f"in {left} days")
            yield draft_waiver("FC403", waiver, f"ends on {waiver.until}", label, "expiring")


RULE = Rule("FC403", "expiring-waiver", "warning", __doc__, check)
