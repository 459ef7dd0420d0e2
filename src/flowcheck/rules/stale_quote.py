"""A statement quotes words that the published text does not contain.

## What it checks

Each `quote` of a statement must stand in the policy's document verbatim, white space apart (line
breaks and indentation do not count; every letter and every mark does). Each `section` must be a
passage of the document that consists of these words alone, as a heading does.

One finding per quote that is not there, at the quote, and one per section. The nearest passage of
the text is shown.

## Why it matters

A proof from a text that says something else proves nothing. When the policy changes, the statements
read from the old words must be read again: this rule is what ties the model to the publication.

## Failing example

The published text now says "We encrypt your passport number with AES-256 and delete it after one
year." The statement still quotes six months.

```yaml
- id: passport-kept
  quote: We encrypt your passport number with AES-256 and delete it after six months.
  when: {data: passport_number}
  require: {at_rest: aes_256, retention: {max: P6M}}
```

## Passing example

The passage was read again, and both the quote and what it demands were mended.

```yaml
- id: passport-kept
  quote: We encrypt your passport number with AES-256 and delete it after one year.
  when: {data: passport_number}
  require: {at_rest: aes_256, retention: {max: P1Y}}
```

## How to fix

1. Read the passage as it stands now, with what was changed around it.
2. Mend the quote, and then what the statement says: its data, its purposes, its limits.
3. If the passage is gone, remove the statement, and see which flows lose their permission.
4. If the document is wrong (a draft, a bad export), restore the published text. `sha256` in the
   policy's record guards against that (FC507).

## References

- GDPR Art. 5(2) and Art. 24(1) (accountability), Art. 12(1), Art. 13.
- California Civil Code 1798.130(a)(5): the policy is updated at least once every 12 months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.errors import nearest
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per quote, and per section, that is not in the text."""
    for statement in facts.inventory.policy.statements:
        for index, (quote, place) in enumerate(
            zip(statement.quotes, facts.quotes[statement.id], strict=True)
        ):
            if place is None:
                yield _draft(facts, statement, "quote", index, quote)
        if statement.section and facts.text.heading(statement.section) is None:
            yield _draft(facts, statement, "section", 0, statement.section)


_GONE = (
    "nothing like it stands in the text: where the passage was withdrawn, remove the statement; "
    "flows are then judged without it"
)
_MEND = {
    "quote": "read the passage again, then mend the quote and what the statement says",
    "section": "mend `section:`, a heading as it stands in the text, or leave it out",
}


def _draft(facts: Facts, statement: Statement, key: str, index: int, words: str) -> Draft:
    passages = [passage.text for passage in facts.text.passages]
    near = [facts.rewritten[words]] if key == "quote" else nearest(words, passages, 1)
    what = "quotes words that are" if key == "quote" else "names a section that is"
    reads = (f'the text now reads "{near[0]}"',) if any(near) else ()
    return Draft(
        code="FC501",
        message=f"statement `{statement.id}` {what} not in {facts.text.path}",
        address=statement.address.child(key, *([index] if key == "quote" else [])),
        subject=statement.id,
        kind="statement",
        facets={key: (words,)},
        label="not in the published text",
        help=(*reads, _MEND[key] if reads or key == "section" else _GONE),
        suggestions=tuple(filter(None, near)),
        topic=f"statement:{statement.id}",
    )


RULE = Rule("FC501", "stale-quote", "error", __doc__, check)
