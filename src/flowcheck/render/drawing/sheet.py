"""Sheets: pages as text and shapes, in points from the upper left corner.

Everything that stands for flows lies in a group that names them, so that a reader, a script and a
test can ask what is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.render.drawing.type import ASCENT, DESCENT, width
from flowcheck.render.frame import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

Point = tuple[float, float]

INK, GREY, RULE, PAPER = "#16191d", "#4d545e", "#8b929b", "#ffffff"


class Text(Struct, frozen=True, gc=False):
    """A line of text.

    Attributes:
        x: Its left end.
        y: Its baseline.
        text: What it says.
        size: Points.
        bold: Whether it is bold.
        color: As "#rrggbb".
    """

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    color: str = INK

    @property
    def width(self) -> float:
        """Points from its left to its right end."""
        return width(self.text, self.size, bold=self.bold)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return (
            self.x,
            self.y - ASCENT * self.size,
            self.x + self.width,
            self.y + DESCENT * self.size,
        )


class Box(Struct, frozen=True, gc=False):
    """A rectangle; `fill` and `stroke` are colours or "", `dash` is dashed, dotted or ""."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0
    dash: str = ""
    radius: float = 0.0


class Path(Struct, frozen=True, gc=False):
    """A line through points, closed where it has a `fill`.

    Curved, they are a start and then two controls and an end, again and again.
    """

    points: tuple[Point, ...]
    curved: bool = False
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0
    dash: str = ""


class Group(Struct, frozen=True, gc=False):
    """Shapes that stand for flows.

    Attributes:
        items: The shapes.
        flows: Ids of the flows.
        state: What becomes of them, as the legend has it.
        title: One line on them.
        kind: "edge", "row" or "cell".
    """

    items: tuple[Text | Box | Path, ...]
    flows: tuple[str, ...]
    state: str
    title: str
    kind: str


Item = Text | Box | Path | Group


class Sheet(Struct):
    """A page.

    Attributes:
        title: What it is.
        width: Points.
        height: Points.
        items: From the lowest to the uppermost.
        paper: The name of its size.
    """

    title: str
    width: float
    height: float
    items: list[Item]
    paper: str

    def shapes(self) -> Iterator[Text | Box | Path]:
        """Yield every text and shape, whatever group it lies in."""
        for item in self.items:
            if isinstance(item, Group):
                yield from item.items
            else:
                yield item

    def texts(self) -> Iterator[Text]:
        """Yield every text."""
        return (shape for shape in self.shapes() if isinstance(shape, Text))

    def groups(self) -> Iterator[Group]:
        """Yield what stands for flows."""
        return (item for item in self.items if isinstance(item, Group))


def clean(text: str) -> str:
    """Return a text as one line, what would hide, break or turn it shown as lint shows it."""
    return " ".join(printable(text).split())
