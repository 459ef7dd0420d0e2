"""What must hold of every page of a map, measured on what is written; see `written_pages`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.drawing.sheet import Path
from flowcheck.render.map.fitting import sampled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowcheck.render.drawing.sheet import Sheet, Text

Bounds = tuple[float, float, float, float]
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
    """Texts that a line of a flow touches, straight or curved, each with the flow's title."""
    texts = [(text.bounds, text.text) for text in sheet.texts()]
    return [
        (text, group.title)
        for group in sheet.groups()
        if group.kind == "edge"
        for shape in group.items
        if isinstance(shape, Path)
        for text in _touched(shape, texts)
    ]


def _touched(line: Path, texts: Iterable[tuple[Bounds, str]]) -> Iterator[str]:
    """Yield the texts that a line runs through, as wide as it is."""
    half = line.stroke_width / 2 if line.stroke else 0.0
    points = list(sampled(line, 60))
    leftmost, rightmost = min(x for x, _ in points), max(x for x, _ in points)
    highest, lowest = min(y for _, y in points), max(y for _, y in points)
    for (left, top, right, bottom), text in texts:
        near = left - half < rightmost and leftmost < right + half
        if (
            near
            and top - half < lowest
            and highest < bottom + half
            and any(
                left - half < x < right + half and top - half < y < bottom + half for x, y in points
            )
        ):
            yield text


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
