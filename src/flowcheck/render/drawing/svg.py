"""Sheets as SVG: text stays text, and what stands for flows is a group that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from flowcheck.render.drawing.sheet import PAPER, Box, Group, Path, Text
from flowcheck.render.drawing.type import FAMILIES

if TYPE_CHECKING:
    from flowcheck.render.drawing.sheet import Item, Sheet

DASHES = {"dashed": (5.0, 2.6), "dotted": (1.0, 2.8)}
"""Points drawn and points left out."""


def svg(sheet: Sheet) -> str:
    """Return a sheet as an SVG document of its size in points."""
    wide, high = number(sheet.width), number(sheet.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt"'
        f' viewBox="0 0 {wide} {high}" role="group" aria-label={quoteattr(sheet.title)}'
        f" font-family={quoteattr(FAMILIES)}>\n<title>{escape(sheet.title)}</title>\n"
        f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>\n'
        + "".join(map(_item, sheet.items))
        + "</svg>\n"
    )


def number(value: float) -> str:
    """Return a number with at most two decimals."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _item(item: Item) -> str:
    match item:
        case Text():
            return _text(item)
        case Box():
            return _box(item)
        case Path():
            return _path(item)
        case Group():
            flows = quoteattr(" ".join(item.flows))
            return (
                f'<g class="flow {item.kind} {item.state}" data-flows={flows}>'
                f"<title>{escape(item.title)}</title>\n{''.join(map(_item, item.items))}</g>\n"
            )


def _text(text: Text) -> str:
    weight = ' font-weight="bold"' if text.bold else ""
    return (
        f'<text x="{number(text.x)}" y="{number(text.y)}" font-size="{number(text.size)}"{weight}'
        f' fill="{text.color}" textLength="{number(text.width)}"'
        f' lengthAdjust="spacingAndGlyphs">{escape(text.text)}</text>\n'
    )


def _box(box: Box) -> str:
    radius = f' rx="{number(box.radius)}"' if box.radius else ""
    return (
        f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}"'
        f' height="{number(box.height)}"{radius}{_paint(box)}/>\n'
    )


def _path(path: Path) -> str:
    points = [f"{number(x)},{number(y)}" for x, y in path.points]
    joined = f"{points[0]} {'C' if path.curved else 'L'} {' '.join(points[1:])}"
    return f'<path d="M {joined}{" Z" if path.fill else ""}"{_paint(path)}/>\n'


def _paint(shape: Box | Path) -> str:
    paint = f' fill="{shape.fill or "none"}"'
    if shape.stroke:
        paint += f' stroke="{shape.stroke}" stroke-width="{number(shape.stroke_width)}"'
    if shape.dash:
        on, off = (number(part * max(1.0, shape.stroke_width / 1.4)) for part in DASHES[shape.dash])
        paint += f' stroke-dasharray="{on} {off}"'
    return paint
