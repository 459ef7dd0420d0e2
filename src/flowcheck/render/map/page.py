"""The page: title, counts, findings, legend and title block, around what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck._version import VERSION
from flowcheck.render.drawing.sheet import GREY, INK, PAPER, Box, Path, Sheet, Text, clean
from flowcheck.render.drawing.type import broken, fitted, shrunk, width
from flowcheck.render.map.counts import counts
from flowcheck.render.map.style import BLUE, LINES, PALE_BLUE, PALE_RED, RED
from flowcheck.views.data_map import AMBIGUOUS, PROHIBITED
from flowcheck.views.families import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.render.drawing.sheet import Item
    from flowcheck.views.data_map import DataMap

PAPERS: dict[str, tuple[float, float]] = {
    "A3": (1190.55, 841.89),
    "A4": (841.89, 595.28),
    "letter": (792.0, 612.0),
}
"""Width and height in points, landscape."""

MARGIN = 26.0
_TITLE, _SUBTITLE, _KEY, _VALUE = 17.0, 9.0, 6.6, 8.0
_LEGEND = 7.2
_FILTER, _LINE = 8.6, 11.0
_MOST_LINES = 12
"""Of the words of filters; more would leave no page for what they choose."""


class Origin(Struct, frozen=True, gc=False):
    """Where a map comes from, as its title block says it.

    Attributes:
        inventory: The commit and its date, or the digest of the content.
        engine: What laid it out, with its version; "" for pages that need none.
    """

    inventory: str
    engine: str = ""


class Area(Struct, frozen=True, gc=False):
    """A part of a page."""

    x: float
    y: float
    width: float
    height: float


class Frame(Struct):
    """Draws what surrounds the content of a page.

    Attributes:
        data_map: What is shown.
        origin: Where it comes from.
        paper: A3, A4 or letter.
    """

    data_map: DataMap
    origin: Origin
    paper: str

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return PAPERS[self.paper]

    @property
    def columns(self) -> int:
        """How many columns of findings the page takes side by side."""
        return 3 if self.paper == "A3" else 2

    def area(self) -> Area:
        """Return what is left for the content."""
        wide, high = self.size
        words = len(self._filter_lines())
        top = MARGIN + 46 + (1 + _LINE * words if words else 0)
        return Area(MARGIN, top, wide - 2 * MARGIN, high - top - MARGIN - self._foot_height() - 6)

    def sheet(self, title: str, subtitle: str, content: list[Item]) -> Sheet:
        """Return a page; its number is put in by `number_pages`."""
        wide, high = self.size
        items: list[Item] = [*self._top(title, subtitle), *content, *self._foot()]
        return Sheet(title, wide, high, items, self.paper)

    def _top(self, title: str, subtitle: str) -> Iterator[Item]:
        wide, _ = self.size
        room = self._beside_counts()
        box = wide - 2 * MARGIN - room - 16
        shown = fitted(clean(title), room, _TITLE, bold=True)
        yield Text(MARGIN, MARGIN + 14, shown, _TITLE, bold=True)
        yield Text(MARGIN, MARGIN + 28, fitted(subtitle, room, _SUBTITLE), _SUBTITLE, color=GREY)
        yield from self._filters()
        yield from self._counts(wide - MARGIN - box, MARGIN, box)

    def _filters(self) -> Iterator[Item]:
        lines = self._filter_lines()
        if lines:
            wide = max(width(line, _FILTER, bold=True) for line in lines) + 8
            high = 3 + _LINE * len(lines)
            yield Box(MARGIN, MARGIN + 34, wide, high, stroke=INK, stroke_width=1.4)
        for number, line in enumerate(lines):
            yield Text(MARGIN + 4, MARGIN + 44 + _LINE * number, line, _FILTER, bold=True)

    def _filter_lines(self) -> list[str]:
        """Return what chose the flows in lines beside the counts, the last cut after so many."""
        if not self.data_map.filtered:
            return []
        words = clean(self.data_map.filter_words)
        room = self._beside_counts() - 8
        *lines, last = broken(words, room, _FILTER, bold=True)
        if len(lines) < _MOST_LINES:
            return [*lines, last]
        rest = " ".join([*lines[_MOST_LINES - 1 :], last])
        return [*lines[: _MOST_LINES - 1], fitted(rest, room, _FILTER, bold=True)]

    def _beside_counts(self) -> float:
        """Return the points of a line that the counts leave."""
        wide, _ = self.size
        return wide - 2 * MARGIN - min(300.0, wide * 0.33) - 16

    def _counts(self, x: float, y: float, wide: float) -> Iterator[Item]:
        first, second, bad = counts(self.data_map)
        color, fill = (RED, PALE_RED) if bad else (BLUE, PALE_BLUE)
        yield Box(x, y, wide, 34, fill=fill, stroke=color, stroke_width=1.6)
        size = shrunk(first, wide - 12, 10.5, 7.0)
        yield Text(
            x + (wide - width(first, size, bold=True)) / 2,
            y + 14,
            first,
            size,
            bold=True,
            color=color,
        )
        second = fitted(second, wide - 10, 7.6)
        yield Text(x + (wide - width(second, 7.6)) / 2, y + 26.5, second, 7.6)

    def _key_lines(self) -> list[str]:
        wide, _ = self.size
        words = [clean(f"{code} = {label}") for code, label in self.data_map.codes.items()]
        marks = {mark for flow in self.data_map.flows for mark in flow.marks}
        words += [f"{mark} = {label}" for mark, label in MARKS.items() if mark in marks]
        lines = [""]
        room = wide - 2 * MARGIN - 78
        for word in words:
            longer = f"{lines[-1]} | {word}" if lines[-1] else word
            if lines[-1] and width(longer, _LEGEND) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _foot_height(self) -> float:
        return 52 + 9.5 * len(self._key_lines())

    def _foot(self) -> Iterator[Item]:
        wide, high = self.size
        y = high - MARGIN - self._foot_height()
        yield from self._legend(y + 8)
        y += 17
        yield Path(((MARGIN, y), (wide - MARGIN, y)), stroke=INK, stroke_width=1.2)
        parts = self._block()
        step = (wide - 2 * MARGIN) / sum(share for _, _, share in parts)
        x = MARGIN
        for key, value, share in parts:
            room = step * share - 8
            yield Text(x, y + 9, key, _KEY, color=GREY)
            size = shrunk(clean(value), room, _VALUE, _KEY)
            said = fitted(clean(value), room, size, bold=True)
            yield Text(x, y + 18.5, said, size, bold=True)
            x += step * share
        for number, line in enumerate(self._key_lines()):
            at = y + 30 + 9.5 * number
            if not number:
                yield Text(MARGIN, at, "Data categories:", _LEGEND, bold=True)
            yield Text(MARGIN + 78, at, line, _LEGEND)
        at = y + 30 + 9.5 * len(self._key_lines())
        words = (
            "Shows what was declared and what was published, and whether the one follows from the"
            " other; not what runs, and not whether it is lawful."
        )
        yield Text(MARGIN, at, fitted(words, wide - 2 * MARGIN, _KEY), _KEY, color=GREY)

    def _block(self) -> list[tuple[str, str, float]]:
        shown = self.data_map
        effective = f"{shown.policy}, {shown.effective}" if shown.effective else shown.policy
        engine = f", {self.origin.engine}" if self.origin.engine else ""
        return [
            ("Organisation (controller)", shown.controller, 1.0),
            ("Published policy, in effect since", effective, 1.2),
            ("Policy source", shown.document, 1.4),
            ("Declared flows", self.origin.inventory, 1.6),
            ("Generated by", f"flowcheck {VERSION}{engine}", 1.6),
            ("Page", PAGE, 0.5),
        ]

    def _legend(self, y: float) -> Iterator[Item]:
        x = MARGIN
        states = {flow.state for flow in self.data_map.flows}
        for state, line in LINES.items():
            if state in (AMBIGUOUS, PROHIBITED) and state not in states:
                continue
            yield Path(((x, y - 2.6), (x + 26, y - 2.6)), stroke=line.color,
                       stroke_width=line.width, dash=line.dash)  # fmt: skip
            yield Text(x + 31, y, line.sign, _LEGEND, bold=True, color=line.color)
            after = x + 31 + width(line.sign, _LEGEND, bold=True) + 4
            yield Text(after, y, line.means, _LEGEND)
            x = after + width(line.means, _LEGEND) + 14
        if x + 200 < self.size[0] - MARGIN:
            yield Box(x, y - 7, 26, 8.5, fill=PAPER, stroke=INK, stroke_width=1.6, dash="dashed")
            yield Text(x + 31, y, "our own systems", _LEGEND)
            x += 31 + width("our own systems", _LEGEND) + 14
        words = "xN = N flows | T = transfer outside the EEA and the UK"
        if x + width(words, _LEGEND) < self.size[0] - MARGIN:
            yield Text(x, y, words, _LEGEND, color=GREY)


PAGE = "n of m"
"""Stands for the page's number until all pages are there."""


def number_pages(sheets: list[Sheet]) -> list[Sheet]:
    """Return the sheets with their numbers put in."""
    for number, sheet in enumerate(sheets, 1):
        sheet.items = [
            Text(item.x, item.y, f"{number} of {len(sheets)}", item.size, item.bold, item.color)
            if isinstance(item, Text) and item.text == PAGE
            else item
            for item in sheet.items
        ]
    return sheets
