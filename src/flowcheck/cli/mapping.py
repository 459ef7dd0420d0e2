"""A map on its way out: the project read, the filters understood, the pages drawn and written."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.cli.edition import edition
from flowcheck.cli.engine import find_engine
from flowcheck.cli.map_pages import write_pages
from flowcheck.cli.options import choose
from flowcheck.cli.progress import Bar
from flowcheck.cli.terms import meant
from flowcheck.errors import UsageError
from flowcheck.facts.words import listed
from flowcheck.judge.verdict import Verdict
from flowcheck.project import load
from flowcheck.render.drawing.svg import svg
from flowcheck.render.map.page import Origin
from flowcheck.render.map.pages import MATRIX, Studio
from flowcheck.render.map.spelling import spelled, spelled_map
from flowcheck.views.data_map import DataMap, data_map
from flowcheck.views.map_filters import FACETS, Filters, narrowing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from flowcheck.cli.engine import Engine
    from flowcheck.cli.output import Manner
    from flowcheck.engine import Report
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import System
    from flowcheck.render.drawing.sheet import Sheet

MOST_FLOWS = 5_000
"""More make hundreds of pages, which nobody reads."""
DPI = 150
_SET = ("png", "pdf")
"""The formats that are set in the typefaces of flowcheck and its engine, whatever a reader has."""
_DRAWN = {"undisclosed": Verdict.OMITTED.word, "prohibited": Verdict.INCORRECT.word}
"""Verdicts by the words that stand on a map for them."""
_HINTS = 2
"""Filters that are named where a map is too large."""
_NAMED = 12
"""Letters of a record that are named."""


class Asked(Struct, frozen=True):
    """What the command line asks for; see the options of the verb."""

    root: str
    view: str
    format: str
    output: str | None
    paper: str
    engine: str
    of_content: bool
    today: dt.date | None
    filters: Mapping[str, tuple[str, ...]]


def write_map(asked: Asked, manner: Manner) -> None:
    """Draw a map and write it.

    Raises:
        UsageError: There is nothing to draw, too much of it, or nothing to draw it with.
    """
    project = load(asked.root, today=asked.today)
    filters = _filters(project.facts, asked.filters)
    if asked.format == "pdf":
        _see_to_pdf()
    report = project.lint()
    shown = data_map(project.facts, filters, report.findings)
    _check(project.facts, shown, [name for name, words in asked.filters.items() if words])
    if asked.format in ("dot", "mermaid"):
        write_pages(_graphs(shown, asked), asked.format, asked.output, manner)
        return
    pictured = _pictured(shown, asked, manner)
    engine = _Lazily(asked.engine)
    which = edition(asked.root, project, of_content=asked.of_content)
    with Bar("Drawing the map") as bar, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        studio = Studio(pictured, Origin(which), engine, asked.paper, pool.map, bar.tell)
        sheets = studio.pages(asked.view)
        if asked.format == "png":
            pages = list(pool.map(engine.picture, sheets))
        elif asked.format == "svg":
            pages = [svg(sheet).encode() for sheet in sheets]
        elif asked.format == "pdf":
            pages = [_pdf(sheets, shown)]
        else:
            pages = [_html(report, shown, sheets, which).encode(errors="replace")]
    write_pages(pages, asked.format, asked.output, manner)


class _Lazily(Struct):
    """An engine that is looked for when something has to be laid out: the matrix needs none."""

    choice: str
    _found: Engine | None = None

    def __call__(self, dot: str) -> bytes:
        return self.found.layout(dot)

    @property
    def found(self) -> Engine:
        if self._found is None:
            self._found = find_engine(self.choice)
        return self._found

    @property
    def label(self) -> str:
        return self.found.label

    def picture(self, sheet: Sheet) -> bytes:
        from flowcheck.render.drawing.xdot import picture_dot

        return self.found.picture(picture_dot(sheet, DPI))


def _filters(facts: Facts, words: Mapping[str, tuple[str, ...]]) -> Filters:
    """Return the filters that the words mean.

    Raises:
        UsageError: One means nothing.
    """
    found = {
        name: tuple(meant(facts.vocabulary[facet], word) for word in words[name])
        for name, facet in FACETS.items()
    }
    systems = facts.inventory.systems
    found["system"] = tuple(end for word in words["system"] for end in _systems(systems, word))
    verdicts = [verdict.word for verdict in Verdict]
    found["verdict"] = tuple(
        choose("--verdict", _DRAWN.get(word.lower(), word), verdicts) for word in words["verdict"]
    )
    return Filters(**found)


def _systems(systems: Mapping[str, System], word: str) -> tuple[str, ...]:
    """Return the ids of the systems that a word names: one by its id, else all of that name."""
    name = word.casefold()
    named = tuple(id_ for id_, system in systems.items() if system.name.casefold() == name)
    return named if named and word not in systems else (choose("--system", word, systems),)


def _check(facts: Facts, shown: DataMap, filters: Collection[str]) -> None:
    """See to it that there is something to draw, and not more than can be read.

    Args:
        facts: The project.
        shown: What would be drawn.
        filters: Names of those that are set.
    """
    count = len(shown.flows)
    if not count:
        raise UsageError(
            f"none of the {shown.total:,} declared flows meets the filter"
            + (
                f"s ({shown.filtered}); several filters narrow each other: leave one out"
                if len(filters) > 1
                else f" ({shown.filtered}); name more words, which widen it, or leave it out"
            )
        )
    if count <= MOST_FLOWS:
        return
    ids = {flow.id for flow in shown.flows}
    flows = [flow for flow in facts.inventory.flows if flow.id in ids]
    hints = [
        f"`--{name} {word}` leaves {number:,}"
        for name, word, number in narrowing(facts, flows, filters, MOST_FLOWS)[:_HINTS]
    ]
    raise UsageError(
        f"{count:,} flows are more than a map can show (at most {MOST_FLOWS:,}, some hundred"
        " pages); narrow it with --vendor, --system, --data, --purpose, --subject or --verdict"
        + (f": {', '.join(hints)}" if hints else "")
        + "; `flowcheck report traceability` lists every flow"
    )


def _graphs(shown: DataMap, asked: Asked) -> list[bytes]:
    """Return the diagrams of a view as text."""
    if asked.view == MATRIX:
        raise UsageError(
            f"--format {asked.format}: the matrix is no graph; write it as svg, png, pdf or html"
        )
    studio = Studio(shown, Origin(""), _Lazily(asked.engine), asked.paper)
    filtered = f" ({shown.filter_words})" if shown.filtered else ""
    found = [(f"{title}{filtered}", diagram) for title, diagram in studio.diagrams(asked.view)]
    if asked.format == "dot":
        from flowcheck.render.map.dot import dot

        return [dot(diagram, title, 120, exact=False).encode() for title, diagram in found]
    from flowcheck.render.map.mermaid import mermaid

    return [mermaid(diagram, title).encode() for title, diagram in found]


def _pictured(shown: DataMap, asked: Asked, manner: Manner) -> DataMap:
    """Return a map in letters that can be drawn; say whose cannot be."""
    if asked.format not in _SET:
        return shown
    found, lacking = spelled_map(shown)
    if lacking:
        named = [f"{record} ({letters[:_NAMED]})" for record, letters in lacking.items()]
        manner.warn(
            f"{asked.format} is set in a typeface that lacks letters of {listed(named)}: they are"
            f" drawn as numbers, as {spelled(next(iter(lacking.values()))[:1])}; svg and html"
            " show them as they are"
        )
    return found


def _see_to_pdf() -> None:
    """See to it, before anything is drawn, that a PDF can be written."""
    try:
        import typst  # noqa: F401 - an extra
    except ImportError:
        raise UsageError(
            "--format pdf needs the extra `flowcheck[pdf]`, which is not installed here:"
            " `pip install 'flowcheck[pdf]'`; --format svg and png need nothing more"
        ) from None


def _pdf(sheets: Sequence[Sheet], shown: DataMap) -> bytes:
    from flowcheck.render.drawing.pdf import pdf

    return pdf(sheets, f"Data map: {shown.controller}", shown.controller)


def _html(report: Report, shown: DataMap, sheets: Sequence[Sheet], which: str) -> str:
    from flowcheck.render.map_html import map_html

    ids = {flow.id for flow in shown.flows}
    flows = [flow for flow in report.facts.inventory.flows if flow.id in ids]
    pages = [(sheet.title, svg(sheet)) for sheet in sheets]
    return map_html(report, pages, flows=flows, filtered=shown.filtered, edition=which)
