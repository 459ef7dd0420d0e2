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
        scopes = [promise.when for promise in promises]
        exceptions = [promise.except_ or {} for promise in promises]
        self._conditions = _conditional(scopes)
        self._excepting_conditions = _conditional(exceptions)
        self._when = BoxTable(scopes, policy.vocabulary, collected)
        self._except = BoxTable(exceptions, policy.vocabulary, collected)
        self._excepting = sum(1 << n for n, p in enumerate(promises) if p.except_ is not None)
        self._by_facets: dict[frozenset[str], int] = {}
        for number, promise in enumerate(promises):
            named = frozenset(promise.when).difference(_NO_TERM)
            self._by_facets[named] = self._by_facets.get(named, 0) | 1 << number
        self._known: dict[int, tuple[tuple[tuple[str, ...], int], ...]] = {}
        self._kept: list[tuple[Point, ...]] = []

    def of(self, record: Record) -> int:
        """Return the promises that apply to a record."""
        met: dict[tuple[str, ...], int] = {}
        known = self._known
        for doing in record.doings:
            for facets, mask in known.get(id(doing)) or self._met_by(doing):
                met[facets] = met.get(facets, 0) | mask
        if len(met) == 1:  # every point bears all that the record bears, and speaks for it
            return met.popitem()[1]
        borne = frozenset(facet for facets in met for facet in facets)
        strict = loose = told = 0
        for facets, mask in met.items():
            telling = self._told_by(borne, facets)
            told |= telling
            strict |= mask & telling
            loose |= mask
        return strict | loose & ~told

    def _told_by(self, borne: frozenset[str], facets: tuple[str, ...]) -> int:
        """Return the promises whose facets, as far as the record bears them, a point bears."""
        mask = 0
        for named, promises in self._by_facets.items():
            if named & borne <= set(facets):
                mask |= promises
        return mask

    def _met_by(self, doing: tuple[Point, ...]) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Return the promises whose scope some points lie in, by the facets that they bear."""
        met: dict[tuple[str, ...], int] = {}
        for point in doing:
            mask = self._touching(point) & ~self._excepted(point)
            met[point.facets] = met.get(point.facets, 0) | mask
        known = self._known[id(doing)] = tuple(met.items())
        self._kept.append(doing)  # no other group may get its id
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
        return mask & ~_unmet(point, self._conditions)

    def _excepted(self, point: Point) -> int:
        mask = self._excepting
        if not mask:
            return 0
        for facet, term in point.terms.items():
            mask &= self._except.containing(facet, term)
        for action in point.actions:
            mask &= self._except.containing("action", action)
        return mask & ~_unmet(point, self._excepting_conditions)


def _conditional(boxes: Sequence[Box]) -> list[tuple[int, frozenset[str]]]:
    """Return the boxes that name conditions, as bits, with those."""
    return [
        (1 << number, frozenset(box["condition"]))
        for number, box in enumerate(boxes)
        if box.get("condition")
    ]


def _unmet(point: Point, conditional: list[tuple[int, frozenset[str]]]) -> int:
    """Return the boxes that name conditions which a point does not declare."""
    mask = 0
    for bit, conditions in conditional:
        if not conditions <= point.condition:
            mask |= bit
    return mask
