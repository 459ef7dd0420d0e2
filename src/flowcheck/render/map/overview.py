"""The overview: one diagram of everything, as coarse as it has to be to be read.

Flows alike are one line: those with the same ends that are disclosed, or that stand under the same
condition. What is not disclosed has a line and a row of its own, in words, at every level.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.render.map.diagram import LEFT, MIDDLE, RIGHT, Diagram, Edge
from flowcheck.render.map.overview_boxes import COLUMNS, TOLD, BoxMaker
from flowcheck.render.map.style import is_disclosed, sign
from flowcheck.render.map.words import ids, title, worst
from flowcheck.views.data_map import DISCLOSED
from flowcheck.views.families import FAMILIES
from flowcheck.views.map_parties import RECIPIENT, SOURCE, SUBJECT, SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.views.data_map import DataMap, MapFlow
    from flowcheck.views.map_parties import Party

_FEW, _MANY = 40, 90
SPELT = 12
"""Flows that an overview tells one by one, in words; with more it has codes."""


class Level(Struct, frozen=True):
    """How coarse an overview is.

    Attributes:
        families: Whether recipients stand together by family, and data subjects that others hold.
        told: Whether what own systems send each other is told in their rows, without lines.
        by: What own systems stand together by: owner, kind or all; "" for each alone.
        bare: Whether a family neither names its recipients nor has a row for each condition.
        red: How many flows that are not disclosed a box says in words; the others share a row.
        most: Lines at most.
        words: Whether every flow is told in words, and not only what is not disclosed.
    """

    families: bool = True
    told: bool = True
    by: str = ""
    bare: bool = False
    red: int = 8
    most: float = _MANY
    words: bool = False


LEVELS: tuple[Level, ...] = (
    Level(families=False, told=False, red=SPELT, most=_FEW, words=True),
    Level(families=False, told=False, most=_FEW),
    Level(told=False, most=_FEW),
    Level(),
    Level(by="owner"),
    Level(bare=True),
    Level(by="owner", bare=True),
    Level(by="kind"),
    Level(by="kind", bare=True),
    Level(by="all"),
    Level(by="owner", bare=True, red=0),
    Level(by="kind", bare=True, red=0),
    Level(by="all", bare=True),
    Level(by="all", bare=True, red=0, most=float("inf")),
)
"""From every party on its own, with its flows in words, to all systems as one box."""


def overview(data_map: DataMap, level: Level) -> Diagram | None:
    """Return the overview at a level, None where it would have too many lines, or words.

    Args:
        data_map: What there is to draw.
        level: How coarse.
    """
    if level.words and len(data_map.flows) > SPELT:
        return None
    diagram = _Overview(data_map, level).diagram()
    return diagram if len(diagram.edges) <= level.most else None


class _Bundle(Struct):
    """Flows that one line stands for."""

    tail: str
    head: str
    port: str
    flows: list[MapFlow] = field(default_factory=list)


class _Overview:
    def __init__(self, data_map: DataMap, level: Level) -> None:
        self.map = data_map
        self.level = level
        used = {end for flow in data_map.flows for end in (flow.source, flow.target)}
        parties = [party for party in data_map.parties.values() if party.id in used]
        self.order = {party.id: number for number, party in enumerate(parties)}
        self.holders = _holders(parties)
        self.members: dict[str, list[Party]] = {}
        for party in parties:
            self.members.setdefault(self.key(party), []).append(party)

    def key(self, party: Party) -> str:
        """Return the box that a party is drawn in; one with a colon stands for several."""
        level = self.level
        if party.kind == SYSTEM:
            by = {"owner": party.owner or "no owner", "kind": party.family, "all": "Own systems"}
            return f"ours:{by[level.by]}" if level.by else party.id
        if not level.families:
            return party.id
        if party.kind == RECIPIENT:
            return f"family:{party.family}"
        if party.kind == SOURCE or level.by in ("kind", "all"):
            return f"all:{party.kind}"
        return self.holders[party.id]

    def diagram(self) -> Diagram:
        """Return boxes, lines and clusters."""
        received: dict[str, dict[str, list[MapFlow]]] = {name: {} for name in self.members}
        bundles: dict[tuple[str, str, str], _Bundle] = {}
        for flow in self.map.flows:
            tail, head = (self.key(self.map.parties[end]) for end in (flow.source, flow.target))
            told = self._is_told(flow)
            port = self._port(flow, told=told)
            received[head].setdefault(port, []).append(flow)
            if not told:
                key = (tail, head, port)
                bundles.setdefault(key, _Bundle(*key)).flows.append(flow)
        for name, ports in received.items():
            _share_rows(name, ports, bundles, self.level.red)
        edges = [self._edge(bundle) for bundle in bundles.values()]
        grouped = sum(name.startswith("ours:") for name in self.members)
        together = [len(some) for name, some in self.members.items() if name.startswith("family:")]
        maker = BoxMaker(
            self.map,
            families=self.level.families,
            bare=self.level.bare,
            words=self.level.words,
            grouped=max(grouped, 1),
            columns=min(COLUMNS, max(together, default=1)),
        )
        least = dict.fromkeys((LEFT, MIDDLE, RIGHT), 0.0)
        diagram = Diagram()
        for _ in range(2):  # first for the width that a column needs, then with it
            diagram = Diagram(edges=edges, loose=self.level.words)
            for name in sorted(self.members, key=self._place):
                rows = received[name]
                diagram.boxes.append(maker.box(name, self.members[name], rows, diagram, least))
            for box in diagram.boxes:
                least[box.column] = max(least[box.column], ceil(box.width))
        return diagram

    def _is_told(self, flow: MapFlow) -> bool:
        """Tell whether a flow is a row without a line: within a box, or between own systems."""
        ends = [self.map.parties[name] for name in (flow.source, flow.target)]
        if self.key(ends[0]) == self.key(ends[1]):
            return True
        return self.level.told and ends[0].kind == ends[1].kind == SYSTEM

    def _port(self, flow: MapFlow, *, told: bool) -> str:
        if self.level.words or not is_disclosed(flow):
            return f"{TOLD if told else 'flow'}:{flow.id}"
        if told:
            return TOLD
        if flow.state == DISCLOSED:
            return DISCLOSED
        return "if:" if self.level.bare else f"if:{sign(flow)}"

    def _place(self, name: str) -> tuple[int, int, int]:
        """Return where a box stands in its column."""
        party = self.members[name][0]
        kinds = (SUBJECT, SOURCE, SYSTEM, RECIPIENT)
        family = FAMILIES.index(party.family) if party.kind == RECIPIENT else 0
        return kinds.index(party.kind), family, self.order[party.id]

    def _edge(self, bundle: _Bundle) -> Edge:
        flows = bundle.flows
        about = worst(flows), ids(flows), title(self.map, flows)
        return Edge(bundle.tail, bundle.head, bundle.port, *about)


def _share_rows(
    name: str,
    ports: dict[str, list[MapFlow]],
    bundles: dict[tuple[str, str, str], _Bundle],
    most: int,
) -> None:
    """Put what is beyond the most rows in words of a box into one row, told or with its lines."""
    red = [port for port in ports if port.startswith(("flow:", f"{TOLD}:"))]
    if len(red) <= most + 1:  # one more row says as much as one that counts it
        return
    for port in red[most:]:
        ports.setdefault("more", []).extend(ports.pop(port))
        for key in [key for key in bundles if key[1:] == (name, port)]:
            shared = (key[0], name, "more")
            bundles.setdefault(shared, _Bundle(*shared)).flows += bundles.pop(key).flows


def _holders(parties: Iterable[Party]) -> dict[str, str]:
    """Return for each party of data subjects the widest that holds all of its members."""
    groups = [party for party in parties if party.kind == SUBJECT]
    return {
        party.id: max(
            (other for other in groups if set(other.members) >= set(party.members)),
            key=lambda other: len(other.members),
        ).id
        for party in groups
    }
