"""Promises: which records a `require` statement is about, and whether each keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from flowcheck.model.duration import parse_duration

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from flowcheck.judge.compiled import CompiledPolicy
    from flowcheck.model.inventory import Box, Demand, Statement
    from flowcheck.model.source import Address

KINDS: dict[str, tuple[str, ...]] = {
    "transit": ("flow",),
    "at_rest": ("store", "vendor"),
    "safeguards": ("system", "vendor"),
    "retention": ("store",),
    "basis": ("collects",),
    "contract": ("vendor",),
    "assessed": ("vendor",),
    "transfer": ("vendor",),
    "owner": ("system", "store", "flow", "collects", "vendor"),
    "reviewed": ("system", "store", "flow", "collects", "vendor"),
}
"""Each attribute and the kinds of records that declare it (semantics, section 2)."""

ATTRIBUTE_FACETS: dict[str, str] = {
    "transit": "safeguard",
    "at_rest": "safeguard",
    "safeguards": "safeguard",
    "transfer": "safeguard",
    "basis": "basis",
}
"""The attributes whose values are terms, and their facet."""

DATED = ("retention", "assessed", "reviewed")
"""The attributes that `{max: ...}` can bound: a duration, or the age of a date."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a record does, as far as a promise's scope can tell.

    Attributes:
        terms: Facet -> term, None for a facet that it bears and does not declare.
        actions: What is done with the data; () where nothing is known.
        condition: Declared conditions and all above them.
    """

    terms: Mapping[str, str | None]
    actions: tuple[str, ...] = ()
    condition: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Record:
    """A declared thing with attributes.

    Attributes:
        kind: system, store, flow, collects or vendor.
        id: Its id; a store's is "<system>/<name or data>".
        label: What people call it.
        address: Where it is declared.
        points: What it does; never empty.
        attributes: Declared values by attribute: terms, a text, a date or True; a missing key or
            an empty value is undeclared.
        inherited: Whether its owner and review are its system's where it declares none: then the
            system answers for what is undeclared.
    """

    kind: str
    id: str
    label: str
    address: Address
    points: tuple[Point, ...]
    attributes: dict[str, tuple[str, ...] | str | dt.date | bool | None]
    inherited: bool = False


class Outcome(Enum):
    """Whether a record keeps a promise (semantics, section 5)."""

    MET = "met"
    BROKEN = "broken"
    UNDECLARED = "undeclared"


def in_scope(policy: CompiledPolicy, statement: Statement, record: Record) -> bool:
    """Tell whether a promise applies to a record.

    It does where some point of the record overlaps `when` and is not wholly inside `except`. Points
    that bear every facet which `when` names (and the record bears at all) speak for the others; a
    facet that the record never bears is not compared. Silence never helps: an undeclared term
    overlaps.
    """
    borne = {facet for point in record.points for facet in point.terms}.intersection(statement.when)
    telling = [p for p in record.points if borne <= p.terms.keys()] or record.points
    return any(
        _inside(policy, statement.when, point, whole=False)
        and not (
            statement.except_ is not None and _inside(policy, statement.except_, point, whole=True)
        )
        for point in telling
    )


def scope_reason(policy: CompiledPolicy, statement: Statement, record: Record) -> str:
    """Return in words which of a record's terms bring it into a promise's scope, or ""."""
    lattice = policy.vocabulary
    parts = []
    for facet, terms in statement.when.items():
        if facet in ("recipient", "action", "condition", "subject"):
            continue
        named = dict.fromkeys(
            str(point.terms[facet])
            for point in record.points
            if point.terms.get(facet)
            and _touches(policy, facet, terms, point.terms[facet], whole=False)
        )
        exact = [
            name
            for name in named
            if any(lattice[facet].under(name, t) for t in terms if t in lattice[facet].terms)
        ]
        shown = exact or list(named)
        if shown:
            parts.append(f"{facet} `{shown[0]}`")
    return " and ".join(parts)


def _inside(policy: CompiledPolicy, box: Box, point: Point, *, whole: bool) -> bool:
    """Tell whether a point lies in a box: wholly (containment) or possibly (overlap)."""
    for facet, terms in box.items():
        if facet == "condition":
            if not point.condition.issuperset(terms):
                return False
        elif facet == "action":
            related = [_touches(policy, facet, terms, a, whole=whole) for a in point.actions]
            if not (all(related) if whole else any(related) or not related):
                return False
        elif facet in point.terms and not _touches(
            policy, facet, terms, point.terms[facet], whole=whole
        ):
            return False
    return True


def _touches(
    policy: CompiledPolicy, facet: str, terms: Sequence[str], term: str | None, *, whole: bool
) -> bool:
    if term is None:
        return not whole
    lattice = policy.vocabulary[facet]
    if facet == "data":
        terms = policy.permit_table.expand(facet, tuple(terms))
    related = lattice.under if whole else lattice.overlaps
    return any(name != lattice.root and related(term, name) for name in terms)


def outcome(policy: CompiledPolicy, demand: Demand, record: Record, today: dt.date) -> Outcome:
    """Tell whether a record in scope meets one demand.

    Args:
        policy: The compiled policy, for the order of safeguards and bases.
        demand: What is wanted.
        record: Whose attributes are looked at.
        today: The day on which the age of a date counts.
    """
    value = record.attributes.get(demand.attribute)
    if value is None or value in ((), "", False):
        return Outcome.UNDECLARED
    if demand.terms:
        lattice = policy.vocabulary[ATTRIBUTE_FACETS[demand.attribute]]
        declared = value if isinstance(value, tuple) else (str(value),)
        met = any(
            wanted != lattice.root and lattice.under(term, wanted)
            for term in declared
            for wanted in demand.terms
        )
        return Outcome.MET if met else Outcome.BROKEN
    if demand.max_days is not None:
        days = parse_duration(value) if isinstance(value, str) else _age(value, today)
        if days is None:
            return Outcome.UNDECLARED
        return Outcome.MET if days <= demand.max_days + 1e-9 else Outcome.BROKEN
    return Outcome.MET


def _age(value: object, today: dt.date) -> float | None:
    return float((today - value).days) if isinstance(value, type(today)) else None
