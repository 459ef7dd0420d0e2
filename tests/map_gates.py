"""What must hold of every page of a map, measured on what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.drawing.sheet import Path
from flowcheck.render.map.fitting import sampled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.render.drawing.sheet import Sheet, Text

LEAST = 6.5
_HAIR = 0.25
"""Points: what two boxes of text may share by rounding."""


def overlaps(sheet: Sheet) -> list[tuple[str, str]]:
    """Pairs of texts of which one lies upon the other."""
    texts = sorted(sheet.texts(), key=lambda text: text.bounds[1])
    found = []
    for number, one in enumerate(texts):
        left, _, right, bottom = one.bounds
        for other in texts[number + 1 :]:
            x, y, far_x, far_y = other.bounds
            if y >= bottom - _HAIR:
                break
            if min(right, far_x) - max(left, x) > _HAIR and min(bottom, far_y) - y > _HAIR:
                found.append((one.text, other.text))
    return found


def crossed(sheet: Sheet) -> list[tuple[str, str]]:
    """Texts that a line of a flow runs through, each with the flow's title."""
    texts = [(text.bounds, text.text) for text in sheet.texts()]
    return [
        (text, group.title)
        for group in sheet.groups()
        if group.kind == "edge"
        for (left, top, right, bottom), text in texts
        if any(
            left < x < right and top < y < bottom
            for shape in group.items
            if isinstance(shape, Path) and shape.curved
            for x, y in sampled(shape, 60)
        )
    ]


def outside(sheet: Sheet) -> list[str]:
    """Texts that are not wholly on the page."""
    return [
        text.text
        for text in sheet.texts()
        if text.bounds[0] < 0
        or text.bounds[1] < 0
        or text.bounds[2] > sheet.width
        or text.bounds[3] > sheet.height
    ]


def small(sheet: Sheet) -> list[Text]:
    """Texts that are too small to be read."""
    return [text for text in sheet.texts() if text.size < LEAST]


def shown(sheets: Iterable[Sheet], kind: str | None = None) -> set[str]:
    """Ids of the flows that something drawn stands for."""
    return {
        flow
        for sheet in sheets
        for group in sheet.groups()
        if kind in (None, group.kind)
        for flow in group.flows
    }
