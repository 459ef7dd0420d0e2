"""Promises: which records a `require` statement is about, and whether each keeps it."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import force_setattr

from flowcheck.model.duration import parse_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowcheck.judge.compiled import CompiledPolicy
    from flowcheck.model.inventory import Demand, Statement
    from flowcheck.model.source import Address

KINDS: dict[str, tuple[str, ...]] = {
    "transit": ("flow",),
    "at_rest": ("store", "vendor"),
    "safeguards": ("system", "vendor"),
    "retention": ("store",),
    "basis": ("collects", "flow"),
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


Value = tuple[str, ...] | str | dt.date | bool | None
"""What a record declares of an attribute: terms, a text, a date or whether it is there."""


class Point(Struct, frozen=True, gc=False):
    """What a record does, as far as a promise's scope can tell.

    Attributes:
        terms: Facet -> term, None for a facet that it bears and does not declare.
        actions: What is done with the data; () where nothing is known.
        condition: Declared conditions and all above them.
        facets: The facets that it bears; made of the terms.
    """

    terms: Mapping[str, str | None]
    actions: tuple[str, ...] = ()
    condition: frozenset[str] = frozenset()
    facets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "facets", tuple(self.terms))


class Record(Struct, frozen=True, gc=False):
    """A declared thing with attributes.

    Attributes:
        kind: system, store, flow, collects or vendor.
        id: Its id; a store's is "<system>/<name or data>".
        label: What people call it.
        address: Where it is declared.
        doings: What it does, in groups of points that recur from record to record; never empty.
        attributes: Declared values by attribute: terms, a text, a date or True; a missing key or
            an empty value is undeclared.
        inherited: Whether its owner and review are its system's where it declares none: then the
            system answers for what is undeclared.
    """

    kind: str
    id: str
    label: str
    address: Address
    doings: tuple[tuple[Point, ...], ...]
    attributes: dict[str, Value]
    inherited: bool = False


class Outcome(Enum):
    """Whether a record keeps a promise (semantics, section 5)."""

    MET = "met"
    BROKEN = "broken"
    UNDECLARED = "undeclared"


def scope_reason(policy: CompiledPolicy, statement: Statement, record: Record) -> str:
    """Return in words which of a record's terms bring it into a promise's scope, or ""."""
    parts = []
    for facet in ("data", "purpose", "occasion", "source"):
        terms = statement.when.get(facet, ())
        if facet == "data":
            terms = policy.permit_table.expand(facet, terms)
        lattice = policy.vocabulary[facet]
        points = (point for doing in record.doings for point in doing)
        named = [point.terms[facet] for point in points if point.terms.get(facet)]
        found = [
            n for n in dict.fromkeys(named) if n and any(lattice.overlaps(n, t) for t in terms)
        ]
        inside = [name for name in found if any(lattice.under(name, t) for t in terms)]
        parts += [f"{facet} `{name}`" for name in (inside or found)[:1]]
    return " and ".join(parts)


def outcome(policy: CompiledPolicy, demand: Demand, value: Value, today: dt.date) -> Outcome:
    """Tell whether what a record in scope declares meets one demand.

    Args:
        policy: The compiled policy, for the order of safeguards and bases.
        demand: What is wanted.
        value: What the record declares of the attribute.
        today: The day on which the age of a date counts.
    """
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
