"""Promises held against records: each demand in scope with its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowcheck.facts.words import coded, quoted
from flowcheck.judge.promises import KINDS, Outcome, Record, in_scope, outcome
from flowcheck.model.finding import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.judge.compiled import CompiledPolicy
    from flowcheck.model.inventory import Demand, Statement


@dataclass(frozen=True, slots=True)
class Held:
    """One demand of a promise, held against one record in its scope."""

    statement: Statement
    demand: Demand
    record: Record
    outcome: Outcome


def held(facts: Facts, policy: CompiledPolicy, statements: tuple[Statement, ...]) -> Iterator[Held]:
    """Yield every demand of the `require` statements with each record that it applies to."""
    for statement in statements:
        for demand in statement.demands:
            for record in facts.records:
                if (
                    record.kind in KINDS[demand.attribute]
                    and not _answered_above(record, demand)
                    and in_scope(policy, statement, record)
                ):
                    result = outcome(policy, demand, record, facts.today)
                    yield Held(statement, demand, record, result)


def _answered_above(record: Record, demand: Demand) -> bool:
    """Tell whether a record's system answers for what it does not declare itself."""
    upkeep = demand.attribute in ("owner", "reviewed")
    return upkeep and record.inherited and not record.attributes.get(demand.attribute)


def draft_promise(code: str, found: Held, severity: str = "") -> Draft:
    """Return the finding for a promise that a record breaks, or does not declare to keep."""
    statement, demand, record = found.statement, found.demand, found.record
    attribute = demand.attribute
    wanted = _wanted(demand)
    value = record.attributes.get(attribute)
    undeclared = found.outcome is Outcome.UNDECLARED
    source = "the policy promises" if statement.quotes else f"`{statement.id}` demands"
    who = f"{record.kind if record.kind != 'collects' else 'collection'} `{record.id}`"
    if undeclared:
        message = f"{source} {wanted}, and {who} declares no `{attribute}`"
        place = record.address
        help_ = (
            f"declare `{attribute}:` with what is true, and mend the system where that falls short"
        )
    else:
        message = f"{source} {wanted}, and {who} has {_value(value)}"
        place = record.address.child(attribute)
        help_ = f"bring it to {wanted}, or change what is promised: {quoted(statement, 80)}"
    facets = {attribute: demand.terms}
    return Draft(
        code=code,
        message=message,
        address=place,
        subject=record.id,
        kind=record.kind,
        facets=facets,
        label=f"no `{attribute}`" if undeclared else f"weaker than {wanted}",
        evidence=((statement, statement.article or f"promises {wanted}"),),
        help=(help_,),
        suggestions=demand.terms,
        severity=severity,
        topic=f"{statement.id}:{attribute}",
    )


def _wanted(demand: Demand) -> str:
    if demand.terms:
        return " or ".join(f"`{demand.attribute}: {term}`" for term in demand.terms)
    if demand.max_text:
        return f"`{demand.attribute}` of at most {demand.max_text}"
    return f"`{demand.attribute}`"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return coded(value)
    return f"`{value}`"
