"""What the file calls things: flows, terms with their marks, and verdicts in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import listed, plain
from flowcheck.judge.verdict import Verdict
from flowcheck.render.map_html.markup import Html, el, joined, name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow

PLAIN = {
    Verdict.CLEAR: "disclosed",
    Verdict.VAGUE: "disclosed in general words",
    Verdict.AMBIGUOUS: "the policy contradicts itself",
    Verdict.OMITTED: "not in the published policy",
    Verdict.INCORRECT: "the policy rules it out",
}
"""What a verdict means, for who does not know the words of the trade."""
BAD = {
    Verdict.OMITTED: "UNDISCLOSED",
    Verdict.INCORRECT: "PROHIBITED",
    Verdict.AMBIGUOUS: "AMBIGUOUS",
}
"""The verdicts of what the policy does not bear out, as the drawings call them."""
SPECIAL = {"article_9": "Art. 9", "article_10": "Art. 10", "children": "Art. 8"}
"""The marks of data and people that need more than an ordinary basis (GDPR)."""
CHILD = "child"
"""The data subject whose data are those of children."""
ORIGIN = "people and sources"


def fails(verdict: Verdict) -> bool:
    """Tell whether a verdict is one that the policy does not bear out."""
    return verdict in BAD


def ends(facts: Facts, flow: Flow) -> tuple[str, str]:
    """Return where a flow comes from and goes to, as people call them."""
    if not flow.collects:
        return facts.name(flow.sender), facts.name(flow.to)
    sources = [facts.vocabulary["source"].label(term) for term in flow.source]
    return listed(sources, 2) or ORIGIN, facts.name(flow.to)


def said(facts: Facts, flow: Flow) -> str:
    """Return a flow in a line, as a reader of screens says it."""
    sender, receiver = ends(facts, flow)
    data = listed([plain(facts, "data", term) for term in flow.data], 4)
    purpose = listed([plain(facts, "purpose", term) for term in flow.purpose], 2)
    aim = f" for {purpose}" if purpose else ""
    verdict = facts.verdict(flow)
    return f"{sender} to {receiver}: {data}{aim}; {verdict.word}, {PLAIN[verdict]}"


def special(facts: Facts, facet: str, term: str) -> str:
    """Return the mark that a term needs, its own or that of a term above it, or ""."""
    lattice = facts.vocabulary[facet]
    if term not in lattice.terms:
        return ""
    above = lattice.above(term)
    if facet == "subject" and CHILD in above:
        return SPECIAL["children"]
    marks = (lattice.terms[upper].special for upper in above)
    return next((SPECIAL[mark] for mark in marks if mark), "")


def term(facts: Facts, facet: str, word: str) -> Html:
    """Return a term's label, with its mark."""
    mark = special(facts, facet, word)
    label = name(facts.vocabulary[facet].label(word))
    return joined((label, " ", el("b", mark, class_="mark"))) if mark else label


def terms(facts: Facts, facet: str, words: Iterable[str]) -> Html:
    """Return terms with commas between; a dash where nothing is declared."""
    found = [term(facts, facet, word) for word in words]
    return joined(found, ", ") if found else el("i", "not declared")


def badge(verdict: Verdict) -> Html:
    """Return a verdict as a badge: a word, and a mark where it is a bad one."""
    word = f"X {verdict.word}" if fails(verdict) else verdict.word
    return el("span", word, class_=f"badge {verdict.word}")
