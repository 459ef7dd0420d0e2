"""The findings of a page: each flow that the policy does not bear out, with what it does say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.facts.words import cut, listed
from flowcheck.render.drawing.sheet import GREY, INK, Group, Path, Text, clean
from flowcheck.render.drawing.type import broken
from flowcheck.render.map.style import RED, sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowcheck.model.finding import Finding
    from flowcheck.render.drawing.sheet import Item
    from flowcheck.render.map.page import Area
    from flowcheck.views.data_map import DataMap, MapFlow

TITLE, FIRST, REST = 8.6, 7.4, 6.8
_LEAD = 8.8
_TITLED = 11.0
"""Points that the title takes."""
_GAP = 4.0
_IDS = re.compile(r" \(`[^`]*`\)")
_QUOTE = 170
"""Letters of a quote that are shown."""


class Block(Struct, frozen=True, gc=False):
    """What is said of one flow.

    Attributes:
        flow: The flow.
        lines: Text, size, whether it is bold, colour.
    """

    flow: MapFlow
    lines: tuple[tuple[str, float, bool, str], ...]

    @property
    def height(self) -> float:
        """Points."""
        return len(self.lines) * _LEAD + _GAP


def block(data_map: DataMap, flow: MapFlow, wide: float) -> Block:
    """Return what is said of a flow.

    Args:
        data_map: Knows the names.
        flow: One that the policy does not bear out.
        wide: Points of a line.
    """
    source, target = (data_map.parties[end].name for end in (flow.source, flow.target))
    word, _, rest = sign(flow).partition(" ")
    what = f"{listed(flow.data, 5)} / {listed(flow.purposes, 3) or 'no purpose'}"
    parts = [
        (f"{word} {flow.id} {rest}: {source} > {target}", FIRST, True, RED),
        (what, FIRST, False, INK),
        *((text, REST, False, GREY) for text in dict.fromkeys(_said(flow.findings))),
    ]
    return Block(
        flow,
        tuple(
            (line, size, bold, color)
            for text, size, bold, color in parts
            for line in broken(clean(text), wide, size, bold=bold)
        ),
    )


def _said(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what lint says, the passages that it rests on, and who answers for it."""
    for finding in findings:
        yield f"{finding.code}: {_IDS.sub('', finding.draft.message)}"
        for evidence in finding.evidence[:1]:
            section = f"{evidence.section}: " if evidence.section else ""
            note = _IDS.sub("", evidence.note)
            yield f'Policy, {section}"{cut(" ".join(evidence.quote.split()), _QUOTE)}" ({note})'
        if not finding.evidence:
            yield "Policy: no passage comes near."
        if finding.waiver:
            reason, owner, until = finding.waiver
            yield f"Waived by {owner} until {until}: {reason}"
        elif finding.baselined:
            yield "In the baseline."


def in_columns(
    found: Sequence[Block], area: Area, columns: int, title: str = "Findings on this page"
) -> tuple[list[Item], int]:
    """Return the drawing of as many blocks as fit, with their number.

    Args:
        found: In their order.
        area: Where they stand; its height bounds them.
        columns: Side by side.
        title: Above them, with their number.
    """
    if not found:
        return [], 0
    items: list[Item] = []
    step = (area.width + 14) / columns
    top, bottom = area.y + 14, area.y + area.height
    column, y = 0, top
    for block in found:
        if y > top and y + block.height > bottom:
            column, y = column + 1, top
        if column == columns or y + block.height > bottom:
            break
        items.append(_drawn(block, area.x + column * step, y))
        y += block.height
    shown = len(items)
    said = f"{title} ({len(found)})"
    if shown < len(found):
        said += f"; {len(found) - shown} of them stand on the pages that follow the last view"
    if area.height >= _TITLED:
        items.insert(0, Text(area.x, area.y + 8, said, TITLE, bold=True, color=RED))
    return items, shown


def _drawn(block: Block, x: float, y: float) -> Group:
    bar = Path(((x, y + 1), (x, y + block.height - _GAP)), stroke=RED, stroke_width=1.6)
    texts = tuple(
        Text(x + 5, y + 6.6 + n * _LEAD, text, size, bold, color)
        for n, (text, size, bold, color) in enumerate(block.lines)
    )
    title = block.lines[0][0]
    return Group((bar, *texts), (block.flow.id,), block.flow.state, title, "finding")


def band_height(found: Sequence[Block], columns: int, most: float) -> float:
    """Return the least height in which all blocks stand in columns, at most `most`."""
    if not found or most < _TITLED:
        return 0.0
    high = max(block.height for block in found)
    while high < most:
        column, y = 0, 0.0
        for block in found:
            if y and y + block.height > high:
                column, y = column + 1, 0.0
            y += block.height
        if column < columns:
            break
        high += 6
    return min(high + 18, most)
