"""A flow uses, shares or collects data that the policy does not disclose.

## What it checks

A claim whose verdict is **omitted** and whose blame falls on the **data** facet: among the
permits of the claim's action (`collect`, `use`, `share`, `sell` ...), none names a data term that
is the claim's term or above it. The facet is matched by containment, so a permit of
`approximate_location` does not match a flow of `location_data`, nor one of `precise_location`.
The root of the facet (`information`) never matches. `data: collected` matches what the
`permit collect` statements name, and nothing else.

One finding per flow (or `collects` entry) and data term, at the term. It lists the purposes of the
claims that fail alike, and names the nearest data that the policy does disclose.

## Why it matters

People must be told what is held about them. A regulator compares what an app sends with what its
notice says; data that the notice does not name is the plainest kind of unfair processing, and the
easiest to prove from network traffic.

## Failing example

The policy says "We share your name and delivery address with courier companies". The courier's
labels carry the phone number too, and no `permit: share` names it.

```yaml
- id: courier-labels
  to: shipping_provider
  data: [full_name, shipping_address, phone_number]
  purpose: delivery_of_goods
```

## Passing example

The published text, and the statement that quotes it, name the phone number.

```yaml
- id: share-couriers
  quote: >-
    We share your name, delivery address and phone number with courier companies, so that
    they can bring your order.
  permit: share
  data: [full_name, shipping_address, phone_number]
  recipient: shipping_provider
```

## How to fix

1. Ask whether the receiver needs the data. If not, take the term out of the flow, and the field
   out of the request.
2. If it does, have the policy amended, publish it, and add the term to the statement that quotes
   the new words.
3. If the policy means this data under another name, declare the term that it uses. Where the
   flow's term is too broad (`location_data`), declare the narrower one that is really sent.
4. Until the text is published, stop the flow, or record a waiver with a reason and an end.

## References

- GDPR Art. 5(1)(a) (transparency), Art. 14(1)(d) (categories of personal data concerned).
- California Civil Code 1798.100(a)(1) and 1798.110(c): categories of personal information.
- Andow et al., PoliCheck, USENIX Security 2020: omitted disclosures.
- Sen et al., Bootstrapping Privacy Compliance in Big Data Systems, IEEE S&P 2014: permit by
  containment.
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
    """Yield a finding per flow and data term that no permission of the action matches."""
    for omission in omissions(facts, "data"):
        yield draft_undisclosed(facts, "FC101", omission)


RULE = Rule("FC101", "undisclosed-data", "error", __doc__, check)
