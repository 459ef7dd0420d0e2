"""The filters: what can be chosen, and which flows it finds, as with those of `flowcheck map`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.judge.verdict import Verdict
from flowcheck.model.claim import OURSELVES
from flowcheck.render.map_html.markup import Html, el
from flowcheck.render.map_html.words import PLAIN, fails

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow

TITLES = {
    "data": "Data",
    "purpose": "Purpose",
    "recipient": "Recipient",
    "subject": "About",
    "verdict": "Verdict",
}
_FAILING, _NOT_CLEAR = "failing", "not-clear"
_VERDICTS = {_FAILING: "all that is not disclosed", _NOT_CLEAR: "all but clear"}
_VERDICTS |= {verdict.word: f"{verdict.word}: {PLAIN[verdict]}" for verdict in reversed(Verdict)}


class Filter(Struct, frozen=True, gc=False):
    """One filter.

    Attributes:
        facet: Its name.
        labels: What can be chosen, by value, in order.
        declared: The values that flows declare; the others stand above these.
        found: By flow the values that find it.
    """

    facet: str
    labels: Mapping[str, str]
    declared: frozenset[str]
    found: Mapping[str, Sequence[str]]

    def control(self) -> Html:
        """Return the list to choose from, each value with the number of flows that it finds."""
        counts = Counter(value for values in self.found.values() for value in values)
        groups = []
        for title, apart in (("As declared", True), ("With all below it", False)):
            options = [
                el("option", f"{label} ({counts[value]})", value=value)
                for value, label in self.labels.items()
                if (value in self.declared) is apart
            ]
            groups += [el("optgroup", *options, label=title)] if options else []
        every = el("option", "any", value="")
        choice = el("select", every, *groups, name=self.facet, autocomplete="off")
        return el("label", el("span", TITLES[self.facet]), choice)


def all_filters(facts: Facts, flows: Sequence[Flow]) -> tuple[Filter, ...]:
    """Return the filters of some flows, in the order of `TITLES`."""
    terms = (_terms(facts, facet, flows) for facet in ("data", "purpose"))
    return (
        *terms,
        _recipients(facts, flows),
        _terms(facts, "subject", flows),
        _verdicts(facts, flows),
    )


def _terms(facts: Facts, facet: str, flows: Sequence[Flow]) -> Filter:
    """Return the filter of a facet: a term finds what is below it, and above: that may carry it."""
    lattice = facts.vocabulary[facet]
    declared = {term for flow in flows for term in getattr(flow, facet)}
    above = {term: _above(facts, facet, (term,)) for term in declared}
    offered = dict.fromkeys(upper for uppers in above.values() for upper in uppers)
    meets = {t: {*above[t], *(o for o in offered if lattice.under(o, t))} for t in declared}
    found = {
        flow.id: sorted({value for term in getattr(flow, facet) for value in meets[term]})
        for flow in flows
    }
    labels = _sorted({term: lattice.label(term) for term in offered})
    return Filter(facet, labels, frozenset(declared), found)


def _recipients(facts: Facts, flows: Sequence[Flow]) -> Filter:
    """Return the filter of recipients: systems and vendors, and the terms above them."""
    ours = facts.inventory.systems
    found = {
        flow.id: list(
            dict.fromkeys(
                (flow.to, *_above(facts, "recipient", (OURSELVES if flow.to in ours else flow.to,)))
            )
        )
        for flow in flows
    }
    labels = _sorted({value: facts.name(value) for values in found.values() for value in values})
    return Filter("recipient", labels, frozenset(flow.to for flow in flows), found)


def _verdicts(facts: Facts, flows: Sequence[Flow]) -> Filter:
    found = {}
    for flow in flows:
        verdict = facts.verdict(flow)
        wider = [_NOT_CLEAR] if verdict is not Verdict.CLEAR else []
        wider += [_FAILING] if fails(verdict) else []
        found[flow.id] = [verdict.word, *wider]
    occurring = {value for values in found.values() for value in values}
    labels = {value: label for value, label in _VERDICTS.items() if value in occurring}
    return Filter("verdict", labels, frozenset(verdict.word for verdict in Verdict), found)


def _above(facts: Facts, facet: str, terms: Iterable[str]) -> list[str]:
    """Return terms and all above them, without the root, which would find everything."""
    lattice = facts.vocabulary[facet]
    found = dict.fromkeys(upper for term in terms for upper in lattice.above(term))
    return [term for term in found if term != lattice.root]


def _sorted(labels: dict[str, str]) -> dict[str, str]:
    return dict(sorted(labels.items(), key=lambda pair: (pair[1].casefold(), pair[0])))
