"""The code base has a key of, or calls, a party that nobody knows.

## What it checks

Where the code base is scanned, two signs of another party that neither the catalogue nor the
inventory knows:

- a **setting** that holds what somebody hands out, as `ACME_API_KEY` or `ACME_CLIENT_SECRET`, where
  `ACME` is no generic word, no system and no package of your own;
- a **host** that code calls, or whose first label says that something is sent there, as
  `api.acme.com` or `ingest.acme.com`, where the domain is not your own, not reserved, and none that
  code names without asking it (`w3.org`, `github.com` ...).

The lists of words and domains stand on the page
[Evidence](https://flowcheck.readthedocs.io/en/stable/evidence/). One finding per party, at its
first sighting, with all other places.

## Why it matters

No list holds every vendor: of real privacy policies about one vendor in seven is in none. What the
catalogue does not know must not pass in silence.

## Failing example

The forms go to a service that no catalogue has.

```yaml
environment:
  FORMPIGEON_API_KEY: ${FORMPIGEON_API_KEY}
```

## Passing example

The vendor is declared under that name.

```yaml
vendors:
  - id: formpigeon
    name: Formpigeon
    role: form_provider
```

## How to fix

1. Find out who it is. If it gets data about people, declare it under `vendors:`, by that name or
   with its site as `url:`.
2. If it does not, say so under `decisions:`: `{name: "ACME_*", is: not_a_recipient, reason: ...,
   owner: ...}`, or the same with `host: acme.com`.
3. If more than one project uses it, give it an entry under `catalogue:`, so that its packages,
   hosts and settings are known by their vendor.

## References

- GDPR Art. 13(1)(e), 14(1)(e), Art. 30(1)(d).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.parties.words import counted_places, places
from flowcheck.facts.words import coded
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.facts.parties.party import Stranger


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per party that is seen and not known."""
    for stranger in facts.parties.strangers if facts.parties is not None else ():
        if stranger.counting:
            yield _draft(stranger)


def _draft(stranger: Stranger) -> Draft:
    where = places(stranger.counting)
    is_host = stranger.kind == "host"
    seen = counted_places(len(where))
    what = "a host" if where[0].mention.kind == "host" else "a key"
    names = dict.fromkeys(p.mention.value for p in where if p.mention.kind == "name")
    patterns = [f'name: "{name}"' for name in names]
    if any(place.mention.kind == "host" for place in where):
        patterns.insert(0, f"host: {stranger.id}")
    decisions = [f"- {{{p}, is: not_a_recipient, reason: ..., owner: ...}}" for p in patterns]
    url = f", url: https://{stranger.id}" if is_host else ""
    name = stranger.id.partition(".")[0].lower()
    entry = f"- {{id: {name}, role: ...{url}}}"
    return Draft(
        code="FC603",
        message=(
            f"{what} of `{stranger.id}` stands in {seen} of the code base, and nobody knows who "
            "that is"
        ),
        address=where[0].mention,
        subject=stranger.id,
        kind="party",
        label=where[0].note,
        help=(
            f"if it gets data about people, declare it: `{entry}`",
            f"if not, decide so: {coded(decisions)}",
        ),
        topic="stranger",
        places=where,
    )


RULE = Rule("FC603", "unclassified-party", "warning", __doc__, check, reads_code=True)
