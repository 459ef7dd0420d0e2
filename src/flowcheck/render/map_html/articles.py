"""A flow's proof as an article: what is declared, what is found of it, the passages, the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.claim import COLLECT_FACETS
from flowcheck.render.findings import gravest_first
from flowcheck.render.flow_mark import flow_mark
from flowcheck.render.map_html.markup import Html, el, joined, lines, link, name
from flowcheck.render.map_html.words import PLAIN, badge, ends, term, terms
from flowcheck.render.proof import quality_words
from flowcheck.render.statement import reading
from flowcheck.render.summary import counted
from flowcheck.rule import docs_url
from flowcheck.views.proof import proofs, proved_alike

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from flowcheck.engine import Report
    from flowcheck.facts import Facts
    from flowcheck.model.finding import Finding
    from flowcheck.model.inventory import Flow, Vendor
    from flowcheck.views.proof import FacetProof, Proof, Source

_DECLARED = ("data", "purpose", "subject", "source", "occasion", "condition", "basis")
_ALWAYS = frozenset(("data", "purpose", "subject"))
_TITLES = {"data": "Data", "purpose": "Purpose", "subject": "About", "source": "Source"}
_TITLES |= {"occasion": "Occasion", "condition": "Condition", "basis": "Legal basis"}
_TITLES |= {"recipient": "Recipient", "region": "Country"}


def article(report: Report, flow: Flow) -> Html:
    """Return a flow's proof."""
    facts = report.facts
    groups = proved_alike(proofs(facts, flow))
    sources: dict[str, Source] = {}
    for group in groups:
        for source in group[0].sources:
            sources.setdefault(source.statement.id, source)
    numbers = {statement: number for number, statement in enumerate(sources, 1)}
    sender, receiver = ends(facts, flow)
    verdict = facts.verdict(flow)
    mark = flow_mark(flow.id)
    return el(
        "article",
        el("h3", name(sender), " \u2192 ", name(receiver), tabindex="-1", id=f"h-{mark}"),
        el("p", badge(verdict), f" {PLAIN[verdict]} ", el("code", flow.id), class_="lead"),
        _findings(report, flow, set(sources)),
        _section("Declared", el("dl", *_declared(facts, flow))),
        _section("The policy says", _passages(sources.values())),
        _section("Claim by claim", *(_claims(facts, group, numbers) for group in groups)),
        _section("Also declared", el("dl", *_also(report, flow))),
        id=mark,
        aria_labelledby=f"h-{mark}",
    )


def _section(title: str, *parts: Html) -> Html:
    return joined((el("h4", title), *parts))


def _findings(report: Report, flow: Flow, statements: set[str]) -> Html | None:
    """Return what is found of the flow, then of the statements that its proof rests on."""
    every = [
        f for f in gravest_first(report.findings) if f.severity != "info" or f.draft.kind == "flow"
    ]
    found = [finding for finding in every if finding.draft.subject == flow.id]
    found += [f for f in every if f.draft.kind == "statement" and f.draft.subject in statements]
    return _section("Findings", el("ul", lines(map(_finding, found)))) if found else None


def _finding(finding: Finding) -> Html:
    grade = f"{finding.severity} {finding.code} {finding.name}"
    lifted = None
    if finding.waiver:
        reason, owner, until = finding.waiver
        lifted = el("p", f"Waived until {until} by ", name(owner), ": ", name(reason))
    elif finding.baselined:
        lifted = el("p", "Known: in the baseline.")
    return el(
        "li",
        link(grade, docs_url(finding.code)),
        " ",
        _prose(finding.draft.message),
        lifted,
        *(el("p", _prose(text), class_="help") for text in finding.draft.help),
        class_=f"finding {finding.severity if finding.stands else 'lifted'}",
    )


def _prose(text: str) -> Html:
    """Return a message, in which backticks stand about code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return name(text)
    return joined(el("code", part) if index % 2 else part for index, part in enumerate(parts))


def _declared(facts: Facts, flow: Flow) -> Iterator[Html]:
    """Yield what the inventory says of a flow that its claims are made of, pair by pair."""
    for facet in _DECLARED:
        words = getattr(flow, facet)
        if words or facet in _ALWAYS or (flow.collects and facet in COLLECT_FACETS):
            yield from _pair(_TITLES[facet], terms(facts, facet, words))


def _also(report: Report, flow: Flow) -> Iterator[Html]:
    """Yield what else the inventory says of a flow and of its receiver, pair by pair."""
    facts = report.facts
    vendor = facts.inventory.vendors.get(flow.to)
    if vendor is not None:
        yield from _pair("Recipient", _vendor(facts, vendor))
    if flow.transit:
        yield from _pair("In transit", terms(facts, "safeguard", flow.transit))
    yield from _pair("Action", name(flow.action))
    if flow.owner:
        yield from _pair("Owner", name(flow.owner))
    line = report.sources[flow.address.path].resolve(flow.address.loc).line
    yield from _pair("Declared in", name(f"{flow.address.path}:{line}"))


def _pair(title: str, value: Html) -> tuple[Html, Html]:
    return el("dt", title), el("dd", value)


def _vendor(facts: Facts, vendor: Vendor) -> Html:
    """Return who a vendor is: its legal entity, role, country, contract."""
    roles = terms(facts, "recipient", vendor.roles)
    parts = [link(vendor.legal_entity or vendor.name, vendor.url), roles]
    if vendor.acts_as:
        parts.append(name(vendor.acts_as.replace("_", " ")))
    if vendor.country:
        parts.append(term(facts, "region", vendor.country))
    if vendor.transfer:
        parts.append(terms(facts, "safeguard", vendor.transfer))
    if vendor.contract_url:
        parts.append(link("contract", vendor.contract_url))
    return joined(parts, "; ")


def _passages(sources: Collection[Source]) -> Html:
    if not sources:
        return el("p", "Nothing that comes near.")
    return el("ol", lines(map(_passage, sources)), class_="passages")


def _passage(source: Source) -> Html:
    """Return a passage of the policy as it was published, its place, and how it is read."""
    statement = source.statement
    place = f"{source.document}:{source.line}" if source.line else "NOT FOUND in the published text"
    heading = f"{statement.section}, " if statement.section else ""
    return el(
        "li",
        el("blockquote", el("q", name(statement.quote))),
        el(
            "p",
            el("b", _prose(source.role)),
            " \u2014 ",
            name(heading + place),
            " ",
            el("code", statement.id),
        ),
        el("p", reading(statement), class_="reading"),
        el("p", statement.note, class_="reading") if statement.note else None,
    )


def _claims(facts: Facts, group: list[Proof], numbers: dict[str, int]) -> Html:
    """Return claims that are proved alike: each facet with its terms and how they match."""
    first = group[0]
    judgement = first.judgement
    why = [judgement.reason] if judgement.reason else []
    why += [f"pair {judgement.pair.type}"] if judgement.pair else []
    cited = "".join(f" [{numbers[source.statement.id]}]" for source in first.sources)
    head = (
        badge(judgement.verdict),
        " ",
        el("b", judgement.claim.action),
        f" ({counted(len(group), 'claim')}{''.join(f'; {word}' for word in why)})",
        el("span", cited, class_="cited") if cited else None,
    )
    rows: list[Html] = []
    for index, proof in enumerate(first.facets):
        paths = dict.fromkeys(_path(facts, other.facets[index]) for other in group)
        how = el("small", _prose(quality_words(proof)))
        rows += _pair(_TITLES[proof.facet], joined((joined(paths, ", "), " ", how)))
    return el("section", el("p", *head), el("dl", *rows), class_="claims")


def _path(facts: Facts, proof: FacetProof) -> Html:
    """Return a term with the terms above it, up to the one that the policy names."""
    if proof.term is None:
        return el("i", "not declared")
    label = facts.vocabulary[proof.facet].label
    steps = [term(facts, proof.facet, proof.term), *(name(label(up)) for up in proof.path[1:])]
    return joined(steps, " \u2282 ")
