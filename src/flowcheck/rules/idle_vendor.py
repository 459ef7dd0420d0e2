"""A declared vendor takes part in no flow.

## What it checks

A vendor declared under `vendors:` to which no flow goes, and from which none comes.

One finding per vendor, at its id.

## Why it matters

Either the register forgets a flow, which is serious, or a vendor has been left and nobody closed
the file: its contract runs on, and it may still hold data that ought to be returned or deleted.

## Failing example

Pigeon Post was replaced by Postwing, and stayed in the inventory. The policy says "Email service
providers receive it."

```yaml
- id: postwing
  name: Postwing
  role: email_service_provider
- id: pigeon-post
  name: Pigeon Post
  role: email_service_provider
```

## Passing example

The data was deleted there, the contract ended, the record removed.

```yaml
- id: postwing
  name: Postwing
  role: email_service_provider
```

## How to fix

1. Ask whether data still goes there: search the code and its settings for the vendor.
2. If it does, declare the flow.
3. If not, have the vendor delete or return what it holds, end the contract, and remove the record.

## References

- GDPR Art. 28(3)(g) (deletion or return of data at the end of the services), Art. 30(1)(d)
  (categories of recipients in the records of processing).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per vendor that no flow comes from or goes to."""
    for vendor in facts.inventory.vendors.values():
        if vendor.id not in facts.flows_into and vendor.id not in facts.flows_from:
            yield Draft(
                code="FC302",
                message=f"no flow reaches {vendor.name}",
                address=vendor.address.child("id"),
                subject=vendor.id,
                kind="vendor",
                facets={"recipient": (vendor.id,)},
                label="no flow to it or from it",
                help=("declare the flow that is missing, or remove the vendor",),
                topic="idle",
            )


RULE = Rule("FC302", "idle-vendor", "info", __doc__, check)
