"""Placed diagrams: where an engine puts boxes, clusters and edges, and the drawing of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.render.drawing.sheet import GREY, INK, PAPER, Box, Group, Path, Point, Text
from flowcheck.render.map.style import LINES, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.render.drawing.sheet import Item
    from flowcheck.render.map.diagram import Cluster, Diagram, Row

_HEAD = 6.0
"""Points of an arrow's head, beside its line's width."""
_TITLE = 9.0
_FRAME = {
    "rounded": (GREY, 0.9, ""),
    "boundary": (INK, 2.2, "dashed"),
    "dotted": (INK, 1.4, "dotted"),
}


class Placed(Struct, frozen=True, gc=False):
    """Positions, in points from the lower left corner.

    Attributes:
        width: Of the whole.
        height: Of the whole.
        boxes: Middle of each box, in the diagram's order.
        clusters: Left, bottom, right and top of each cluster, by the number in its name.
        edges: Points of each edge, the tip of its arrow last, by its number.
    """

    width: float
    height: float
    boxes: list[Point]
    clusters: list[tuple[float, float, float, float]]
    edges: list[tuple[Point, ...]]


def placed(diagram: Diagram, found: bytes) -> Placed:
    """Return the positions of a diagram from the engine's JSON."""
    graph = json.loads(found)
    objects = graph.get("objects", ())
    nodes = {item["name"]: _point(item["pos"]) for item in objects if "pos" in item}
    clusters = {
        item["name"]: _bounds(item["bb"]) for item in objects if item["name"].startswith("cluster_")
    }
    edges = {edge["id"]: _spline(edge["pos"]) for edge in graph.get("edges", ())}
    left, bottom, right, top = _bounds(graph["bb"])
    return Placed(
        right - left,
        top - bottom,
        [nodes[f"n{number}"] for number in range(len(diagram.boxes))],
        [clusters[f"cluster_{number}"] for number in range(len(clusters))],
        [edges[f"e{number}"] for number in range(len(diagram.edges))],
    )


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), float(y)


def _bounds(text: str) -> tuple[float, float, float, float]:
    left, bottom, right, top = map(float, text.split(","))
    return left, bottom, right, top


def _spline(pos: str) -> tuple[Point, ...]:
    tip = None
    points = []
    for part in pos.split():
        if part.startswith("e,"):
            tip = _point(part[2:])
        elif not part.startswith("s,"):
            points.append(_point(part))
    return (*points, tip or points[-1])


class Drawer(Struct):
    """Draws a placed diagram on a sheet, scaled about the sheet's own measures.

    Attributes:
        diagram: What is drawn.
        at: Where it is.
        x: Points of the sheet at the diagram's left.
        y: Points of the sheet at its top.
        scale: Points of the sheet for one of the diagram.
    """

    diagram: Diagram
    at: Placed
    x: float
    y: float
    scale: float

    def items(self) -> Iterator[Item]:
        """Yield what is drawn: frames, then edges the thinnest first, then boxes, then titles."""
        clusters = self.diagram.used_clusters
        bounds = [self.bounds(number) for number in range(len(clusters))]
        for cluster, (left, top, right, bottom) in zip(clusters, bounds, strict=True):
            stroke, wide, dash = _FRAME[cluster.style]
            yield Box(
                left, top, right - left, bottom - top, stroke=stroke, stroke_width=wide,
                dash=dash, radius=6 if cluster.style == "rounded" else 0,
            )  # fmt: skip
        order = sorted(range(len(self.diagram.edges)), key=self._weight)
        yield from map(self.edge, order)
        for number in range(len(self.diagram.boxes)):
            yield from self.box(number)
        for cluster, (left, top, _, bottom) in zip(clusters, bounds, strict=True):
            if cluster.title:
                yield self.cluster_title(cluster, left, top, bottom)

    def cluster_title(self, cluster: Cluster, left: float, top: float, bottom: float) -> Text:
        """Return the title of a cluster: that of the trust boundary stands at the bottom."""
        ours = cluster.style == "boundary"
        size = _TITLE * self.scale
        y = bottom - 5 * self.scale if ours else top + 11.5 * self.scale
        color = INK if ours else GREY
        return Text(left + 9 * self.scale, y, cluster.title, size, bold=True, color=color)

    def _weight(self, number: int) -> float:
        return LINES[self.diagram.edges[number].state].width

    def point(self, point: Point) -> Point:
        """Return a point of the diagram on the sheet."""
        return (
            self.x + point[0] * self.scale,
            self.y + (self.at.height - point[1]) * self.scale,
        )

    def bounds(self, number: int) -> tuple[float, float, float, float]:
        """Return a cluster's left, top, right and bottom on the sheet."""
        left, bottom, right, top = self.at.clusters[number]
        x, y = self.point((left, top))
        far_x, far_y = self.point((right, bottom))
        return x, y, far_x, far_y

    def edge(self, number: int) -> Group:
        """Return an edge with the head of its arrow."""
        edge = self.diagram.edges[number]
        line = LINES[edge.state]
        *points, tip = map(self.point, self.at.edges[number])
        wide = line.width * max(self.scale, 0.8)
        # the line ends inside the head, so that a wide one does not show beside the tip
        return Group(
            (
                Path(
                    tuple(points), curved=True, stroke=line.color, stroke_width=wide, dash=line.dash
                ),
                Path(_arrow(points[-1], tip, wide), fill=line.color),
            ),
            edge.flows,
            edge.state,
            edge.title,
            "edge",
        )

    def box(self, number: int) -> Iterator[Item]:
        """Yield a box: its rows, then its frame."""
        party = self.diagram.boxes[number]
        x, y = self.at.boxes[number]
        left, top = self.point((x - party.width / 2, y + party.height / 2))
        wide, below = party.width * self.scale, top
        for row in party.rows:
            high = row.height * self.scale
            yield from self._row(row, left, below, wide, high)
            below += high
        yield Box(left, top, wide, below - top, stroke=INK, stroke_width=0.8)

    def _row(self, row: Row, left: float, top: float, wide: float, high: float) -> Iterator[Item]:
        shapes: list[Text | Box | Path] = [Box(left, top, wide, high, fill=row.fill or PAPER)]
        shapes += [
            Text(
                left + text.x * self.scale, top + text.y * self.scale,
                text.text, text.size * self.scale, text.bold, text.color,
            )
            for text in row.texts
        ]  # fmt: skip
        if row.state:
            yield Group(tuple(shapes), row.flows, row.state, row.title, "row")
        else:
            yield from shapes

    @property
    def least(self) -> float:
        """The points of the smallest type on the sheet."""
        return SMALL * self.scale


def _arrow(base: Point, tip: Point, wide: float) -> tuple[Point, ...]:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    dx, dy = dx / length, dy / length
    half = 1.6 + wide * 0.75
    long = max(length, _HEAD)
    back = tip[0] - dx * long, tip[1] - dy * long
    return (
        tip,
        (back[0] - dy * half, back[1] + dx * half),
        (back[0] + dy * half, back[1] - dx * half),
    )
