"""Pages as they are written: what stands in an SVG or PDF file, measured from the file alone."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from flowcheck.render.drawing.sheet import Box, Group, Path, Sheet, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as File

    from flowcheck.render.drawing.sheet import Item, Point

SPACE = "{http://www.w3.org/2000/svg}"
LINE_HEIGHT = 0.9385
"""Of a word as poppler boxes it, for type of size one: ascent and descent as Typst has them."""


def read_svg(text: str) -> Sheet:
    """The page of an SVG file: its boxes of text have the widths of the shipped typeface."""
    root = ET.fromstring(text)  # noqa: S314 - our own
    wide, high = (float(root.get(key, "").removesuffix("pt")) for key in ("width", "height"))
    title = root.findtext(f"{SPACE}title") or ""
    return Sheet(title, wide, high, [item for child in root for item in _items(child)], "")


def _items(element: ET.Element) -> Iterator[Item]:
    match element.tag.removeprefix(SPACE):
        case "g":
            kind, state = element.get("class", "").split()[1:]
            shapes = tuple(item for child in element for item in _items(child))
            assert not any(isinstance(shape, Group) for shape in shapes)
            flows = tuple(element.get("data-flows", "").split())
            title = element.findtext(f"{SPACE}title") or ""
            yield Group(shapes, flows, state, title, kind)  # type: ignore[arg-type]
        case "text":
            x, y, size = _numbers(element, "x", "y", "font-size")
            bold = element.get("font-weight") == "bold"
            yield Text(x, y, element.text or "", size, bold, element.get("fill", ""))
        case "rect":
            x, y, wide, high = _numbers(element, "x", "y", "width", "height")
            (thick,) = _numbers(element, "stroke-width")
            yield Box(x, y, wide, high, _paint(element, "fill"), _paint(element, "stroke"), thick)
        case "path":
            points, curved = _path(element.get("d", ""))
            (thick,) = _numbers(element, "stroke-width")
            fill, stroke = _paint(element, "fill"), _paint(element, "stroke")
            dash = "dashed" if element.get("stroke-dasharray") else ""
            yield Path(points, curved, fill, stroke, thick, dash)
        case "title":
            return
        case other:
            raise AssertionError(other)


def _numbers(element: ET.Element, *names: str) -> list[float]:
    return [float(element.get(name, "0")) for name in names]


def _paint(element: ET.Element, name: str) -> str:
    return element.get(name, "none").replace("none", "")


def _path(d: str) -> tuple[tuple[Point, ...], bool]:
    """Return the points of path data, and whether they are those of curves."""
    found = re.fullmatch(r"M ([-\d.]+,[-\d.]+) ([CL]) ((?:[-\d.]+,[-\d.]+ ?)+?)( Z)?", d)
    assert found, d
    first, kind, rest, closed = found.groups()
    points = [first, *rest.split(), *([first] if closed else [])]
    pairs = (point.split(",") for point in points)
    return tuple((float(x), float(y)) for x, y in pairs), kind == "C"


class Word(NamedTuple):
    """A word of a PDF page, with its box in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """Points of its type."""
        return (self.bottom - self.top) / LINE_HEIGHT


def read_pdf(file: File) -> list[list[Word]]:
    """The words of each page of a PDF, as poppler finds them."""
    command = ["pdftotext", "-bbox", str(file), "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout
    # poppler writes what no XML may hold, where a font maps to it
    root = ET.fromstring(re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", said))  # noqa: S314
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        [
            Word(
                word.text or "",
                *(float(word.get(key, "0")) for key in ("xMin", "yMin", "xMax", "yMax")),
            )
            for word in page.iter(f"{space}word")
        ]
        for page in root.iter(f"{space}page")
    ]
