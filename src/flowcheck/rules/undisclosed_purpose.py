"""A flow serves a purpose that the policy does not disclose.

## What it checks

A claim whose verdict is **omitted** and whose blame falls on the **purpose** facet: no permit of
the claim's action names the claim's purpose or a purpose above it. A permit that names no purpose
leaves the facet open and matches every one. The root (`any_purpose`) never matches.

A flow that declares no purpose matches no permit that restricts purposes. Where every permit of
the action does, the finding stands at the flow and says that no purpose is declared.

One finding per flow and purpose, at the purpose; it lists the data terms concerned.

## Why it matters

Purpose limitation is the principle that makes all others checkable: data collected for one
specified purpose may not drift to another one of which nobody was told. A new purpose needs new
information, before it begins.

## Failing example

The hotel's policy says "We use them to manage your booking and to send you your invoice."
Marketing by email is neither.

```yaml
- id: room-bookings
  data: [full_name, email_address, booking]
  source: user
  occasion: travel_booking
  purpose: [transaction_processing, billing, email_marketing]
```

## Passing example

The entry declares, and the hotel does, only what the policy says.

```yaml
- id: room-bookings
  data: [full_name, email_address, booking]
  source: user
  occasion: travel_booking
  purpose: [transaction_processing, billing]
```

## How to fix

1. Stop the use for that purpose, and remove the purpose.
2. Or amend the policy: say for what the data is used, in words from which a reader can tell what
   is done; publish it, inform the people concerned, and only then begin.
3. Declare the purpose that is meant. A general term (`marketing`) is not covered by a permit of a
   narrower one (`newsletter_delivery`).
4. Where none is declared, declare `purpose:`. Silence matches nothing that is restricted.

## References

- GDPR Art. 5(1)(b) (purpose limitation), Art. 6(4) (compatibility of a further purpose),
  Art. 13(1)(c), 13(3), 14(1)(c) and 14(4) (information on purposes, and on new ones beforehand).
- California Civil Code 1798.100(a)(1): no use for additional purposes that are incompatible with
  the disclosed purpose without notice.
- Article 29 Working Party, Guidelines on transparency (WP260 rev.01).
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
    """Yield a finding per flow and purpose that no permission of the action matches."""
    for omission in omissions(facts, "purpose"):
        yield draft_undisclosed(facts, "FC102", omission)


RULE = Rule("FC102", "undisclosed-purpose", "error", __doc__, check)
