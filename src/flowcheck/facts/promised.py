"""Promises held against records: each demand in scope with its outcome."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.facts.words import coded, quoted
from flowcheck.judge.promises import KINDS, Outcome, Record, Value, outcome, scope_reason
from flowcheck.judge.scopes import Scopes
from flowcheck.model.finding import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flowcheck.facts import Facts
    from flowcheck.judge.compiled import CompiledPolicy
    from flowcheck.model.inventory import Demand, Statement
    from flowcheck.model.source import Address


class Held(Struct, frozen=True, gc=False):
    """One demand of a promise that a record in its scope does not meet."""

    statement: Statement
    demand: Demand
    record: Record
    outcome: Outcome


class Promises(Struct, frozen=True, gc=False):
    """What came of holding promises against records.

    Attributes:
        counts: How many records keep, break or do not declare what a statement promises, by the
            ids of those that apply to some record.
        unmet: Each demand with each record that breaks it or does not declare to keep it.
    """

    counts: Mapping[str, Mapping[Outcome, int]] = field(default_factory=dict)
    unmet: tuple[Held, ...] = ()


def held(facts: Facts, policy: CompiledPolicy, statements: Sequence[Statement]) -> Promises:
    """Hold every demand of the `require` statements against each record that it applies to.

    Args:
        facts: The project.
        policy: The compiled statements, for what `collected` means and the order of terms.
        statements: Those whose demands are wanted; the others among them are passed over.
    """
    promises = [statement for statement in statements if statement.demands]
    if not promises:
        return Promises()
    scopes = Scopes(policy, promises)
    applying: dict[str, list[tuple[Record, int]]] = {}
    for record in facts.records:
        applying.setdefault(record.kind, []).append((record, scopes.of(record)))
    counts: dict[str, Counter[Outcome]] = {}
    unmet = []
    for number, promise in enumerate(promises):
        for demand in promise.demands:
            among = (pair for kind in KINDS[demand.attribute] for pair in applying.get(kind, ()))
            in_scope = [record for record, mask in among if mask >> number & 1]
            for record, found in _outcomes(facts, policy, demand, in_scope):
                counts.setdefault(promise.id, Counter())[found] += 1
                if found is not Outcome.MET:
                    unmet.append(Held(promise, demand, record, found))
    return Promises(counts, tuple(unmet))


def _outcomes(
    facts: Facts, policy: CompiledPolicy, demand: Demand, records: Iterable[Record]
) -> Iterator[tuple[Record, Outcome]]:
    """Yield each record that answers for a demand, and what comes of it."""
    attribute = demand.attribute
    known: dict[Value, Outcome] = {}  # most records declare the same
    for record in records:
        if not _answered_above(record, demand):
            value = record.attributes.get(attribute)
            if value not in known:
                known[value] = outcome(policy, demand, value, facts.today)
            yield record, known[value]


def _answered_above(record: Record, demand: Demand) -> bool:
    """Tell whether another record answers for what a record does not declare itself.

    Its system does for its upkeep; for the basis of a flow, the collection of its data.
    """
    upkeep = demand.attribute in ("owner", "reviewed") and record.inherited
    collected = demand.attribute == "basis" and record.kind == "flow"
    return (upkeep or collected) and not record.attributes.get(demand.attribute)


def draft_promise(facts: Facts, code: str, found: Held, severity: str = "") -> Draft:
    """Return the finding for a promise that a record breaks, or does not declare to keep."""
    statement, demand, record = found.statement, found.demand, found.record
    attribute = demand.attribute
    wanted = _wanted(demand)
    undeclared = found.outcome is Outcome.UNDECLARED
    says = "the policy promises" if statement.quotes else f"`{statement.id}` demands"
    who = f"{'collection' if record.kind == 'collects' else record.kind} `{record.id}`"
    if undeclared:
        message = f"{says} {wanted}, and {who} declares no `{attribute}`"
        address, label = _identity(record), f"no `{attribute}`"
        help_ = f"declare `{attribute}:` with what is true; where that falls short, mend it first"
    else:
        message = f"{says} {wanted}, and {who} {_value(facts, demand, record)}"
        address, label = record.address.child(attribute), _shortfall(demand)
        other = f"change what is promised: {quoted(statement, 80)}"
        other = other if statement.quotes else "have the rule's owner change it"
        help_ = f"bring it to {wanted}, or {other}"
    reason = scope_reason(facts.policy, statement, record)
    evidence = f"promises {wanted}" if statement.quotes else statement.article or "demands it"
    return Draft(
        code=code,
        message=message,
        address=address,
        subject=record.id,
        kind="flow" if record.kind == "collects" else record.kind,
        facets={attribute: demand.terms},
        label=f"breaks: {statement.title}" if statement.title else label,
        evidence=((statement, evidence),),
        help=(help_, *([f"it is concerned through {reason}"] if reason else [])),
        suggestions=demand.terms,
        severity=severity,
        why=statement.note if not statement.quotes else "",
        topic=f"{statement.id}:{attribute}",
    )


def _identity(record: Record) -> Address:
    """Return where a record names itself: a store by its data, all others by their id."""
    return record.address.child("data" if record.kind in ("store", "collects") else "id")


def _wanted(demand: Demand) -> str:
    if len(demand.terms) == 1:
        return f"`{demand.attribute}: {demand.terms[0]}`"
    if demand.terms:
        return f"one of {coded(demand.terms, 'or')} as `{demand.attribute}`"
    if demand.max_text:
        return f"`{demand.attribute}` of at most {demand.max_text}"
    return f"`{demand.attribute}`"


def _shortfall(demand: Demand) -> str:
    if demand.attribute == "retention":
        return f"longer than {demand.max_text}"
    if demand.max_text:
        return f"longer ago than {demand.max_text}"
    return f"not {_wanted(demand)}"


def _value(facts: Facts, demand: Demand, record: Record) -> str:
    """Return what a record has, as the end of a sentence."""
    value = record.attributes[demand.attribute]
    if isinstance(value, tuple):
        return f"has {coded(value)}"
    if isinstance(value, dt.date):
        return f"was last {demand.attribute} on {value}, {(facts.today - value).days} days ago"
    return f"has `{value}`"
