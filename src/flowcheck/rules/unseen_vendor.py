"""The code base shows nothing of a declared vendor.

## What it checks

Where the whole code base is scanned, each vendor under `vendors:` that the catalogue knows how to
see, and of which nothing is seen: no package, no host, no setting, not even a weak sign. Vendors
that the catalogue does not know are left out, and so are those that a decision is about.

One finding per vendor, at its id.

## Why it matters

Either the vendor has been left and nobody closed the file, and it may still hold data that ought
to be returned or deleted; or it is used where this scan does not look: by people through its
site, or by another repository. That is worth a look, and no more: the finding is information.

## Failing example

PostHog once counted visits; the code that did was removed.

```yaml
vendors:
  - id: posthog
    name: PostHog
    role: analytics_provider
```

## Passing example

The code still talks to it.

```json
"dependencies": {
  "posthog-node": "^4.0.0"
}
```

## How to fix

1. Ask who uses the vendor. If nobody does, end the contract, have the data returned or deleted, and
   remove the record.
2. If it is used by people or elsewhere, switch the rule off for the project: `ignore: FC602`.

## References

- GDPR Art. 28(3)(g) (deletion or return of data at the end of the services), Art. 30(1)(d).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per vendor that a scan should have seen and has not."""
    if facts.parties is None or facts.code is None or not facts.code.whole:
        return
    for vendor in facts.parties.unseen:
        yield Draft(
            code="FC602",
            message=f"nothing of {vendor.name} is seen in the code base",
            address=vendor.address.child("id"),
            subject=vendor.id,
            kind="vendor",
            facets={"recipient": (vendor.id,)},
            label="no package, host or setting of it",
            help=(
                "if nobody uses it any more, end the contract and remove the record",
                "if it is used elsewhere, ignore FC602",
            ),
            topic="unseen",
        )


RULE = Rule("FC602", "unseen-vendor", "info", __doc__, check, reads_code=True)
