"""A statement quotes words that the published text does not contain."""

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


def _draft(facts: Facts, statement: Statement, key: str, index: int, words: str) -> Draft:
    near = nearest(words, [passage.text for passage in facts.text.passages], 1)
    what = "quotes words that are" if key == "quote" else "names a section that is"
    reads = (f'the text now reads "{near[0]}"',) if near else ()
    return Draft(
        code="FC501",
        message=f"statement `{statement.id}` {what} not in {facts.text.path}",
        address=statement.address.child(key, *([index] if key == "quote" else [])),
        subject=statement.id,
        kind="statement",
        facets={key: (words,)},
        label="not in the published text",
        help=(*reads, "read the passage again, then mend the quote and what the statement says"),
        suggestions=tuple(near),
        topic=f"statement:{statement.id}",
    )


RULE = Rule("FC501", "stale-quote", "error", __doc__, check)
