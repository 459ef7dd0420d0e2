"""The flow that a first inventory makes up: one that the readings of the policy would prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model.claim import COLLECT, USE
from flowcheck.model.inventory import COLLECTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.views.first_reading import Reading

_GUESS = (("email_address",), "service_provision")
_MOST_DATA = 5


class FirstFlow(Struct, frozen=True, gc=False):
    """Data that a first system collects, and what for.

    Attributes:
        data: Data terms.
        purpose: A purpose term.
        apart: Whether the readings, once they count, still disclose the data for one half of it
            only: they speak of collecting some data and of using other data.
    """

    data: tuple[str, ...]
    purpose: str
    apart: bool = False


def first_flow(readings: Sequence[Reading]) -> FirstFlow:
    """Return a flow that the readings would prove, or come nearest to; without any, a likely one.

    Where only collecting, or only using, was read, no statement speaks of the other action at all.
    """
    collects = [reading for reading in readings if reading.actions == (COLLECT,)]
    uses = [reading for reading in readings if reading.actions == (USE,)]
    pair = _provable(collects, uses)
    if pair is not None:
        collect, use = pair
        data = [d for d in collect.data if use.data == (COLLECTED,) or d in use.data]
        return FirstFlow(tuple(data[:_MOST_DATA]), use.purpose[0])
    named = [reading.data for reading in (*uses, *collects) if reading.data != (COLLECTED,)]
    return FirstFlow(
        named[0][:_MOST_DATA] if named else _GUESS[0],
        uses[0].purpose[0] if uses else _GUESS[1],
        apart=bool(uses) and (bool(collects) or uses[0].data == (COLLECTED,)),
    )


def _provable(
    collects: Sequence[Reading], uses: Sequence[Reading]
) -> tuple[Reading, Reading] | None:
    """Return the first pair that permits to collect and to use the same data, a plain one first."""
    pairs = [
        (collect, use)
        for collect in collects
        for use in uses
        if use.data == (COLLECTED,) or set(use.data) & set(collect.data)
    ]
    return max(pairs, key=lambda pair: pair[0].plain and pair[1].plain, default=None)
