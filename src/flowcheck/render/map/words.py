"""What a map says of flows in words: codes, signs, titles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flowcheck.facts.words import listed
from flowcheck.render.drawing.sheet import clean
from flowcheck.render.drawing.type import fitted
from flowcheck.render.map.style import LINES, SMALL, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.views.data_map import DataMap, MapFlow
    from flowcheck.views.map_parties import Party

MOST_CODES = 5
_NAMED = 3
_SENDER = 92.0
"""Points of the name of a system that another one gets data from."""


def ids(flows: Sequence[MapFlow]) -> tuple[str, ...]:
    """Return the ids of flows."""
    return tuple(flow.id for flow in flows)


def worst(flows: Sequence[MapFlow]) -> str:
    """Return the worst state of some flows, "" of none."""
    states = {flow.state for flow in flows}
    return next((state for state in LINES if state in states), "")


def codes(flows: Sequence[MapFlow], most: int = MOST_CODES) -> str:
    """Return the codes of what flows carry, each once: "CO ID", or "9 categories"."""
    found = sorted({code for flow in flows for code in flow.codes})
    if len(found) <= most:
        return " ".join(found)
    marks = sorted({f"\u00a7{code.partition(chr(0xA7))[2]}" for code in found if "\u00a7" in code})
    return " ".join([f"{len(found)} categories", *marks])


def times(flows: Sequence[MapFlow]) -> str:
    """Return how many flows a row stands for, as " x3", or ""."""
    return f" x{len(flows)}" if len(flows) > 1 else ""


def country(party: Party) -> str:
    """Return a party's country, marked where data leaves the EEA and the United Kingdom."""
    return f"{party.country}{' T' if party.transfer else ''}"


def title(data_map: DataMap, flows: Sequence[MapFlow]) -> str:
    """Return one line on flows, for whoever points at them or hears them read; "" of none."""
    if not flows:
        return ""
    senders, targets = (
        listed(list(dict.fromkeys(data_map.parties[getattr(f, end)].name for f in flows)), _NAMED)
        for end in ("source", "target")
    )
    data = listed(list(dict.fromkeys(label for flow in flows for label in flow.data)))
    signs = Counter(sign(flow) for flow in flows)
    words = ", ".join(f"{n} {word}" if len(flows) > 1 else word for word, n in signs.items())
    return clean(f"{senders} to {targets}: {data} ({words})")


def from_own(data_map: DataMap, flows: Sequence[MapFlow]) -> str:
    """Return what a system gets from others of ours, where no line says it; "" for nothing."""
    senders = list(dict.fromkeys(flow.source for flow in flows))
    if not senders:
        return ""
    who = fitted(clean(data_map.parties[senders[0]].name), _SENDER, SMALL)
    whence = who if len(senders) == 1 else f"{len(senders)} systems"
    return f"{codes(flows, _NAMED)}{times(flows)} from {whence}"


def called(flow: MapFlow) -> str:
    """Return a flow's id within what becomes of it: "X web-errors UNDISCLOSED"."""
    first, _, rest = sign(flow).partition(" ")
    return clean(f"{first} {flow.id} {rest}")


def what(flow: MapFlow) -> str:
    """Return what a flow carries and what for: "IP address / performance monitoring"."""
    purposes = listed(flow.purposes, _NAMED) or "no purpose"
    return clean(f"{listed(flow.data, _NAMED)} / {purposes}")


def in_full(flow: MapFlow) -> list[str]:
    """Return what a flow carries, what for and about whom, a line each."""
    said = [
        ("", flow.data, ""),
        ("for ", flow.purposes, "no purpose"),
        ("about ", flow.subjects, "undeclared data subjects"),
    ]
    return [clean(start + (", ".join(words) or none)) for start, words, none in said]


def under(flows: Sequence[MapFlow]) -> str:
    """Return the conditions that flows stand under, with what they carry."""
    signs = dict.fromkeys(sign(flow) for flow in flows)
    said = next(iter(signs)) if len(signs) == 1 else f"IF, {len(signs)} conditions"
    return clean(f"{said}  {codes(flows, _NAMED)}{times(flows)}")
