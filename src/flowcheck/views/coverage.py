"""Coverage: each passage of the published text with the statements that model it, and their use."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.facts.gaps import headings, idle_promises, unmodelled_passages, unused_permits
from flowcheck.views.reliance import reliance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowcheck.facts import Facts
    from flowcheck.judge.promises import Outcome
    from flowcheck.model.inventory import Flow, Statement
    from flowcheck.model.policy_text import Passage


class Covered(Struct, frozen=True, gc=False):
    """A passage of the text.

    Attributes:
        passage: The passage.
        line: Its 1-based line in the document.
        statements: Those that quote any of it, in their order.
        heading: Whether statements name it as their `section`.
        gap: The first words of it that nothing models, or "".
    """

    passage: Passage
    line: int
    statements: tuple[Statement, ...]
    heading: bool
    gap: str


class Used(Struct, frozen=True, gc=False):
    """A statement of the policy.

    Attributes:
        statement: The statement.
        lines: The 1-based lines where its quotes stand; 0 for one that is not in the text.
        flows: The flows that it decides.
        outcomes: How many records keep, break, or do not declare what it promises.
        unused: Whether no declared flow or record has to do with it.
    """

    statement: Statement
    lines: tuple[int, ...]
    flows: tuple[Flow, ...]
    outcomes: Mapping[Outcome, int]
    unused: bool


def covered(facts: Facts) -> tuple[Covered, ...]:
    """Return every passage of the text, in order."""
    passages = facts.text.passages
    starts, ends = [p.range.start for p in passages], [p.range.end for p in passages]
    modelling: list[dict[str, Statement]] = [{} for _ in passages]
    for statement in facts.inventory.policy.statements:
        for place in facts.quotes[statement.id]:
            if place is not None:
                for n in range(bisect_right(ends, place.start), bisect_left(starts, place.end)):
                    modelling[n][statement.id] = statement
    named = set(headings(facts))
    gaps = {
        passage.range: " ".join(facts.text.text[gap.start : gap.end].split())
        for passage, gap in unmodelled_passages(facts)
    }
    return tuple(
        Covered(
            passage,
            facts.text.place(passage.range.start)[0],
            tuple(modelling[number].values()),
            passage.range in named,
            gaps.get(passage.range, ""),
        )
        for number, passage in enumerate(passages)
    )


def used(facts: Facts) -> tuple[Used, ...]:
    """Return every statement of the policy, in order."""
    flows = reliance(facts)
    idle = {statement.id for statement in (*unused_permits(facts), *idle_promises(facts))}
    return tuple(
        Used(
            statement,
            tuple(
                facts.text.place(place.start)[0] if place else 0
                for place in facts.quotes[statement.id]
            ),
            flows.get(statement.id, ()),
            facts.promises.counts.get(statement.id, {}),
            statement.id in idle,
        )
        for statement in facts.inventory.policy.statements
    )
