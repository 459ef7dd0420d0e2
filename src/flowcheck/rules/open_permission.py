"""A permission leaves open with whom data is shared, or what it is used for.

## What it checks

A permit of sharing, selling, renting or trading that names no `recipient`, or a permit of use that
names no `purpose`, and no condition either. A facet that a statement does not mention is
unrestricted, so such a permit covers every recipient, or every purpose.

A permit with a condition is left alone: "with your consent" names who decides.

## Why it matters

A forgotten key is the easiest slip in the whole language, and the most dangerous: from then on an
undisclosed vendor passes, with a proof. Where the published sentence really names nobody, it
discloses nothing that a person could act on (GDPR Art. 13(1)(e) asks for recipients or categories
of recipients).

## Failing example

The bakery's policy says "Our delivery partner receives your address". The statement forgets whom.

```yaml
- id: share-delivery
  quote: Our delivery partner receives your address.
  permit: share
  data: postal_address
```

## Passing example

```yaml
- id: share-delivery
  quote: Our delivery partner receives your address.
  permit: share
  data: postal_address
  recipient: shipping_provider
```

## How to fix

1. Name the recipient, or the purpose, that the passage names.
2. Where the passage speaks of "third parties" or "business purposes" only, name that generic term:
   flows are then disclosed, but vaguely, which is the truth (FC111).
3. Where it permits something under a condition, name the condition.

## References

- GDPR Art. 5(1)(b), 13(1)(c) and (e), 14(1)(c) and (e).
- Andow et al., PolicyLint, USENIX Security 2019.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import quoted
from flowcheck.model.claim import SHARE, USE
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per permit and facet that it leaves open to everybody or everything."""
    lattice = facts.vocabulary["action"]
    for permit in facts.policy.permits:
        if permit.condition:
            continue
        if "recipient" not in permit.box and any(lattice.under(a, SHARE) for a in permit.actions):
            yield _draft(permit, "recipient", "with anyone", "third_party")
        if "purpose" not in permit.box and USE in permit.actions:
            yield _draft(permit, "purpose", "for anything", "legitimate_business_purposes")


def _draft(permit: Statement, facet: str, reach: str, generic: str) -> Draft:
    verb = "use" if facet == "purpose" else "sharing"
    return Draft(
        code="FC508",
        message=f"statement `{permit.id}` permits {verb} {reach}: it names no {facet}",
        address=permit.address.child("id"),
        subject=permit.id,
        kind="statement",
        facets={"open": (facet,)},
        label=f"no `{facet}:`",
        evidence=((permit, f"permits it {reach}"),),
        help=(
            f"name the {facet} that the passage names: {quoted(permit, 80)}",
            f"if it really names none, say so with the generic `{facet}: {generic}`",
        ),
        suggestions=(generic,),
        topic=f"{facet}:{permit.id}",
    )


RULE = Rule("FC508", "open-permission", "warning", __doc__, check)
