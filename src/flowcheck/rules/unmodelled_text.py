"""A passage of the published text is quoted by no statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import cut
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per sentence, bullet or heading with words that nothing quotes.

    A heading counts as modelled where a statement names it as its `section`.
    """
    quoted = [place for places in facts.quotes.values() for place in places if place is not None]
    sections = {s.section for s in facts.inventory.policy.statements if s.section}
    headings = [facts.text.heading(section) for section in sorted(sections)]
    quoted.extend(heading for heading in headings if heading is not None)
    for passage, gap in facts.text.uncovered(quoted):
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
