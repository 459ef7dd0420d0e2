"""Diagrams: boxes of rows, in clusters, with an edge from a box to the row that receives the flow.

A flow is a row of what receives it; so no edge needs a label, and none is overlapped by one.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.render.drawing.sheet import GREY, INK, Text
from flowcheck.render.drawing.type import width
from flowcheck.render.map.style import NAME, SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT, MIDDLE, RIGHT = "left", "middle", "right"
"""Columns: where data comes from, what is ours, who receives it."""

PAD = 4.0
HEAD = 15.0
LINE = 10.0


class Row(Struct, frozen=True, gc=False):
    """A band of a box.

    Attributes:
        port: Its name in the box; edges end at it.
        height: Points.
        texts: Placed from the row's upper left corner.
        fill: Colour, or "".
        flows: Ids of the flows that it stands for.
        state: What becomes of them, "" for a row that stands for none.
        title: One line on it.
    """

    port: str
    height: float
    texts: tuple[Text, ...]
    fill: str = ""
    flows: tuple[str, ...] = ()
    state: str = ""
    title: str = ""

    @property
    def lines(self) -> list[list[Text]]:
        """Its texts as they are read: line by line, from the left."""
        ordered = sorted(self.texts, key=lambda text: (text.y, text.x))
        return [list(line) for _, line in groupby(ordered, lambda text: text.y)]

    @property
    def words(self) -> str:
        """Its texts as one."""
        return " ".join(text.text for line in self.lines for text in line if text.text)


class Box(Struct, frozen=True, gc=False):
    """A party, or several drawn as one.

    Attributes:
        id: Unique in the diagram.
        cluster: Id of the cluster that it lies in.
        column: LEFT, MIDDLE or RIGHT.
        width: Points.
        rows: From top to bottom, the first its name.
        state: The worst of what it receives, "" for nothing.
    """

    id: str
    cluster: str
    column: str
    width: float
    rows: tuple[Row, ...]
    state: str = ""

    @property
    def height(self) -> float:
        """Points."""
        return sum(row.height for row in self.rows)


class Edge(Struct, frozen=True, gc=False):
    """Flows from a box to a row of another."""

    tail: str
    head: str
    port: str
    state: str
    flows: tuple[str, ...]
    title: str


class Cluster(Struct, frozen=True, gc=False):
    """A frame with a title around boxes; `style` is rounded, boundary or dotted."""

    id: str
    title: str
    column: str
    style: str = "rounded"


class Diagram(Struct):
    """What one page draws.

    Attributes:
        boxes: In the order of the map.
        edges: Each flow once, in an edge or in a row alone.
        clusters: By id.
        loose: Whether boxes stand well apart, since there are few.
    """

    boxes: list[Box] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    clusters: dict[str, Cluster] = field(default_factory=dict)
    loose: bool = False

    @property
    def used_clusters(self) -> list[Cluster]:
        """The clusters that hold a box, in their order."""
        used = {box.cluster for box in self.boxes}
        return [cluster for cluster in self.clusters.values() if cluster.id in used]

    @property
    def chain(self) -> bool:
        """Whether boxes of the middle send to each other."""
        middle = {box.id for box in self.boxes if box.column == MIDDLE}
        return any(edge.tail in middle and edge.head in middle for edge in self.edges)


def head(name: str, note: str, codes: str, wide: float, fill: str, **about: object) -> Row:
    """Return the row of a name: a note behind it in grey, codes at the right.

    Args:
        name: Of the box.
        note: As a country; or "".
        codes: What it receives that is disclosed; or "".
        wide: Points of the box.
        fill: Colour.
        about: `port`, `flows`, `state` and `title` of the row.
    """
    base = HEAD - 4.6
    texts = [Text(PAD, base, name, NAME, bold=True)]
    if note:
        texts.append(Text(PAD + width(name, NAME, bold=True) + 3, base, note, SMALL, color=GREY))
    if codes:
        texts.append(Text(wide - PAD - width(codes, SMALL), base, codes, SMALL))
    return Row(height=HEAD, texts=tuple(texts), fill=fill, **about)  # type: ignore[arg-type]


def head_width(name: str, note: str, codes: str) -> float:
    """Return the points that such a row takes."""
    parts = [width(name, NAME, bold=True), width(note, SMALL) + 3 if note else 0]
    return sum(parts) + (width(codes, SMALL) + 8 if codes else 0) + 2 * PAD


def lines(
    texts: Sequence[tuple[str, bool, str]], indent: float = PAD, lead: float = 2.0
) -> tuple[tuple[Text, ...], float]:
    """Return lines of small type as (text, bold, colour), with the height that they take."""
    placed = tuple(
        Text(indent, lead + SMALL * 0.86 + n * LINE, text, SMALL, bold, color or INK)
        for n, (text, bold, color) in enumerate(texts)
    )
    return placed, lead * 2 + len(texts) * LINE - 1.0
