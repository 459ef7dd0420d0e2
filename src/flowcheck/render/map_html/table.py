"""The table of flows: what the map shows, as text; its rows carry the values that find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import cut
from flowcheck.render.flow_mark import flow_mark
from flowcheck.render.map_html.markup import Html, el, joined, lines, name
from flowcheck.render.map_html.words import badge, ends, fails, terms
from flowcheck.views.proof import proofs, proved_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow
    from flowcheck.render.map_html.filters import Filter

COLUMNS = ("Verdict", "Flow", "From", "To", "Data", "Purpose", "About", "The policy says")
_QUOTED = 160


def table(
    facts: Facts, flows: Sequence[Flow], filters: Sequence[Filter], told: str, edition: str
) -> Html:
    """Return the table, a row for each flow, those that the policy does not bear out first.

    Args:
        facts: The project.
        flows: Those of the map.
        filters: A row carries the values that find it.
        told: What the filters leave, repeated on each printed page; "" for all.
        edition: Commit and date of the inventory, likewise.
    """
    ordered = sorted(flows, key=lambda flow: not fails(facts.verdict(flow)))
    head = [
        el(
            "th",
            el("button", title, type="button"),
            scope="col",
            aria_sort="none",
            data_title=title,
        )
        for title in COLUMNS
    ]
    policy = facts.inventory.policy
    dated = f", effective {policy.effective}" if policy.effective else ""
    against = f"{policy.controller}: {policy.title or policy.document}{dated}; {edition}".rstrip(
        "; "
    )
    wide = {"colspan": len(COLUMNS)}
    return el(
        "table",
        el("caption", "Every flow of the map, as text"),
        el("colgroup", *(el("col") for _ in COLUMNS)),
        el(
            "thead",
            el("tr", el("td", against, **wide), class_="edition"),
            el("tr", el("td", told, class_="filtered", **wide), class_="notice"),
            el("tr", *head),
        ),
        el("tbody", lines(_row(facts, flow, filters) for flow in ordered)),
        id="flows",
    )


def _row(facts: Facts, flow: Flow, filters: Sequence[Filter]) -> Html:
    verdict, mark = facts.verdict(flow), flow_mark(flow.id)
    sender, receiver = ends(facts, flow)
    cells = (
        badge(verdict),
        el("a", name(flow.id), href=f"#{mark}"),
        name(sender),
        name(receiver),
        terms(facts, "data", flow.data),
        joined((terms(facts, "purpose", flow.purpose), _condition(facts, flow))),
        terms(facts, "subject", flow.subject),
        _passage(facts, flow),
    )
    found = {f"data_{each.facet}": " ".join(each.found[flow.id]) for each in filters}
    return el(
        "tr",
        *(el("td", cell, data_title=title) for title, cell in zip(COLUMNS, cells, strict=True)),
        data_mark=mark,
        data_grade=int(verdict),
        **found,
    )


def _condition(facts: Facts, flow: Flow) -> Html | None:
    if not flow.condition:
        return None
    return el("span", " IF ", terms(facts, "condition", flow.condition), class_="if")


def _passage(facts: Facts, flow: Flow) -> Html:
    """Return the passage that decides the worst of a flow's claims."""
    worst = proved_alike(proofs(facts, flow))[0][0]
    if not worst.sources:
        return el("i", "nothing that comes near")
    source = worst.sources[0]
    role = f"{source.role}: " if fails(worst.judgement.verdict) else ""
    return joined((role, el("q", name(cut(source.statement.quote, _QUOTED)))))
