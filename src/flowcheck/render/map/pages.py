"""The pages of a map: which views on which sheets, each split until it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from flowcheck.render.drawing.sheet import Text
from flowcheck.render.map.detail import page_diagram
from flowcheck.render.map.findings import Block, band_height, block, in_columns
from flowcheck.render.map.fitting import FRAME, Engine, distance, fit, free_spot
from flowcheck.render.map.matrix import NOTE, Matrix, draw, matrices, notes
from flowcheck.render.map.overview import LEVELS, SPELT, overview
from flowcheck.render.map.page import Area, Frame, Origin, number_pages
from flowcheck.render.map.slices import Section, Slice, needed, sections
from flowcheck.render.map.style import LEAST, SMALL, is_red
from flowcheck.views.map_parties import RECIPIENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from flowcheck.render.drawing.sheet import Item, Sheet
    from flowcheck.render.map.diagram import Diagram
    from flowcheck.views.data_map import DataMap, MapFlow

OVERVIEW, MATRIX, DETAIL, ALL = VIEWS = ("overview", "matrix", "detail", "all")
_PAPER = {OVERVIEW: "A3", MATRIX: "A3", DETAIL: "A4"}
_TITLE = {OVERVIEW: "Data map: overview", MATRIX: "Disclosure matrix: systems by recipients"}
_SUBTITLE = "Declared data flows, checked against the published privacy policy"

_BESIDE = 196.0
"""Points of the spot of an overview that takes its findings, where nothing else stands in it."""
_MOST_FINDINGS = 0.4
"""Share of a page's height that findings take at most."""
_ROOM = 60.0
"""Points that a box leaves on its page."""


class Studio(Struct):
    """Makes the pages of a map.

    Attributes:
        data_map: What there is to draw.
        origin: Where it comes from.
        layout: Lays diagrams out; it is asked for nothing where a view needs none.
        paper: A3, A4 or letter for all pages; "" for each view's own.
        each: Applies a function to many things in order, as `map` does, or at once.
        tell: Called with the number of pages made and of all, as they are made.
    """

    data_map: DataMap
    origin: Origin
    layout: Engine
    paper: str = ""
    each: Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]] = map
    tell: Callable[[int, int], None] = lambda _done, _all: None
    _blocks: dict[tuple[str, float], Block] = field(default_factory=dict)

    def pages(self, view: str) -> list[Sheet]:
        """Return the pages of a view, numbered.

        Args:
            view: One of `VIEWS`.
        """
        makers = {OVERVIEW: self._overview, MATRIX: self._matrix, DETAIL: self._detail}
        sheets: list[Sheet] = []
        left: dict[str, MapFlow] = {}
        frame = self._frame(view if view != ALL else OVERVIEW)
        for name in makers if view == ALL else (view,):
            frame = self._frame(name)
            for sheet, rest in makers[name](frame):
                sheets.append(sheet)
                left |= {said.flow.id: said.flow for said in rest}
        sheets += self._findings(frame, list(left.values()))
        return number_pages(sheets)

    def diagrams(self, view: str) -> list[tuple[str, Diagram]]:
        """Return the diagrams of a view with their titles; the matrix has none."""
        found: list[tuple[str, Diagram]] = []
        if view in (OVERVIEW, ALL):
            levels = (overview(self.data_map, level) for level in LEVELS)
            found.append((_TITLE[OVERVIEW], next(diagram for diagram in levels if diagram)))
        if view in (DETAIL, ALL):
            frame = Frame(self.data_map, self.origin, self.paper or _PAPER[DETAIL])
            found += [
                (section.title, page_diagram(self.data_map, section, page))
                for section, page in self._detail_parts(frame)
            ]
        return found

    def _frame(self, view: str) -> Frame:
        """Return the frame of a view's pages, which names the engine where one has a part."""
        engine = "" if view == MATRIX else self.layout.label
        origin = Origin(self.origin.inventory, engine)
        few = view == OVERVIEW and len(self.data_map.flows) <= SPELT
        return Frame(self.data_map, origin, self.paper or _PAPER[DETAIL if few else view])

    def _overview(self, frame: Frame) -> Iterator[tuple[Sheet, Sequence[Block]]]:
        """Yield the finest overview that can be read, with its findings."""
        area = frame.area()
        red = [flow for flow in self.data_map.flows if is_red(flow.state)]
        beside = [self._block(flow, _BESIDE - 12) for flow in red]
        found, band, rest = self._banded(frame, self.data_map.flows)
        for level in LEVELS:
            diagram = overview(self.data_map, level)
            if diagram is None:
                continue
            drawer = fit(self.layout, diagram, _TITLE[OVERVIEW], area)
            if drawer.least < LEAST and level != LEVELS[-1]:
                continue
            high = sum(said.height for said in beside) + 20
            spot = free_spot(drawer.items(), area, _BESIDE, high) if beside else None
            if spot:
                found, band = beside, spot
            elif found:
                drawer = fit(self.layout, diagram, _TITLE[OVERVIEW], rest)
            if drawer.least >= LEAST or level == LEVELS[-1]:
                drawn, shown = in_columns(found, band, 1 if spot else frame.columns)
                items = [*drawn, *drawer.items()]
                yield frame.sheet(_TITLE[OVERVIEW], _SUBTITLE, items), found[shown:]
                self.tell(1, 1)
                return

    def _banded(
        self, frame: Frame, flows: Iterable[MapFlow], kept: float = 0.0
    ) -> tuple[list[Block], Area, Area]:
        """Return a page's findings, the band at its bottom for them, and what is left above.

        Args:
            frame: Of the page.
            flows: On the page.
            kept: Points that are left at least.
        """
        area = frame.area()
        wide = (area.width + 14) / frame.columns - 20
        found = [self._block(flow, wide) for flow in flows if is_red(flow.state)]
        most = min(area.height * _MOST_FINDINGS, max(area.height - kept - 6, 0))
        high = band_height(found, frame.columns, most)
        rest = Area(area.x, area.y, area.width, area.height - high - (6 if high else 0))
        return found, Area(area.x, area.y + area.height - high, area.width, high), rest

    def _block(self, flow: MapFlow, wide: float) -> Block:
        """Return what is said of a flow in lines of a width; worked out once."""
        known = self._blocks.get((flow.id, wide))
        if known is None:
            known = self._blocks[flow.id, wide] = block(self.data_map, flow, wide)
        return known

    def _matrix(self, frame: Frame) -> Iterator[tuple[Sheet, Sequence[Block]]]:
        parties = self.data_map.parties
        outgoing = [f for f in self.data_map.flows if parties[f.target].kind == RECIPIENT]
        _, band, rest = self._banded(frame, outgoing)
        pages: list[list[Matrix]] = []
        for matrix in matrices(self.data_map, rest):
            high = sum(other.height for other in pages[-1]) if pages else rest.height
            if high + matrix.height > rest.height - NOTE:
                pages.append([])
            pages[-1].append(matrix)
        for number, page in enumerate(pages, 1):
            items: list[Item] = []
            y = rest.y
            for matrix in page:
                items += draw(matrix, Area(rest.x, y, rest.width, matrix.height))
                y += matrix.height
            items += notes(rest.x, y, self.data_map)
            below = Area(band.x, y + NOTE, band.width, band.y + band.height - y - NOTE)
            found, _, _ = self._banded(frame, [flow for matrix in page for flow in matrix.flows])
            drawn, shown = in_columns(found, below, frame.columns)
            families = dict.fromkeys(party.family for matrix in page for party in matrix.columns)
            about = f"Each entry is one declared flow: {', '.join(families)}"
            yield frame.sheet(_TITLE[MATRIX], about, [*items, *drawn]), found[shown:]
            self.tell(number, len(pages))
        if not pages:
            text = Text(rest.x, rest.y + 20, "No declared flow leaves our own systems.", 10)
            yield frame.sheet(_TITLE[MATRIX], "", [text]), ()

    def _detail(self, frame: Frame) -> Iterator[tuple[Sheet, Sequence[Block]]]:
        parts = list(self._detail_parts(frame))
        made = self.each(lambda part: self._detail_page(frame, *part), parts)
        for number, sheets in enumerate(made, 1):
            yield from sheets
            self.tell(number, len(parts))

    def _detail_parts(self, frame: Frame) -> Iterator[tuple[Section, list[Slice]]]:
        """Yield what stands on each page: families that fit together, else parts of one."""
        most = frame.area().height * SMALL / LEAST - FRAME - _ROOM
        open_: tuple[Section, list[Slice]] | None = None
        for section in sections(self.data_map, most):
            if open_ and open_[0].kind == section.kind == RECIPIENT:
                both = [*open_[1], *section.slices]
                if self._fits(frame, both):
                    open_ = open_[0].with_(section), both
                    continue
            if open_:
                yield open_
            *pages, last = self._in_pages(frame, section.slices)
            yield from ((section, page) for page in pages)
            open_ = section, last
        if open_:
            yield open_

    def _in_pages(self, frame: Frame, slices: Sequence[Slice]) -> list[list[Slice]]:
        """Return slices on as few pages as do, filled alike."""
        fewest = self._filled(frame, slices, float("inf"))
        most = sum(part.height for part in slices) / len(fewest)
        while len(pages := self._filled(frame, slices, most)) > len(fewest):
            most *= 1.05
        return pages

    def _filled(self, frame: Frame, slices: Sequence[Slice], most: float) -> list[list[Slice]]:
        """Return slices on pages, each filled up to so many points and as long as it is read."""
        pages: list[list[Slice]] = [[]]
        for part in slices:
            page = [*pages[-1], part]
            high = sum(other.height for other in page)
            if pages[-1] and (high > most or not self._fits(frame, page)):
                pages.append([part])
            else:
                pages[-1].append(part)
        return pages

    def _fits(self, frame: Frame, page: Sequence[Slice]) -> bool:
        flows = [flow for part in page for flow in part.flows]
        _, _, rest = self._banded(frame, flows)
        return needed(self.data_map, page, flows) * LEAST / SMALL <= rest.height

    def _detail_page(
        self, frame: Frame, section: Section, page: list[Slice]
    ) -> list[tuple[Sheet, Sequence[Block]]]:
        """Return a page, or the two that it takes where it proves too small to be read."""
        flows = [flow for part in page for flow in part.flows]
        kept = needed(self.data_map, page, flows) * LEAST / SMALL
        found, band, rest = self._banded(frame, flows, kept)
        diagram = page_diagram(self.data_map, section, page)
        drawer = fit(self.layout, diagram, section.title, rest, distance(diagram, rest))
        if drawer.least < LEAST and len(page) > 1:
            half = len(page) // 2
            return [
                *self._detail_page(frame, section, page[:half]),
                *self._detail_page(frame, section, page[half:]),
            ]
        drawn, shown = in_columns(found, band, frame.columns)
        items: list[Item] = [*drawer.items(), *drawn]
        return [(frame.sheet(section.title, section.subtitle, items), found[shown:])]

    def _findings(self, frame: Frame, flows: list[MapFlow]) -> Iterator[Sheet]:
        """Yield the pages of the findings that no other page had room for."""
        area = frame.area()
        found, _, _ = self._banded(frame, flows)
        while found:
            items, shown = in_columns(found, area, frame.columns, "Findings")
            yield frame.sheet("Findings", "Those that the other pages had no room for", items)
            found = found[max(shown, 1) :]
