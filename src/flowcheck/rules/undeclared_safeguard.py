"""The policy promises something of a record, and the record does not declare it.

## What it checks

A requirement in scope whose outcome is **undeclared**: a `require` statement of the policy applies
to a record, and the record declares nothing for the attribute that is promised. Which records an
attribute looks at, and how `when` and `except` narrow them, is told at FC201.

An `owner` or a review date that a flow, a store or a collection does not declare is its system's;
the system is asked instead.

One finding per statement, attribute and record, at the record.

## Why it matters

What nobody has written down, nobody has checked. An auditor who asks for evidence of encryption at
rest gets either a record or a promise; the record is what accountability means.

## Failing example

The policy says "All photographs are stored in encrypted form." The store does not say how.

```yaml
- name: originals
  data: image_upload
  retention: P90D
```

## Passing example

Somebody looked, and declared what is true.

```yaml
- name: originals
  data: image_upload
  at_rest: aes_256
  retention: P90D
```

## How to fix

1. Find out what is true: ask the system's owner, look at its configuration.
2. Declare it. If it is weaker than what is promised, FC201 says so next; that is the point.
3. If the promise was never meant for this record, narrow its `when:`, as far as the quoted words
   allow.
4. Do not copy the promised value without looking.

## References

- GDPR Art. 5(2) and Art. 24 (accountability), Art. 30(1)(f) and 30(1)(g) (time limits and
  security measures in the records of processing), Art. 32(1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.promised import draft_promise
from flowcheck.judge.promises import Outcome
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per promise and record that declares nothing on it."""
    for found in facts.promises.unmet:
        if found.outcome is Outcome.UNDECLARED:
            yield draft_promise(facts, "FC202", found)


RULE = Rule("FC202", "undeclared-safeguard", "warning", __doc__, check)
