"""A passage of the published text is quoted by no statement.

## What it checks

Each passage of the document (a sentence, a bullet or a heading) must be covered by the quotes of
statements. A passage with words that no quote covers is reported once, at the first such stretch. A
heading counts as covered where a statement names it as its `section`.

One finding per passage, in the policy's text.

## Why it matters

What is not modelled is not checked: an unread sentence may deny what a flow does. Full coverage is
what allows flowcheck to say that the policy as a whole, and not a selection from it, proves the
flows.

## Failing example

The policy goes on: "We pass your name on to the national chess federation." The last statement is
the one before, and nothing models that sentence.

```yaml
- id: use-name
  quote: We use it to print your card.
  permit: use
  data: full_name
  purpose: account_management
```

## Passing example

A statement quotes it.

```yaml
- id: share-federation
  quote: We pass your name on to the national chess federation.
  permit: share
  data: full_name
  recipient: non_profit_organisation
```

## How to fix

1. Read the passage. Does it permit, deny or promise something? Add a statement that quotes it:
   `permit`, `deny` or `require`.
2. If it restricts no flow (rights, contact, definitions), quote it in a statement with
   `states:` and a word for what it is about.
3. For a heading, name it as `section:` of the statements below it.
4. If half a sentence is left over, extend the quote, or give its second meaning a second statement.

## References

- GDPR Art. 5(2) and Art. 24(1) (accountability), Art. 12(1).
- Andow et al., PolicyLint, USENIX Security 2019: denials change what a permission says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.gaps import unmodelled_passages
from flowcheck.facts.words import cut
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per sentence, bullet or heading with words that nothing quotes."""
    for passage, gap in unmodelled_passages(facts):
        words = " ".join(facts.text.text[gap.start : gap.end].split())
        shown = cut(words, 80)
        yield Draft(
            code="FC502",
            message=f'no statement models "{shown}"',
            address=gap,
            subject=words,
            kind="passage",
            facets={"passage": (passage.text,)},
            label="nothing quotes this",
            help=(
                (
                    "add a statement that quotes it: `permit`, `deny` or `require`, or `states:` "
                    "where it restricts no flow"
                ),
            ),
            topic=words,
        )


RULE = Rule("FC502", "unmodelled-text", "warning", __doc__, check)
