"""A decision is about nothing that the code base shows.

## What it checks

Where the whole code base is scanned, each entry under `decisions:` that lifts no sighting: what
it is about is not there, its `path` fits no file of it, or `self_hosted` is said of what the
vendor itself runs.

One finding per decision, at what it is about.

## Why it matters

A decision that fits nothing is a trap: one day it fits something new, and silences a finding that
nobody has looked at.

## Failing example

Sentry was self-hosted once; now nothing of it is left.

```yaml
decisions:
  - vendor: sentry
    is: self_hosted
    reason: runs on our own servers, see OPS-7
    owner: ops
```

## Passing example

The SDK is there, and talks to the copy that we run.

```json
"dependencies": {
  "@sentry/node": "^8.0.0"
}
```

## How to fix

1. Remove the decision, if what it was about is gone.
2. If it is still there, compare the decision with what `flowcheck scan` lists: the type and name of
   the package, the host, the whole name of the setting, the path.

## References

- GDPR Art. 5(2) (accountability), Art. 24(1) (measures are reviewed and updated).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import cut
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per decision that lifts nothing."""
    if facts.parties is None or facts.code is None or not facts.code.whole:
        return
    for decision in facts.parties.unused:
        where = f" in `{decision.path}`" if decision.path else ""
        yield Draft(
            code="FC604",
            message=f"the decision on the {decision.kind} `{decision.target}` lifts nothing{where}",
            address=decision.address.child(decision.kind),
            subject="/".join(filter(None, (decision.kind, decision.target, decision.path))),
            kind="decision",
            label="nothing of it is seen",
            help=(
                "remove it, or mend what it is about: `flowcheck scan` lists what is seen",
                f"its reason: {cut(decision.reason, 200)} ({decision.owner})",
            ),
            topic="unused",
        )


RULE = Rule("FC604", "unused-decision", "warning", __doc__, check, reads_code=True)
