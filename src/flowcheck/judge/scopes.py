"""The scopes of promises, compiled: to which records each `require` statement applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.judge.compiled import BoxTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.judge.compiled import CompiledPolicy
    from flowcheck.judge.promises import Point, Record
    from flowcheck.model.inventory import Box, Statement

_NO_TERM = ("action", "condition")
_PointKey = tuple[object, ...]


class Scopes:
    """Which of some promises apply to a record, as bits in the order of the promises.

    A promise applies where some point of the record overlaps `when` and is not wholly inside
    `except`. Points that bear every facet which `when` names (and the record bears at all) speak
    for the others; a facet that the record never bears is not compared. Silence never helps: what
    is undeclared overlaps.
    """

    def __init__(self, policy: CompiledPolicy, promises: Sequence[Statement]) -> None:
        self.promises = promises
        collected = tuple(policy.collected)
        self._everything = (1 << len(promises)) - 1
        self._when = BoxTable([p.when for p in promises], policy.vocabulary, collected)
        exceptions = [p.except_ or {} for p in promises]
        self._except = BoxTable(exceptions, policy.vocabulary, collected)
        self._excepting = sum(1 << n for n, p in enumerate(promises) if p.except_ is not None)
        self._by_facets: dict[frozenset[str], int] = {}
        for number, promise in enumerate(promises):
            named = frozenset(promise.when).difference(_NO_TERM)
            self._by_facets[named] = self._by_facets.get(named, 0) | 1 << number
        self._known: dict[_PointKey, int] = {}

    def of(self, record: Record) -> int:
        """Return the promises that apply to a record."""
        borne = frozenset().union(*(point.terms for point in record.points))
        strict = loose = told = 0
        telling: dict[tuple[str, ...], int] = {}
        for point in record.points:
            facets = tuple(point.terms)
            if facets not in telling:
                telling[facets] = self._told_by(borne, facets)
            met = self._met_by(point)
            told |= telling[facets]
            strict |= met & telling[facets]
            loose |= met
        return strict | loose & ~told

    def _told_by(self, borne: frozenset[str], facets: tuple[str, ...]) -> int:
        """Return the promises whose facets, as far as the record bears them, a point bears."""
        mask = 0
        for named, promises in self._by_facets.items():
            if named & borne <= set(facets):
                mask |= promises
        return mask

    def _met_by(self, point: Point) -> int:
        """Return the promises whose scope one point lies in."""
        key = (*point.terms.items(), point.actions, point.condition)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._touching(point) & ~self._excepted(point)
        return known

    def _touching(self, point: Point) -> int:
        mask = self._everything
        for facet, term in point.terms.items():
            mask &= self._when.overlapping(facet, term)
        if point.actions:
            acting = 0
            for action in point.actions:
                acting |= self._when.overlapping("action", action)
            mask &= acting
        return mask & self._under(point, [promise.when for promise in self.promises])

    def _excepted(self, point: Point) -> int:
        mask = self._excepting
        if not mask:
            return 0
        for facet, term in point.terms.items():
            mask &= self._except.containing(facet, term)
        for action in point.actions:
            mask &= self._except.containing("action", action)
        return mask & self._under(point, [promise.except_ or {} for promise in self.promises])

    def _under(self, point: Point, boxes: Sequence[Box]) -> int:
        """Return the boxes whose conditions a point declares."""
        mask = self._everything
        for number, box in enumerate(boxes):
            if not point.condition.issuperset(box.get("condition", ())):
                mask &= ~(1 << number)
        return mask
