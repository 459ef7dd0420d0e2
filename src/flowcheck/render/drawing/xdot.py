"""Sheets as DOT whose background is the drawing, for an engine to turn into a picture.

The engine brings its typeface, of the same widths as ours, and writes the same bytes everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.drawing.sheet import PAPER, Box, Path, Text
from flowcheck.render.drawing.svg import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowcheck.render.drawing.sheet import Point, Sheet

FACE = "Arial"
_BEND = 0.5523
"""Where the controls of a quarter of a circle stand, in radii from its ends."""
_CLEAR = "#ffffff00"
_LONGEST = 8_000
"""Bytes of a string: Graphviz 2.43 reads none of 16,384."""


def picture_dot(sheet: Sheet, dpi: int) -> str:
    """Return the DOT of a sheet, for an engine that takes positions as they are given.

    Args:
        sheet: The page.
        dpi: Dots of the picture to an inch.
    """
    wide, high = number(sheet.width), number(sheet.height)
    drawing = " + ".join(f'"{part}"' for part in _strings(_operations(sheet)))
    corner = 'style=invis shape=point width=0 height=0 label=""'
    return (
        f'digraph {{ graph [bb="0,0,{wide},{high}" pad=0 margin=0 dpi={dpi}'
        f' bgcolor="{PAPER}"'
        f" _background={drawing}];"
        f' a [pos="0,0" {corner}]; b [pos="{wide},{high}" {corner}]; }}'
    )


def _strings(operations: Iterable[str]) -> Iterator[str]:
    """Yield the operations as what stands in strings of DOT, none longer than Graphviz reads."""
    held = ""
    for operation in operations:
        # in a string of DOT a backslash means something before a quotation mark; the space at the
        # end keeps it from the one that closes the string
        escaped = operation.replace('\\"', '\\ "').replace('"', '\\"') + " "
        if held and len((held + escaped).encode()) > _LONGEST:
            yield held
            held = ""
        held += escaped
    yield held


def _operations(sheet: Sheet) -> Iterator[str]:
    """Yield the drawing in the operations of xdot, whose vertical axis points upward."""
    for shape in sheet.shapes():
        match shape:
            case Text():
                yield from _text(shape, sheet.height)
            case Box():
                yield from _box(shape, sheet.height)
            case Path():
                yield from _path(shape, sheet.height)


def _string(text: str) -> str:
    return f"{len(text.encode())} -{text}"


def _text(text: Text, high: float) -> Iterator[str]:
    yield f"F {number(text.size)} {_string(FACE)}"
    yield f"t {int(text.bold)}"
    yield f"c {_string(text.color)}"
    yield (
        f"T {number(text.x)} {number(high - text.y)} -1 {number(text.width)} {_string(text.text)}"
    )


def _box(box: Box, high: float) -> Iterator[str]:
    yield from _paint(box)
    left, right = box.x, box.x + box.width
    bottom, top = high - box.y - box.height, high - box.y
    if not box.radius:
        corners = ((left, bottom), (right, bottom), (right, top), (left, top))
        yield f"{'P' if box.fill else 'p'} {_points(corners)}"
        return
    r, k = box.radius, box.radius * (1 - _BEND)
    round_ = (
        (left + r, bottom), (left + r, bottom), (right - r, bottom), (right - r, bottom),
        (right - k, bottom), (right, bottom + k), (right, bottom + r),
        (right, bottom + r), (right, top - r), (right, top - r),
        (right, top - k), (right - k, top), (right - r, top),
        (right - r, top), (left + r, top), (left + r, top),
        (left + k, top), (left, top - k), (left, top - r),
        (left, top - r), (left, bottom + r), (left, bottom + r),
        (left, bottom + k), (left + k, bottom), (left + r, bottom),
    )  # fmt: skip
    yield f"{'b' if box.fill else 'B'} {_points(round_)}"


def _path(path: Path, high: float) -> Iterator[str]:
    yield from _paint(path)
    points = [(x, high - y) for x, y in path.points]
    kind = ("b" if path.fill else "B") if path.curved else ("P" if path.fill else "L")
    yield f"{kind} {_points(points)}"


def _points(points: Sequence[Point]) -> str:
    return f"{len(points)} " + " ".join(f"{number(x)} {number(y)}" for x, y in points)


def _paint(shape: Box | Path) -> Iterator[str]:
    yield f"S {_string(shape.dash or 'solid')}"
    yield f"S {_string(f'setlinewidth({number(shape.stroke_width)})')}"
    yield f"c {_string(shape.stroke or shape.fill or _CLEAR)}"
    yield f"C {_string(shape.fill or _CLEAR)}"
