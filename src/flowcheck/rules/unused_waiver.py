"""A waiver lifts no finding.

## What it checks

A waiver in force (its `until` is today or later) whose rule ran, and which lifted no finding. A
waiver lifts a finding of its rule where every one of its targets (`flow`, `system`, `vendor`,
`statement`, `term`) is what the finding is about.

One finding per waiver, at its rule. Expired waivers are FC402.

## Why it matters

A waiver that fits nothing is a trap: one day it fits something new, and silences a finding that
nobody has looked at. Removing it also shows that the debt was paid.

## Failing example

The policy says "We use both to keep the table for you." The flow to the till once counted busy
evenings; that was stopped, and the waiver stayed.

```yaml
- rule: FC102
  flow: guest-counts
  reason: the policy's next edition names the analysis of busy evenings, see LEGAL-12
  owner: gino
  until: 2027-01-31
```

## Passing example

The waiver is for a flow that does need it: the policy does not disclose this purpose yet.

```yaml
- id: guest-counts
  to: till
  data: booking
  purpose: capacity_planning
```

## How to fix

1. Remove the waiver, if what it was for is mended.
2. If the finding is still there, the waiver misses it: compare its rule and its targets with the
   finding (`flowcheck lint --format json` shows flow and terms).
3. If the finding has moved to another rule, decide anew, and give a new reason and end.

## References

- GDPR Art. 5(2) (accountability), Art. 24(1) (measures are reviewed and updated).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from flowcheck.facts.waivers import draft_waiver
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per waiver in force that the engine found no use for."""
    for waiver in facts.unused_waivers:
        draft = draft_waiver("FC401", waiver, "lifts no finding", "nothing to waive", "unused")
        yield replace(
            draft,
            address=waiver.address.child("rule"),
            help=("remove it: what it was for is mended, or was never found",),
        )


RULE = Rule("FC401", "unused-waiver", "warning", __doc__, check)
