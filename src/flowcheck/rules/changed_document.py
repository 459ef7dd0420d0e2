"""The published text is not the one that the statements were read from.

## What it checks

Where the policy's record pins `sha256`, the digest of the document's bytes must equal it. Without a
pin the rule says nothing.

One finding, at the pin. FC501 says which statements the change has reached.

## Why it matters

Statements are somebody's reading of a text on a certain day. A change of a single word - a "not", a
number of days - can leave every quote intact and alter what the text means beside them. The pin
makes sure that somebody reads it.

## Failing example

A sentence was removed from the document after it had been pinned: "We do not share them."

```yaml
policy:
  controller: Shoemaker Lind
  document: policy.txt
  effective: 2026-05-01
  sha256: fd97c9a24de352fe45fb7cb772f0c2eff86ed65fe555cefe01504e773aa9926d
```

## Passing example

Somebody read the change, mended the statements, and pinned the text anew.

```yaml
policy:
  controller: Shoemaker Lind
  document: policy.txt
  effective: 2026-05-01
  sha256: 8e04fc955ddb74c604020416412cb39aa0e7f79ef3a31ff3e76c1bd093a3f9cd
```

## How to fix

1. Compare the document with the edition that was pinned (`git diff` shows it).
2. Mend the statements that the change concerns, and add those for new passages.
3. Set `effective:` where a new edition was published, and pin the digest that the finding shows.
4. If the file was changed by accident, restore it.

## References

- GDPR Art. 5(2) and Art. 24(1) (accountability), Art. 13(3) (information before a new purpose).
- Article 29 Working Party, Guidelines on transparency (WP260 rev.01): changes to a notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding where the pinned SHA-256 differs from the document's."""
    policy = facts.inventory.policy
    if policy.pinned_sha256 and policy.pinned_sha256 != policy.sha256:
        yield Draft(
            code="FC507",
            message=f"{policy.document} has changed since its text was pinned",
            address=policy.address.child("sha256"),
            subject=policy.document,
            kind="policy",
            facets={"document": (policy.document,)},
            label="the digest of another text",
            help=(
                (
                    "read what has changed, mend the statements that quote it, and then pin the "
                    f"text anew: sha256: {policy.sha256}"
                ),
            ),
            topic="document",
        )


RULE = Rule("FC507", "changed-document", "error", __doc__, check)
