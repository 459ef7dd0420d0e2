"""Where policy and inventory do not meet: text that nobody models, statements that nothing uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowcheck.judge.compiled import bits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Statement
    from flowcheck.model.policy_text import Passage
    from flowcheck.model.source import TextRange

_JOINING = frozenset(("and", "or", "but", "also", "as", "well", "then", "so", "nor"))


def headings(facts: Facts) -> list[TextRange]:
    """Return where the headings stand that statements name as their `section`."""
    sections = {s.section for s in facts.inventory.policy.statements if s.section}
    found = (facts.text.heading(section) for section in sorted(sections))
    return [heading for heading in found if heading is not None]


def unmodelled_passages(facts: Facts) -> Iterator[tuple[Passage, TextRange]]:
    """Yield each passage with words that nothing quotes, and the first such stretch.

    A heading counts as modelled where a statement names it as its `section`. What joins two quotes
    says nothing, and of a passage that has been rewritten FC501 speaks.
    """
    quoted = [place for places in facts.quotes.values() for place in places if place is not None]
    rewritten = set(facts.rewritten.values())
    for passage, gap in facts.text.uncovered(quoted + headings(facts)):
        words = facts.text.text[gap.start : gap.end].lower()
        if passage.text not in rewritten and not _JOINING.issuperset(re.findall(r"\w+", words)):
            yield passage, gap


def unused_permits(facts: Facts) -> list[Statement]:
    """Return the policy's permits that no claim of a declared flow meets, conditions left aside."""
    met = 0
    for judgement in facts.distinct_judgements:
        covering, unmet = facts.policy.permitting(judgement.claim)
        met |= covering | unmet
    used = set(bits(met))
    return [permit for number, permit in enumerate(facts.policy.permits) if number not in used]


def idle_promises(facts: Facts) -> list[Statement]:
    """Return the policy's promises that concern no declared record."""
    concerned = facts.promises.counts
    statements = facts.inventory.policy.statements
    return [s for s in statements if s.demands and s.id not in concerned]
