"""Fitting: diagrams laid out as wide as their page, and the room that they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from flowcheck.render.drawing.sheet import Box, Group, Path, Text
from flowcheck.render.map.dot import dot
from flowcheck.render.map.page import Area
from flowcheck.render.map.placing import Drawer, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowcheck.render.drawing.sheet import Item, Point
    from flowcheck.render.map.diagram import Diagram

CLOSE, APART = 56.0, 240.0
"""Points between two columns of a diagram: the least and the most."""
GREATEST = 1.25
"""How much a small diagram is enlarged at most."""
FRAME = 54.0
"""Points that a cluster takes around its boxes, with its title."""
_STEPS = 10
"""Points of a part of a line that are looked at."""


class Engine(Protocol):
    """What lays diagrams out."""

    @property
    def label(self) -> str:
        """Its name and version."""

    def __call__(self, dot: str) -> bytes:
        """Return the positions of a graph as Graphviz's JSON."""


def fit(
    layout: Engine, diagram: Diagram, title: str, area: Area, apart: float | None = None
) -> Drawer:
    """Return a diagram placed in an area, its columns as far apart as the area is wide.

    Args:
        layout: Lays it out.
        diagram: What is placed.
        title: What it is.
        area: Where.
        apart: Points between its columns where they are known; else they are tried out.
    """
    at = placed(diagram, layout(dot(diagram, title, apart or CLOSE)))
    columns = len({round(x) for x, _ in at.boxes})
    spare = area.width / min(area.height / at.height, GREATEST) - at.width
    if not apart and spare > 0 and columns > 1:
        apart = min(CLOSE + spare / (columns - 1), APART)
        at = placed(diagram, layout(dot(diagram, title, apart)))
    scale = min(area.width / at.width, area.height / at.height, GREATEST)
    x = area.x + (area.width - at.width * scale) / 2
    y = area.y + (area.height - at.height * scale) / 2
    return Drawer(diagram, at, x, y, scale)


def distance(diagram: Diagram, area: Area) -> float:
    """Return how far two columns can be apart on a page as wide as an area, by their sizes."""
    sides = {box.column: box.width for box in diagram.boxes}
    high = max(
        sum(box.height + 8 for box in diagram.boxes if box.column == column) for column in sides
    )
    scale = min(area.height / (high + FRAME), GREATEST)
    spare = area.width / scale - sum(sides.values()) - FRAME
    return max(CLOSE, min(spare, APART))


def free_spot(items: Iterable[Item], area: Area, wide: float, high: float) -> Area | None:
    """Return the lowest spot at the left of an area in which nothing is drawn, or None.

    Args:
        items: What is drawn.
        area: Where.
        wide: Points of the spot.
        high: Points of the spot.
    """
    near = [y for item in items for x, y in _outline(item) if x <= area.x + wide + 5]
    lowest = area.y + area.height - high
    for step in range(int((area.height - high) // 6) + 1):
        y = lowest - 6 * step
        if not any(y - 5 <= at <= y + high + 5 for at in near):
            return Area(area.x, y, wide, high)
    return None


def _outline(item: Item) -> Iterator[Point]:
    """Yield points of what is drawn, close enough that no spot is taken for free."""
    match item:
        case Group():
            for shape in item.items:
                yield from _outline(shape)
        case Path():
            yield from sampled(item, _STEPS)
        case Box():
            for step in (n / _STEPS for n in range(_STEPS + 1)):
                for other in (0.0, 1.0):
                    yield item.x + item.width * step, item.y + item.height * other
                    yield item.x + item.width * other, item.y + item.height * step
        case Text():
            left, top, right, bottom = item.bounds
            yield from ((left, top), (left, bottom), (right, top), (right, bottom))


def sampled(path: Path, steps: int) -> Iterator[Point]:
    """Yield points along a path, the ends of its parts among them.

    Args:
        path: Curved or straight.
        steps: Points of each part.
    """
    parts = range(0, len(path.points) - 3, 3) if path.curved else range(len(path.points) - 1)
    for start in parts:
        ends = path.points[start : start + (4 if path.curved else 2)]
        for t in (n / steps for n in range(steps + 1)):
            shares = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
            weights = shares if path.curved else (1 - t, t)
            x, y = (
                sum(w * point[axis] for w, point in zip(weights, ends, strict=True))
                for axis in (0, 1)
            )
            yield x, y
