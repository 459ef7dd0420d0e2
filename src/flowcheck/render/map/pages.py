"""The pages of a map: which views on which sheets, each split until it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from flowcheck.render.drawing.sheet import Box, Path, Text
from flowcheck.render.map.detail import Section, Slice, page_diagram, sections
from flowcheck.render.map.dot import dot
from flowcheck.render.map.findings import Block, band_height, blocks, in_columns
from flowcheck.render.map.matrix import draw, matrices
from flowcheck.render.map.overview import LEVELS, overview
from flowcheck.render.map.page import Area, Frame, Origin, number_pages
from flowcheck.render.map.placing import Drawer, placed
from flowcheck.render.map.style import LEAST, SMALL
from flowcheck.views.data_map import RECIPIENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from flowcheck.render.drawing.sheet import Group, Item, Sheet
    from flowcheck.render.map.diagram import Diagram
    from flowcheck.views.data_map import DataMap

OVERVIEW, MATRIX, DETAIL, ALL = VIEWS = ("overview", "matrix", "detail", "all")
_PAPER = {OVERVIEW: "A3", MATRIX: "A3", DETAIL: "A4"}

_CLOSE, _APART = 56.0, 240.0
"""Points between two columns of a diagram: the least and the most."""
_GREATEST = 1.25
"""How much a small diagram is enlarged at most."""
_BESIDE = 196.0
"""Points of the corner of an overview that takes its findings, where nothing else stands in it."""
_FRAME = 54.0
"""Points that a cluster takes around its boxes, with its title."""
_MOST_FINDINGS = 0.4
"""Share of a page's height that findings take at most."""


class Engine(Protocol):
    """What lays diagrams out."""

    @property
    def label(self) -> str:
        """Its name and version."""

    def __call__(self, dot: str) -> bytes:
        """Return the positions of a graph as Graphviz's JSON."""


class Studio(Struct):
    """Makes the pages of a map.

    Attributes:
        data_map: What there is to draw.
        origin: Where it comes from.
        layout: Lays diagrams out; it is asked for nothing where a view needs none.
        paper: A3, A4 or letter for all pages; "" for each view's own.
        each: Applies a function to many things in order, as `map` does, or at once.
        told: Called with the number of pages made and of all, as they are made.
    """

    data_map: DataMap
    origin: Origin
    layout: Engine
    paper: str = ""
    each: Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]] = map
    told: Callable[[int, int], None] = lambda _done, _all: None

    def pages(self, view: str) -> list[Sheet]:
        """Return the pages of a view, numbered.

        Args:
            view: One of `VIEWS`.
        """
        makers = {OVERVIEW: self._overview, MATRIX: self._matrix, DETAIL: self._detail}
        chosen = list(makers) if view == ALL else [view]
        sheets: list[Sheet] = []
        left: dict[str, Block] = {}
        for name in chosen:
            frame = self._frame(name)
            for sheet, blocks_left in makers[name](frame):
                sheets.append(sheet)
                left |= {block.flow.id: block for block in blocks_left}
        sheets += self._findings(list(left.values()), self.paper or _PAPER[chosen[-1]])
        return number_pages(sheets)

    def diagrams(self, view: str) -> list[tuple[str, Diagram]]:
        """Return the diagrams of a view with their titles; the matrix has none."""
        found = []
        if view in (OVERVIEW, ALL):
            levels = (overview(self.data_map, level) for level in LEVELS)
            found.append((OVERVIEW_TITLE, next(diagram for diagram in levels if diagram)))
        if view in (DETAIL, ALL):
            frame = Frame(self.data_map, self.origin, self.paper or _PAPER[DETAIL])
            found += [
                (section.title, page_diagram(self.data_map, section, slices))
                for section, slices in self._detail_parts(frame)
            ]
        return found

    def _frame(self, view: str) -> Frame:
        """Return the frame of a view's pages, which names the engine where one has a part."""
        engine = "" if view == MATRIX else self.layout.label
        return Frame(
            self.data_map, Origin(self.origin.inventory, engine), self.paper or _PAPER[view]
        )

    def fit(self, diagram: Diagram, title: str, area: Area, apart: float | None = None) -> Drawer:
        """Return a diagram placed in an area, its columns as far apart as the area is wide.

        Args:
            diagram: What is placed.
            title: What it is.
            area: Where.
            apart: Points between its columns where they are known; else they are tried out.
        """
        at = placed(diagram, self.layout(dot(diagram, title, apart or _CLOSE)))
        columns = len({round(x) for x, _ in at.boxes})
        spare = area.width / min(area.height / at.height, _GREATEST) - at.width
        if not apart and spare > 0 and columns > 1:
            apart = min(_CLOSE + spare / (columns - 1), _APART)
            at = placed(diagram, self.layout(dot(diagram, title, apart)))
        scale = min(area.width / at.width, area.height / at.height, _GREATEST)
        x = area.x + (area.width - at.width * scale) / 2
        y = area.y + (area.height - at.height * scale) / 2
        return Drawer(diagram, at, x, y, scale)

    def _overview(self, frame: Frame) -> Iterator[tuple[Sheet, Sequence[Block]]]:
        drawer, findings, shown, found = self._best_overview(frame)
        items = [*findings, *drawer.items()]
        yield frame.sheet(OVERVIEW_TITLE, OVERVIEW_SUBTITLE, items), found[shown:]
        self.told(1, 1)

    def _best_overview(self, frame: Frame) -> tuple[Drawer, list[Item], int, list[Block]]:
        """Return the finest overview that can be read, with its findings."""
        area = frame.area()
        for level in LEVELS:
            diagram = overview(self.data_map, level)
            if diagram is None:
                continue
            drawer = self.fit(diagram, OVERVIEW_TITLE, area)
            if drawer.least < LEAST and level != LEVELS[-1]:
                continue
            beside = blocks(self.data_map, self.data_map.flows, _BESIDE - 12)
            corner = _corner(list(drawer.items()), area, sum(b.height for b in beside) + 20)
            if not beside or corner:
                drawn, shown = in_columns(beside, corner, 1) if corner and beside else ([], 0)
                return drawer, drawn, shown, beside
            found, band, rest = self._banded(frame, self.data_map.flows)
            drawer = self.fit(diagram, OVERVIEW_TITLE, rest)
            if drawer.least >= LEAST or level == LEVELS[-1]:
                drawn, shown = in_columns(found, band, frame.columns)
                return drawer, drawn, shown, found
        raise AssertionError(LEVELS)

    def _banded(self, frame: Frame, flows: Iterable[Any]) -> tuple[list[Block], Area, Area]:
        """Return the findings of a page, the band at its bottom for them, and what is left."""
        area = frame.area()
        step = (area.width + 14) / frame.columns - 14
        found = blocks(self.data_map, flows, step - 6)
        high = band_height(found, frame.columns, area.height * _MOST_FINDINGS)
        rest = Area(area.x, area.y, area.width, area.height - high - (6 if high else 0))
        return found, Area(area.x, area.y + area.height - high, area.width, high), rest

    def _matrix(self, frame: Frame) -> Iterator[tuple[Sheet, Sequence[Block]]]:
        _, band, rest = self._banded(frame, self.data_map.flows)
        found = list(matrices(self.data_map, rest))
        for number, matrix in enumerate(found, 1):
            items, high = draw(matrix, rest)
            some = blocks(self.data_map, matrix.flows, (band.width + 14) / frame.columns - 20)
            top = rest.y + high + 8
            left = Area(band.x, top, band.width, band.y + band.height - top)
            drawn, shown = in_columns(some, left, frame.columns) if some else ([], 0)
            families = list(dict.fromkeys(party.family for party in matrix.columns))
            about = f"Each entry is one declared flow: {', '.join(families)}"
            yield frame.sheet(MATRIX_TITLE, about, [*items, *drawn]), some[shown:]
            self.told(number, len(found))
        if not found:
            area = frame.area()
            words = "No declared flow leaves the systems of the controller."
            yield frame.sheet(MATRIX_TITLE, "", [Text(area.x, area.y + 20, words, 10)]), ()

    def _detail(self, frame: Frame) -> Iterator[tuple[Sheet, Sequence[Block]]]:
        parts = list(self._detail_parts(frame))
        for number, made in enumerate(
            self.each(lambda part: self._detail_page(frame, *part), parts), 1
        ):
            yield from made
            self.told(number, len(parts))

    def _detail_parts(self, frame: Frame) -> Iterator[tuple[Section, list[Slice]]]:
        """Yield what stands on each page: families that fit together, else parts of one."""
        most = frame.area().height * SMALL / LEAST - _FRAME
        open_: tuple[Section, list[Slice]] | None = None
        for section in sections(self.data_map, most - 60):
            pages = self._in_pages(frame, section.slices)
            if open_ and open_[0].kind == section.kind == RECIPIENT:
                both = [*open_[1], *section.slices]
                if self._fits(frame, both):
                    open_ = open_[0].with_(section), both
                    continue
            if open_:
                yield open_
            yield from ((section, page) for page in pages[:-1])
            open_ = section, pages[-1]
        if open_:
            yield open_

    def _in_pages(self, frame: Frame, slices: Sequence[Slice]) -> list[list[Slice]]:
        """Return slices on as few pages as do, filled alike."""
        most = float("inf")
        pages = self._filled(frame, slices, most)
        number = len(pages)
        most = sum(part.height for part in slices) / number
        while number > 1:
            pages = self._filled(frame, slices, most)
            if len(pages) == number:
                break
            most *= 1.05
        return pages

    def _filled(self, frame: Frame, slices: Sequence[Slice], most: float) -> list[list[Slice]]:
        pages: list[list[Slice]] = [[]]
        for part in slices:
            page = [*pages[-1], part]
            if pages[-1] and (
                sum(other.height for other in page) > most or not self._fits(frame, page)
            ):
                pages.append([part])
            else:
                pages[-1].append(part)
        return pages

    def _fits(self, frame: Frame, page: Sequence[Slice]) -> bool:
        flows = [flow for part in page for flow in part.flows]
        _, _, rest = self._banded(frame, flows)
        families = len({part.party.family for part in page if part.party.kind == RECIPIENT})
        most = rest.height * SMALL / LEAST - _FRAME * max(1, families)
        senders = len({flow.source for flow in flows})
        return max(sum(part.height for part in page), senders * 24.0) <= most

    def _detail_page(
        self, frame: Frame, section: Section, page: list[Slice]
    ) -> list[tuple[Sheet, Sequence[Block]]]:
        """Return a page, or the two that it takes where it proves too small to be read."""
        flows = [flow for part in page for flow in part.flows]
        found, band, rest = self._banded(frame, flows)
        diagram = page_diagram(self.data_map, section, page)
        drawer = self.fit(diagram, section.title, rest, _apart(diagram, rest))
        if drawer.least < LEAST and len(page) > 1:
            half = len(page) // 2
            return [
                *self._detail_page(frame, section, page[:half]),
                *self._detail_page(frame, section, page[half:]),
            ]
        drawn, shown = in_columns(found, band, frame.columns) if found else ([], 0)
        items = [*drawer.items(), *drawn]
        return [(frame.sheet(section.title, section.subtitle, items), found[shown:])]

    def _findings(self, left: list[Block], paper: str) -> Iterator[Sheet]:
        """Yield the pages of the findings that no other page had room for."""
        frame = Frame(self.data_map, self.origin, paper)
        area = frame.area()
        step = (area.width + 14) / frame.columns - 14
        found = blocks(self.data_map, [block.flow for block in left], step - 6)
        while found:
            items, shown = in_columns(found, area, frame.columns, "Findings, continued")
            yield frame.sheet("Findings", "Those that the other pages had no room for", items)
            found = found[max(shown, 1) :]


OVERVIEW_TITLE, MATRIX_TITLE = "Data map: overview", "Disclosure matrix: systems by recipients"
OVERVIEW_SUBTITLE = "Declared data flows, checked against the published privacy policy"


def _apart(diagram: Diagram, area: Area) -> float:
    """Return how far two columns can be apart on a page as wide as an area, by their sizes."""
    sides = {box.column: box.width for box in diagram.boxes}
    high = max(
        sum(box.height + 8 for box in diagram.boxes if box.column == column) for column in sides
    )
    scale = min(area.height / (high + _FRAME), _GREATEST)
    spare = area.width / scale - sum(sides.values()) - _FRAME
    return max(_CLOSE, min(spare, _APART))


def _corner(items: list[Item], area: Area, high: float) -> Area | None:
    """Return the lowest spot at the left of an area in which nothing is drawn, or None."""
    points = [point for item in items for point in _points(item)]
    near = [(x, y) for x, y in points if x <= area.x + _BESIDE + 5]
    lowest = area.y + area.height - high
    for step in range(int((area.height - high) // 6) + 1):
        y = lowest - 6 * step
        if not any(y - 5 <= at <= y + high + 5 for _, at in near):
            return Area(area.x, y, _BESIDE, high)
    return None


def _points(item: Item) -> Iterator[tuple[float, float]]:
    """Yield points of what is drawn, close enough that no corner is taken for free."""
    if isinstance(item, Box):
        steps = [n / 12 for n in range(13)]
        for step in steps:
            for other in (0.0, 1.0):
                yield item.x + item.width * step, item.y + item.height * other
                yield item.x + item.width * other, item.y + item.height * step
    elif isinstance(item, Path):
        yield from sampled(item)
    elif not isinstance(item, Text):
        yield from _of_group(item)


def _of_group(group: Group) -> Iterator[tuple[float, float]]:
    for shape in group.items:
        yield from _points(shape)


def sampled(path: Path, steps: int = 10) -> Iterator[tuple[float, float]]:
    """Yield points along a path, the ends of its parts among them.

    Args:
        path: Curved or straight.
        steps: Points of each part.
    """
    if not path.curved:
        for (ax, ay), (bx, by) in zip(path.points, path.points[1:], strict=False):
            for n in range(steps + 1):
                t = n / steps
                yield ax + (bx - ax) * t, ay + (by - ay) * t
        return
    for start in range(0, len(path.points) - 3, 3):
        a, b, c, d = path.points[start : start + 4]
        for n in range(steps + 1):
            t = n / steps
            u = 1 - t
            weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            yield (
                sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
            )
