"""Data is collected from a source, or on an occasion, that the policy does not disclose.

## What it checks

A collect claim whose verdict is **omitted** and whose blame falls on the **source** or the
**occasion** facet: no `permit collect` names the claim's source (or occasion) or a term above it.
A permit that names none leaves the facet open. The roots (`any_source`, `any_occasion`) never
match.

An entry that declares no source or no occasion matches no permit that restricts that facet; where
every `permit collect` does, the finding stands at the entry and says what is undeclared.

One finding per `collects` entry, facet and term, at the term.

## Why it matters

Data that comes from somebody else is data of which the person knows nothing: that is why the law
wants the source told. An occasion says when collection happens; data taken at another moment
surprises people just as much.

## Failing example

The clinic's policy says "We collect your name, date of birth and insurance number from you when
you come for an appointment." The front desk also asks the insurer.

```yaml
- id: front-desk
  data: [full_name, date_of_birth, health_insurance_number]
  source: [user, insurer]
  occasion: medical_appointment
  purpose: medical_treatment
```

## Passing example

The policy now adds: "Your insurer tells us your insurance number and date of birth."

```yaml
- id: collect-from-insurer
  quote: Your insurer tells us your insurance number and date of birth.
  permit: collect
  data: [health_insurance_number, date_of_birth]
  source: insurer
```

## How to fix

1. Collect the data from the source, and on the occasion, that the policy describes.
2. Or amend the policy: name the source or its kind, and what comes from it; quote it in a
   `permit: collect` with `source:` or `occasion:`.
3. Split an entry that mixes sources, so that each says what truly comes from where.
4. Where the finding says that none is declared, declare `source:` and `occasion:`.

## References

- GDPR Art. 14(2)(f) (the source from which the data originate), Art. 15(1)(g), Art. 5(1)(a).
- California Civil Code 1798.110(c)(2): categories of sources.
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
    """Yield a finding per flow and source or occasion that no permission of the action matches."""
    for omission in omissions(facts, "source", "occasion"):
        yield draft_undisclosed(facts, "FC104", omission)


RULE = Rule("FC104", "undisclosed-source", "error", __doc__, check)
