"""A flow is about data subjects whom the policy does not mention.

## What it checks

A claim whose verdict is **omitted** and whose blame falls on the **subject** facet: no permit of
the claim's action is about the claim's data subjects or a group that contains them. A permit that
names no subject takes the policy's `scope: {subject: ...}`; without a scope the facet is open. The
root (`any_person`) never matches.

A flow that declares no subject matches no permit that restricts subjects.

One finding per flow and subject, at the subject; it lists the data terms concerned.

## Why it matters

A notice is addressed to somebody. Those to whom it does not speak - employees, children, guests of
a customer, people in somebody else's address book - have been told nothing, however good the
notice is for the others. For children the law asks for more than a notice.

## Failing example

The policy says "This policy is for players who are adults." The game collects the same data of
children.

```yaml
- id: play
  data: [email_address, game_score]
  source: user
  occasion: app_use
  subject: [adult_player, child]
  purpose: service_operation
```

## Passing example

The game asks for the age first, and collects nothing of children.

```yaml
- id: play
  data: [email_address, game_score]
  source: user
  occasion: app_use
  subject: adult_player
  purpose: service_operation
```

## How to fix

1. Stop collecting data of those people, or keep them out of the flow.
2. Or inform them: extend the policy, or publish a notice of their own, and add the subject to the
   statements that quote it, or to the policy's `scope:`.
3. Declare the group that is meant: a permit about `paid_subscriber` does not cover
   `service_user`.
4. For children, see to the parents' authorisation first.

## References

- GDPR Art. 12(1) (information addressed to the data subject, specifically to a child), Art. 13 and
  14 (each data subject is informed), Art. 8.
- COPPA Rule, 16 CFR 312.4 (notice) and 312.5 (parental consent).
- California Civil Code 1798.120(c): consumers under 16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.omissions import omissions
from flowcheck.facts.undisclosed import draft_undisclosed
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and data subject that no permission of the action matches."""
    for omission in omissions(facts, "subject"):
        yield draft_undisclosed(facts, "FC106", omission)


RULE = Rule("FC106", "undisclosed-subject", "error", __doc__, check)
