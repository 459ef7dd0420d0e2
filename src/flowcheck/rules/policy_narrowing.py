"""A denial of the policy takes something out of a wider permission.

## What it checks

Two statements of the policy, a permit and a deny, that meet and form a narrowing, N1 to N4: the
deny takes something out of a permission that is broader in its data, its recipients or the
remaining facets (purpose, subject, source, occasion, region) and conditions. A pair that only
these make a narrowing is shown as a bare N. Under `data: collected`, the permission is broader
where the policy collects some term that the deny does not contain.

One finding per pair, at the deny's id. Nothing is wrong with it: it tells engineers where the
boundaries run. Notes are not shown as frames unless `--fail-on info` is given.

## Why it matters

"We share what we collect, but never email addresses" is how good policies are written. The
exception is also what code forgets first, since the general permission is what everybody remembers.
FC131 reports any flow that crosses it.

## Failing example

The second sentence narrows the first (N1): all data may be shared but email addresses.

```yaml
- id: share-association
  quote: We share what we collect with our teachers' association.
  permit: share
  data: collected
- id: no-email
  quote: We do not share email addresses.
  deny: share
  data: email_address
```

## Passing example

The permission names only what is shared, so that there is nothing to take out.

```yaml
- id: share-association
  quote: We share your viewing history with our teachers' association.
  permit: share
  data: media_consumption
- id: no-email
  quote: We do not share email addresses.
  deny: share
  data: email_address
```

## How to fix

1. Nothing needs fixing. Look whether the exception is known to those who build the flows.
2. Where it can be said positively, let the permission name what it covers.
3. Switch the notes off with `ignore: FC504` where they are of no use.

## References

- Andow et al., PolicyLint, USENIX Security 2019: narrowing definitions N1 to N4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.statement_pairs import draft_pair, statement_pairs
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per pair of statements of a type N1 to N4."""
    for pair in statement_pairs(facts, narrowing=True):
        yield draft_pair("FC504", pair, "legitimate: flows inside the denial are prohibited")


RULE = Rule("FC504", "policy-narrowing", "info", __doc__, check)
