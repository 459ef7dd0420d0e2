"""The data map as one HTML file: the drawings, every flow's proof, and a table of them all.

It asks for nothing but itself: scripts and styles are our own, named by hash in a policy that
forbids everything else, so that no name in the inventory can run, load or send anything.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pkgutil import get_data
from typing import TYPE_CHECKING

from flowcheck._version import VERSION
from flowcheck.render.flow_mark import flow_mark
from flowcheck.render.map_html.around import bar, form, header, tally
from flowcheck.render.map_html.articles import article
from flowcheck.render.map_html.filters import all_filters
from flowcheck.render.map_html.ink import dark_rules
from flowcheck.render.map_html.markup import Html, el, lines, name
from flowcheck.render.map_html.stage import stage
from flowcheck.render.map_html.table import table
from flowcheck.render.map_html.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.engine import Report
    from flowcheck.model.inventory import Flow

KEYS = (
    "Drag or arrow keys move the map; + and \u2212, a pinch, or Ctrl with the wheel zoom; 0 fits."
    " Tab reaches the flows, arrow keys go from one to the next, Enter opens the proof."
)
NOTHING = "No flow meets the filter: nothing is left of the map and of the table."
GONE = " names no flow of this file: it was renamed or removed, or a filter left it out."
SCOPE = (
    "What was checked: whether each declared flow follows from the published policy, passage by"
    " passage. What was not: whether the declarations are complete or true, and whether policy or"
    " flows are lawful."
)


def map_html(
    report: Report,
    pages: Sequence[tuple[str, str]],
    *,
    flows: Sequence[Flow] | None = None,
    filtered: str = "",
    edition: str = "",
) -> str:
    """Return the file.

    Args:
        report: The facts, and what is found of them.
        pages: Title and SVG text of each page, in order; see `stage` for how flows are marked.
        flows: Those on the map; by default all.
        filtered: The filters that chose them, in words; "" where there are none.
        edition: Commit and date of the inventory, or "".

    Raises:
        xml.etree.ElementTree.ParseError: A page is no SVG.
    """
    facts = report.facts
    shown = facts.inventory.flows if flows is None else flows
    told = tally(len(shown), len(facts.inventory.flows), filtered)
    drawn = _pages(pages, told, {flow_mark(flow.id): said(facts, flow) for flow in shown})
    filters = all_filters(facts, shown)
    style = _asset("map.css").replace("/* inks */", dark_rules(drawn.text))
    script = _asset("map.js")
    title = f"Data map: {facts.inventory.policy.controller}"
    head = (
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_allowed(script, style)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("link", rel="icon", href="data:,"),
        el("title", title),
        el("style", Html(style)),
    )
    body = (
        el("a", "Skip to the table of flows", href="#flows", class_="skip"),
        header(report, title, edition),
        form(facts, filters, told, filtered),
        el(
            "main",
            el(
                "div",
                el(
                    "section",
                    bar(pages),
                    el("p", NOTHING, id="nothing", hidden="hidden"),
                    drawn,
                    el("p", KEYS, class_="keys"),
                    id="map",
                ),
                el("section", table(facts, shown, filters, told, edition), id="text"),
                id="left",
            ),
            _proofs(report, shown),
        ),
        el(
            "footer",
            el("p", SCOPE),
            el("p", f"Made by flowcheck {VERSION} of the files named above."),
        ),
        el("script", Html(script)),
    )
    page = el("html", el("head", lines(head)), el("body", lines(body)), lang="en")
    return f"<!DOCTYPE html>\n{page.text}\n"


def _asset(name_: str) -> str:
    return (get_data(__name__, name_) or b"").decode()


def _allowed(script: str, style: str) -> str:
    """Return the content security policy: this script, this style, and nothing else."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _pages(pages: Sequence[tuple[str, str]], told: str, flows: dict[str, str]) -> Html:
    return lines(
        el(
            "section",
            el("h2", name(title)),
            el("p", told, class_="filtered"),
            el(
                "div",
                stage(title, svg, flows),
                class_="stage",
                tabindex="0",
                role="group",
                aria_label=f"{title}: move with arrow keys, zoom with + and -",
            ),
            class_="sheet",
            id=f"page-{number}",
        )
        for number, (title, svg) in enumerate(pages, 1)
    )


def _proofs(report: Report, flows: Sequence[Flow]) -> Html:
    """Return every flow's proof, to be read where there are no scripts.

    Where there are, what stands in `noscript` is but text, and the script makes an article of
    the one that is chosen: a map of thousands of flows opens as fast as its drawings do.
    """
    close = el("button", "Close", type="button", id="close")
    kept = (el("noscript", article(report, flow), data_mark=flow_mark(flow.id)) for flow in flows)
    top = el("div", el("h2", "Proof"), close, class_="top")
    gone = el(
        "article",
        el("h3", "There is no such flow here", tabindex="-1"),
        el("p", el("code", "#"), GONE),
        el("p", el("a", "The table has every flow that is here.", href="#flows")),
        class_="gone",
        id="gone",
    )
    return el("aside", top, gone, lines(kept), id="proofs", aria_label="Proof")
