"""Two statements of the policy contradict each other, whatever flows there are.

## What it checks

Two statements of the policy, a permit and a deny, that meet (the deny's action is the permit's or
above it, and on every facet that both restrict some of their terms overlap) and form a
contradiction, C1 to C12. The comparison goes facet by facet, from the permit to the deny: equal,
narrower, broader, or overlapping. Recipient and data give the type. The remaining facets and the
conditions may turn it: where the permit is narrower than the deny in one of them, or the two merely
overlap, the pair is a contradiction (shown as a bare C if the type was a narrowing); where the
permit is broader in some and never narrower, it is a narrowing (FC504). A facet that one side does
not restrict counts as broader.

No flow is needed: what a flow makes of it is FC121. One finding per pair, at the deny's id.

## Why it matters

A policy that says both "we share" and "we never share" tells people nothing, and binds the company
to whichever half suits the other side. Such pairs are found in many published policies, mostly
because parts were written at different times.

## Failing example

The policy shares the number with telephone companies, and then with nobody: the permit's recipient
is narrower than the deny's, and the data is the same (C3).

```yaml
- id: share-carriers
  quote: We share your phone number with telephone companies.
  permit: share
  data: phone_number
  recipient: telephony_provider
- id: never-share
  quote: We never share your phone number.
  deny: share
  data: phone_number
```

## Passing example

The two passages are about different data: "We never share your chat messages."

```yaml
- id: share-carriers
  quote: We share your phone number with telephone companies.
  permit: share
  data: phone_number
  recipient: telephony_provider
- id: never-share
  quote: We never share your chat messages.
  deny: share
  data: chat_transcript
```

## How to fix

1. Find out which of the two passages is true.
2. Have the other removed, or reworded as an exception: a denial narrower than the permission is a
   narrowing (FC504) and contradicts nothing.
3. Check that the statements say no more than their quotes do: a recipient that the text names but
   the statement leaves out makes a deny broader than it is.

## References

- Andow et al., PolicyLint: Investigating Internal Privacy Policy Contradictions on Google Play,
  USENIX Security 2019: the types C1 to C12.
- GDPR Art. 5(1)(a), Art. 12(1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.statement_pairs import draft_pair, statement_pairs
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per pair of statements of a type C1 to C12."""
    for pair in statement_pairs(facts, narrowing=False):
        yield draft_pair("FC503", pair, "one of the two must yield: mend the published text")


RULE = Rule("FC503", "policy-contradiction", "warning", __doc__, check)
