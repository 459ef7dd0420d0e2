"""A drawn page on its stage: what is no drawing is left out, and its flows can be chosen.

A page comes as SVG text in which a group that stands for flows names them in `data-flows`, by id or
by mark (`flowcheck.render.flow_mark`), with spaces between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from flowcheck.render.flow_mark import flow_mark
from flowcheck.render.map_html.markup import Html, escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

_DRAWN = "g path rect polygon polyline line ellipse circle text tspan"
_DRAWING = """
viewBox transform d points x y x1 y1 x2 y2 dx dy cx cy r rx ry width height
opacity fill fill-opacity fill-rule
stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin
font-family font-size font-weight font-style
text-anchor text-decoration textLength lengthAdjust letter-spacing
"""
ELEMENTS, ATTRIBUTES = frozenset(_DRAWN.split()), frozenset(_DRAWING.split())
"""Nothing else is let through: no script, no style, no link, no image, nothing that is fetched."""
_TOLD = ("text", "tspan")
_HOLLOW = (None, "none", "transparent")


def stage(title: str, svg: str, flows: Mapping[str, str]) -> Html:
    """Return a page's SVG for embedding.

    Args:
        title: What the drawing is, for those who do not see it.
        svg: The page as drawn.
        flows: What each flow is, in words, by its mark.

    Raises:
        xml.etree.ElementTree.ParseError: The SVG is none.
    """
    root = ET.fromstring(svg)  # noqa: S314 - drawn by ourselves; expat reads no external entity
    attributes = {"viewBox": _size(root)} | _attributes(root)
    attributes |= {"role": "group", "aria-label": title, "width": "", "height": ""}  # CSS sizes it
    inner = "".join(_written(child, flows, within=False) for child in root)
    return Html(f'<svg{_pairs(attributes)}><g class="view">{inner}</g></svg>')


def _size(root: ET.Element) -> str:
    """Return the box of a drawing that has a size alone."""
    wide, high = (
        re.sub(r"[^\d.]", "", root.get(side, "")) or "100" for side in ("width", "height")
    )
    return f"0 0 {wide} {high}"


def _written(element: ET.Element, flows: Mapping[str, str], *, within: bool) -> str:
    """Return an element and what is in it, as far as it is drawing.

    Args:
        element: The element.
        flows: What each flow is, in words, by its mark.
        within: Whether it is part of what already stands for flows.
    """
    name = str(element.tag).rpartition("}")[2]
    if not isinstance(element.tag, str) or name not in ELEMENTS:
        return ""
    attributes = _attributes(element)
    marks = [] if within else _marks(element, flows)
    inner = escaped(element.text or "") if name in _TOLD else ""
    for child in element:
        inner += _written(child, flows, within=within or bool(marks))
        inner += escaped(child.tail or "") if name in _TOLD else ""
    if marks:
        attributes |= _chosen(marks, flows)
        inner = f"<title>{escaped(attributes['aria-label'])}</title>{_hits(element)}{inner}"
    return f"<{name}{_pairs(attributes)}>{inner}</{name}>"


def _pairs(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items() if value)


def _attributes(element: ET.Element) -> dict[str, str]:
    """Return the attributes that draw, without those that refer to anything."""
    return {
        key: value
        for key, value in element.attrib.items()
        if key in ATTRIBUTES and "url" not in value.lower()
    }


def _marks(element: ET.Element, flows: Mapping[str, str]) -> list[str]:
    """Return the marks of the flows that an element stands for, each once."""
    words = element.get("data-flows", "").split()
    marks = (word if word in flows else flow_mark(word) for word in words)
    return list(dict.fromkeys(mark for mark in marks if mark in flows))


def _chosen(marks: list[str], flows: Mapping[str, str]) -> dict[str, str]:
    """Return what makes an element one that is chosen by pointer and key, and read aloud."""
    said = flows[marks[0]]
    if len(marks) > 1:
        said = f"{len(marks)} flows: " + "; ".join(flows[mark] for mark in marks)
    return {
        "class": "flow",
        "data-flows": " ".join(marks),
        "role": "button",
        "tabindex": "-1",
        "aria-label": said,
    }


def _hits(element: ET.Element) -> str:
    """Return wide strokes that nobody sees, under lines that would be hard to hit."""
    lines = [path for path in element.iterfind(".//{*}path") if path.get("fill") in _HOLLOW]
    return "".join(f'<path class="hit" d="{escaped(line.get("d", ""))}"/>' for line in lines)
