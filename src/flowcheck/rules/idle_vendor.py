"""A declared vendor takes part in no flow.

## What it checks

A vendor declared under `vendors:` to which no flow goes, and from which none comes.

One finding per vendor, at its id. It is a note; where the code base was searched too, and proves
the vendor ([evidence](../evidence.md)), it is an **error**: then a flow is there, nobody has said
what goes with it, and so nothing could be held against the policy.

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

from msgspec.structs import replace

from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.facts.parties.party import SeenVendor
    from flowcheck.model.inventory import Vendor


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per vendor that no flow comes from or goes to."""
    proved = _proved(facts)
    for vendor in facts.inventory.vendors.values():
        if vendor.id not in facts.flows_into and vendor.id not in facts.flows_from:
            yield _draft(vendor, proved.get(vendor.id))


def _draft(vendor: Vendor, seen: SeenVendor | None) -> Draft:
    draft = Draft(
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
    if seen is None:
        return draft
    first = seen.counting[0]
    where = f"{first.mention.path}:{first.mention.line}:{first.mention.column}, {first.note}"
    decided = f"{{vendor: {seen.vendor.id}, is: not_a_recipient, reason: ..., owner: ...}}"
    return replace(
        draft,
        message=f"the code base shows {vendor.name}, and no flow says what it gets",
        severity="error",
        why="a flow that is not declared is held against no policy",
        help=(
            f"declare what it gets, under `flows:` of the system that sends it: see {where}",
            f"or, where no data about people goes there, decide so: `- {decided}`",
        ),
    )


def _proved(facts: Facts) -> dict[str, SeenVendor]:
    """Return the declared vendors that the code base proves."""
    if facts.parties is None:
        return {}
    parties = (party for party in facts.parties.vendors if party.evident)
    return {vendor.id: party for party in parties for vendor in party.declared}


RULE = Rule("FC302", "idle-vendor", "info", __doc__, check)
