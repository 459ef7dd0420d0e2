"""A system sends or stores data that it neither collects, derives nor receives.

## What it checks

A system sends or stores a data term that overlaps nothing which it collects (`collects`), derives
(`derives`) or receives (a flow to it). Overlap counts as received: a system that receives
`contact_data` may send `email_address`, and the reverse.

Vendors are not asked: what they derive is not known here.

One finding per system and term, at the first flow, else at the store, that uses it.

## Why it matters

Data does not appear from nothing. Where the record cannot say how it arrived, a collection or a
flow is missing from the register, and neither an access request nor an erasure will find its way
back along it.

## Failing example

Only the meter readings reach the billing service, yet its letters carry the address. The policy
says "We collect your meter readings and your address when you sign up for electricity."

```yaml
- id: billing
  name: Billing
  kind: service
  flows:
    - id: letters
      to: print_and_mail_provider
      data: [energy_consumption, postal_address]
      purpose: billing
```

## Passing example

The flow into the billing service declares both.

```yaml
- id: readings
  to: billing
  data: [energy_consumption, postal_address]
  purpose: billing
```

## How to fix

1. Find out where the data comes from: look at the system's inputs and at its tables.
2. Declare how it arrives: a `collects` entry, a flow from another system, or `derives:` where it is
   computed.
3. If the system does not have the data after all, remove the term from the flow or the store.

## References

- GDPR Art. 30(1) (records of processing activities), Art. 15(1)(g) (source), Art. 17 and 19
  (erasure, and its notification to recipients), Art. 5(2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import named
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Store, System
    from flowcheck.model.source import Address


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow or store and data term without an origin in its system."""
    lattice = facts.vocabulary["data"]
    for system in facts.inventory.systems.values():
        origins = _origins(facts, system)
        explained: set[str] = set()
        for kind, record, term in _uses(facts, system):
            if term in explained or any(lattice.overlaps(term, origin) for origin in origins):
                explained.add(term)
                continue
            address = record.address.child("data", record.data.index(term))
            yield _draft(facts, system, kind, record.id, term, address)


def _origins(facts: Facts, system: System) -> set[str]:
    arriving = (*facts.collected_by.get(system.id, ()), *facts.flows_into.get(system.id, ()))
    return {term for flow in arriving for term in flow.data} | set(system.derives)


def _uses(facts: Facts, system: System) -> Iterator[tuple[str, Flow | Store, str]]:
    for flow in facts.flows_from.get(system.id, ()):
        for term in flow.data:
            yield "flow", flow, term
    for store in system.stores:
        for term in store.data:
            yield "store", store, term


def _draft(  # noqa: PLR0913 - the parts of one finding
    facts: Facts, system: System, kind: str, subject: str, term: str, address: Address
) -> Draft:
    verb = "sends" if kind == "flow" else "stores"
    return Draft(
        code="FC301",
        message=(
            f"{system.name} {verb} {named(facts, 'data', term)}, which it neither collects, "
            "derives nor receives"
        ),
        address=address,
        subject=subject,
        kind=kind,
        facets={"data": (term,)},
        data=(term,),
        label="where does this come from?",
        help=(
            (
                f"declare how it arrives: in `collects:` or `derives:` of `{system.id}`, or as a "
                "flow to it; or remove it here"
            ),
        ),
        topic=f"data:{term}",
    )


RULE = Rule("FC301", "unexplained-data", "warning", __doc__, check)
