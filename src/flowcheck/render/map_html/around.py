"""What stands about the drawings: of whom they are, what they come to, what chooses among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.map_html.markup import Html, el, joined, link, name
from flowcheck.render.map_html.words import BAD
from flowcheck.render.summary import verdict_counts
from flowcheck.views.answered import waived_flows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.engine import Report
    from flowcheck.facts import Facts
    from flowcheck.render.map_html.filters import Filter


def header(report: Report, title: str, edition: str) -> Html:
    """Return what is shown, of whom, by which edition of the policy, and what it comes to."""
    facts = report.facts
    policy = facts.inventory.policy
    dated = f", effective {policy.effective}" if policy.effective else ""
    known = [
        ("Organisation", name(policy.controller)),
        ("Published policy", joined((link(policy.title or policy.document, policy.url), dated))),
        ("Its text", joined((name(policy.document), f", sha256 {policy.sha256[:12]}\u2026"))),
        ("Inventory", name(edition) if edition else None),
        ("Judged as of", name(facts.today.isoformat())),
    ]
    pairs = [el("div", el("dt", key), el("dd", value)) for key, value in known if value]
    return el("header", el("h1", title), _verdict(report), el("dl", *pairs))


def _verdict(report: Report) -> Html:
    """Return what becomes of all declared flows, in the words of the drawings and of `lint`."""
    counts = verdict_counts(report)
    total = sum(counts.values())
    of = f"of {total:,} declared flow{'s' if total != 1 else ''}"
    bad = [
        f"{counts[verdict.word]:,} {word}" for verdict, word in BAD.items() if counts[verdict.word]
    ]
    head = f"X {', '.join(bad)} {of}" if bad else f"0 undisclosed {of}"
    told = ", ".join(f"{number:,} {word}" for word, number in counts.items() if number)
    waived = len(waived_flows(report.facts, report.findings))
    told += f"; {waived:,} waived" if waived else ""
    return el("p", el("b", head), el("span", told), class_="bad" if bad else None, id="verdict")


def form(facts: Facts, filters: Sequence[Filter], told: str, filtered: str) -> Html:
    """Return the search, the filters, and a line that says what they leave."""
    total = f"{len(facts.inventory.flows):,}"
    search = el(
        "input",
        type="search",
        name="search",
        autocomplete="off",
        placeholder="name, data, words of the policy",
    )
    return el(
        "form",
        el("label", el("span", "Search"), search, class_="search"),
        *(each.control() for each in filters),
        el("button", "Clear", type="reset"),
        el("p", told, id="count", role="status", data_total=total, data_filtered=filtered),
        role="search",
    )


def tally(shown: int, total: int, filtered: str) -> str:
    """Return what filters leave, for every printed page; "" where there are none."""
    flows = f"{shown:,} of {total:,} flow{'s' if total != 1 else ''}"
    return f"FILTERED: {flows} ({filtered})" if filtered else ""


def bar(pages: Sequence[tuple[str, str]]) -> Html:
    """Return what chooses the page and its scale."""
    options = [
        el("option", f"{number} of {len(pages)}: {title}", value=number)
        for number, (title, _) in enumerate(pages, 1)
    ]
    return el(
        "div",
        el("label", el("span", "Page"), el("select", *options, id="page", autocomplete="off")),
        el("button", "\u2039", type="button", data_step="-1", aria_label="Previous page"),
        el("button", "\u203a", type="button", data_step="1", aria_label="Next page"),
        el("button", "+", type="button", data_zoom="1.4", aria_label="Zoom in"),
        el("button", "\u2212", type="button", data_zoom="0.714", aria_label="Zoom out"),
        el("button", "Fit", type="button", data_zoom="0", aria_label="Fit the page"),
        id="bar",
        role="toolbar",
        aria_label="Page and scale",
    )
