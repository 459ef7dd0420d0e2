"""The code base uses a vendor that the inventory does not declare.

## What it checks

Where the code base is scanned (`flowcheck scan`, or `scan: {lint: true}` in `flowcheck.yaml`),
each vendor of the catalogue of which it holds proof: one **strong** sighting, as an SDK in a
manifest, a host that code calls or a Terraform resource, or two **medium** ones of different
signals, as an import and a key. What weighs how much stands on the page
[Evidence](https://flowcheck.readthedocs.io/en/stable/evidence/).

The vendor must be under `vendors:`, by its name or its company, or by `catalogue: <id>` where those
do not tell; a declared owner stands for the vendors that it owns.

One finding per vendor, at its strongest sighting, with all other places, the vendor's category,
and whether the policy discloses that category. Weak sightings alone, as a package for development
or one that another package brings along, are no finding: `flowcheck scan` lists them.

## Why it matters

Code is what happens. A vendor that came in with a pull request gets data whether or not anybody has
declared it, and what the inventory does not hold, nobody holds against the policy.

## Failing example

The shop takes card payments through Stripe; the inventory has no word of it.

```json
"dependencies": {
  "stripe": "^14.0.0"
}
```

## Passing example

The vendor is declared, with the flow that reaches it.

```yaml
vendors:
  - id: stripe
    name: Stripe
    role: payment_processor
    country: us
```

## How to fix

1. Declare the vendor, with the flows that reach it: `flowcheck scan --write` adds the entry, and
   FC302 asks for the flows.
2. Where the policy does not disclose the vendor's category, amend it before data goes there.
3. Where no data about people goes there, say so under `decisions:`, with the reason and who answers
   for it: `{vendor: stripe, is: not_a_recipient, reason: ..., owner: ...}`.
4. Where it is a mistake of flowcheck, decide on what was mistaken: `{package: "npm:stripe", ...}`.

## References

- GDPR Art. 13(1)(e), 14(1)(e) (recipients or categories of recipients), Art. 28 (processors),
  Art. 30(1)(d) (categories of recipients in the records of processing).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.parties.disclosure import disclosure
from flowcheck.facts.parties.entry import entry_of, flow_style
from flowcheck.facts.parties.words import categories_in_words, counted_places, places
from flowcheck.facts.words import cut, listed, plain
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.facts.parties.disclosure import Disclosure
    from flowcheck.facts.parties.party import SeenVendor


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per vendor that the code proves and the inventory does not have."""
    for party in facts.parties.undeclared if facts.parties is not None else ():
        yield _draft(facts, party)


def _draft(facts: Facts, party: SeenVendor) -> Draft:
    vendor, where = party.vendor, places(party.counting)
    what = categories_in_words(facts, party.categories)
    told = [disclosure(facts, category) for category in party.categories]
    said = {d.note: (d.statement, d.note) for d in told if d is not None}
    return Draft(
        code="FC601",
        message=(
            f"{vendor.name}, {what}, is seen in {counted_places(len(where))} of the code base and "
            f"not declared (`{vendor.id}`)"
        ),
        address=where[0].mention,
        subject=vendor.id,
        kind="vendor",
        label=where[0].note,
        evidence=tuple(said.values()),
        help=tuple(_help(facts, party, told)),
        topic=f"vendor:{vendor.id}",
        places=where,
    )


def _help(facts: Facts, party: SeenVendor, told: list[Disclosure | None]) -> Iterator[str]:
    against = party.contradicted
    if against is not None:
        yield (
            f"it is decided that `{party.vendor.id}` is self-hosted ({cut(against.reason, 80)}), "
            "yet a host that the vendor itself runs is named here: mend one of the two"
        )
    yield f"declare it, with the flows that reach it: `- {flow_style(entry_of(party))}`"
    missing = [
        plain(facts, "recipient", category)
        for category, found in zip(party.categories, told, strict=True)
        if found is None or not found.discloses
    ]
    if missing and facts.inventory.policy.document:
        yield f"amend the policy before data goes there: it does not disclose any {listed(missing)}"
    yield (
        "or, where no data about people goes there, decide so: "
        f"`- {{vendor: {party.vendor.id}, is: not_a_recipient, reason: ..., owner: ...}}`"
    )


RULE = Rule("FC601", "undeclared-vendor", "error", __doc__, check, reads_code=True)
