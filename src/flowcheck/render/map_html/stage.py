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
KINDS = frozenset(("edge", "row", "cell", "finding"))
"""What a drawing calls that which stands for flows, among its classes."""
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
    inner = _Writer(flows).inside(root)
    return Html(f'<svg{_pairs(attributes)}><g class="view">{inner}</g></svg>')


def _size(root: ET.Element) -> str:
    """Return the box of a drawing that has a size alone."""
    wide, high = (
        re.sub(r"[^\d.]", "", root.get(side, "")) or "100" for side in ("width", "height")
    )
    return f"0 0 {wide} {high}"


class _Writer:
    """Writes what of a page is drawing; what a page shows of flows again is not read out again."""

    def __init__(self, flows: Mapping[str, str]) -> None:
        self.flows = flows
        self.said: set[tuple[str, ...]] = set()

    def inside(self, element: ET.Element, *, within: bool = False) -> str:
        """Return what is in an element, `within` what already stands for flows or not."""
        told = _name(element) in _TOLD
        parts = [escaped(element.text or "")] if told else []
        for child in element:
            parts.append(self.written(child, within=within))
            parts.append(escaped(child.tail or "") if told else "")
        return "".join(parts)

    def written(self, element: ET.Element, *, within: bool) -> str:
        """Return an element, "" where it is no drawing."""
        name = _name(element)
        if name not in ELEMENTS:
            return ""
        marks = () if within else _marks(element, self.flows)
        attributes, before = _attributes(element), ""
        if marks:
            said = _said(element, marks, self.flows)
            kinds = [word for word in element.get("class", "").split() if word in KINDS]
            attributes |= {"class": " ".join(("flow", *kinds)), "data-flows": " ".join(marks)}
            attributes |= self.control(marks, said)
            before = f"<title>{escaped(said)}</title>{_hits(element) if 'edge' in kinds else ''}"
        inner = before + self.inside(element, within=within or bool(marks))
        return f"<{name}{_pairs(attributes)}>{inner}</{name}>" + ("" if name == "tspan" else "\n")

    def control(self, marks: tuple[str, ...], said: str) -> dict[str, str]:
        """Return what makes an element one that is reached by key and read aloud."""
        if marks in self.said:
            return {"aria-hidden": "true"}
        self.said.add(marks)
        return {"role": "button", "tabindex": "-1", "aria-label": said}


def _name(element: ET.Element) -> str:
    """Return an element's name without its namespace; "" for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _pairs(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items() if value)


def _attributes(element: ET.Element) -> dict[str, str]:
    """Return the attributes that draw, without those that refer to anything."""
    return {
        key: value
        for key, value in element.attrib.items()
        if key in ATTRIBUTES and "url" not in value.lower()
    }


def _marks(element: ET.Element, flows: Mapping[str, str]) -> tuple[str, ...]:
    """Return the marks of the flows that an element stands for, each once."""
    words = element.get("data-flows", "").split()
    marks = (word if word in flows else flow_mark(word) for word in words)
    return tuple(dict.fromkeys(mark for mark in marks if mark in flows))


def _said(element: ET.Element, marks: tuple[str, ...], flows: Mapping[str, str]) -> str:
    """Return what is read out: what stands there, which voice control goes by, and the flows."""
    texts = ("".join(text.itertext()) for text in element.iterfind(".//{*}text"))
    shown = " ".join(" ".join(texts).split())
    told = "; ".join(flows[mark] for mark in marks)
    told = f"{len(marks)} flows: {told}" if len(marks) > 1 else told
    return f"{shown}: {told}" if shown else told


def _hits(element: ET.Element) -> str:
    """Return wide strokes that nobody sees, under lines that would be hard to hit."""
    lines = [path for path in element.iterfind(".//{*}path") if path.get("fill") in _HOLLOW]
    return "".join(f'<path class="hit" d="{escaped(line.get("d", ""))}"/>' for line in lines)
