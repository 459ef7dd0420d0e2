"""A difference in words: terms by their labels, and each kind of change as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import listed
from flowcheck.judge.verdict import Verdict
from flowcheck.model.claim import COLLECT, USE
from flowcheck.render.diff.phrases import mark, verdicts
from flowcheck.render.summary import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowcheck.model.finding import Finding
    from flowcheck.model.inventory import Flow, Terms, Vendor
    from flowcheck.views.inventory_diff.difference import (
        Change,
        Difference,
        Exposure,
        FlowChange,
        Passage,
        StatementChange,
        VendorChange,
        WaiverChange,
    )

UNCHANGED = "No change in what is sent to whom."
OURSELVES = "We ourselves"
_NEWS = {
    "recipient": "new recipient",
    "action": "newly done with it",
    "data": "new data",
    "purpose": "new purpose",
    "source": "new source",
    "occasion": "new occasion",
    "subject": "new people",
    "combination": "new combination",
}
_COVERED = {
    Verdict.CLEAR: "covered by",
    Verdict.VAGUE: "vaguely covered by",
    Verdict.AMBIGUOUS: "the policy says both yes and no:",
    Verdict.OMITTED: "no passage of the policy covers it",
    Verdict.INCORRECT: "the policy rules it out",
}
_MOST_FLOWS = 8
_FACETS = {
    "data": "data", "purpose": "purpose", "subject": "subject", "source": "source",
    "occasion": "occasion", "condition": "condition", "transit": "safeguard", "basis": "basis",
    "roles": "recipient", "country": "region", "transfer": "safeguard", "safeguards": "safeguard",
    "at_rest": "safeguard", "action": "action",
}  # fmt: skip


class Words:
    """The words of one difference; the later edition's labels, else the earlier one's."""

    def __init__(self, difference: Difference) -> None:
        self.difference = difference
        self._facts = [difference.head.facts]
        if difference.base is not None:
            self._facts.append(difference.base.facts)
        self._new = {id(finding) for finding in difference.new}

    def label(self, facet: str, term: str) -> str:
        """Return what people call a term."""
        for facts in self._facts:
            if facet in facts.vocabulary.facets and term in facts.vocabulary[facet].terms:
                return facts.vocabulary[facet].label(term)
        return term

    def labels(self, facet: str, terms: Sequence[str]) -> str:
        """Return terms as one text."""
        return ", ".join(self.label(facet, term) for term in terms)

    def party(self, name: str) -> str:
        """Return what people call a party, with its id."""
        return f"{self.label('recipient', name)} (`{name}`)" if name else OURSELVES

    def vendor(self, name: str) -> Vendor | None:
        """Return a party as declared, where it is a vendor."""
        return next((f.inventory.vendors[name] for f in self._facts if name in f.inventory.vendors),
                    None)  # fmt: skip

    def where(self, name: str) -> str:
        """Return the country of a vendor and what it is transferred under, as far as declared."""
        vendor = self.vendor(name)
        if vendor is None:
            return ""
        parts = [self.label("region", vendor.country)] if vendor.country else []
        parts += [self.label("safeguard", term) for term in vendor.transfer]
        return ", ".join(parts)

    def kind(self, name: str) -> str:
        """Return what a vendor is and how it acts."""
        vendor = self.vendor(name)
        if vendor is None:
            return ""
        acts = vendor.acts_as.replace("_", " ")
        return ", ".join(filter(None, (self.labels("recipient", vendor.roles), acts)))

    def news(self, exposure: Exposure) -> str:
        """Return what of an exposure is new."""
        return _NEWS[exposure.news]

    def doing(self, exposure: Exposure) -> str:
        """Return what is done with the data: "gets", "collect", "use", "gets by sell"."""
        if exposure.action in (COLLECT, USE):
            return exposure.action
        return "gets" if exposure.action == "share" else f"gets ({exposure.action})"

    def why(self, exposure: Exposure) -> str:
        """Return what an exposure is for, or where it comes from."""
        parts = [self.labels("purpose", exposure.purposes)]
        if exposure.sources:
            parts.append(f"from {self.labels('source', exposure.sources)}")
        if exposure.occasions:
            parts.append(f"at {self.labels('occasion', exposure.occasions)}")
        return ", ".join(filter(None, parts))

    def covered(self, exposure: Exposure) -> str:
        """Return how the policy stands to an exposure, with the codes of what is found of it."""
        verdict = _COVERED[exposure.verdict or Verdict.CLEAR]
        codes = self.codes(exposure.findings)
        if not codes:
            return verdict
        return f"{verdict[:-1]} ({codes}):" if verdict.endswith(":") else f"{verdict} ({codes})"

    def codes(self, findings: Sequence[Finding]) -> str:
        """Return the codes of findings, and of each whether it is lifted or was there before."""
        told: dict[str, None] = {}
        for finding in findings:
            note = ""
            if finding.waiver is not None:
                note = f", waived until {finding.waiver[2]}"
            elif finding.baselined:
                note = ", in the baseline"
            elif id(finding) not in self._new:
                note = ", known before"
            told[f"{finding.code}{note}"] = None
        return "; ".join(told)

    def place(self, passage: Passage) -> str:
        """Return where a passage stands: its statement, its heading, its file and line."""
        section = f', "{passage.section}"' if passage.section else ""
        where = f"{passage.path}:{passage.line}" if passage.line else f"not in {passage.path}"
        return f"`{passage.statement}`{section}, {where}"

    def vendor_line(self, change: VendorChange) -> str:
        """Return a declared vendor that came, went or changed."""
        name = self.party(change.id)
        if change.before is None:
            return f"{name}: {self._about(change.id)}"
        if change.after is None:
            return f"{name}: no longer declared"
        return f"{name}: {self.changes(change.changes)}"

    def _about(self, name: str) -> str:
        return "; ".join(filter(None, (self.kind(name), self.where(name)))) or "declared"

    def changes(self, changes: Sequence[Change]) -> str:
        """Return what reads otherwise, as "country: us -> de"."""
        return "; ".join(
            f"{c.key.replace('_', ' ')}: {self._value(c.key, c.before)} -> "
            f"{self._value(c.key, c.after)}"
            for c in changes
        )

    def _value(self, key: str, terms: Terms) -> str:
        facet = _FACETS.get(key)
        return (self.labels(facet, terms) if facet else ", ".join(terms)) or "none"

    def flow_line(self, change: FlowChange) -> str:
        """Return a flow that changed or is judged otherwise."""
        parts = [self.changes(change.changes)] if change.changes else []
        if change.verdict_before is not change.verdict_after:
            parts.insert(0, verdicts(change.verdict_before, change.verdict_after))
        return f"`{change.id}`: {'; '.join(parts)}"

    def statement_line(self, change: StatementChange) -> str:
        """Return a statement that was added, dropped or changed, and the flows that it carried."""
        if change.before is None:
            verb = "added"
        elif change.after is None:
            verb = "dropped"
        else:
            verb = ", ".join(c.key for c in change.changes) + " changed"
        whose = " (rule pack)" if change.is_house else ""
        worse = [f for f in change.carried if f[2] is not None and f[1] is not None and f[2] > f[1]]
        carries = "carries" if change.before is None else "carried"
        told = f"; it {carries} {counted(len(change.carried), 'flow')}" if change.carried else ""
        if worse and change.before is not None:
            ids = [f"`{f[0]}` ({verdicts(f[1], f[2])})" for f in worse]
            told += f", of which {listed(ids, _MOST_FLOWS)}"
        return f"`{change.id}`{whose}: {verb}{told}"

    def waiver_line(self, change: WaiverChange) -> str:
        """Return a waiver that was added, removed or changed."""
        waiver = change.after or change.before
        if waiver is None:
            raise TypeError(change)
        about = ", ".join(f"{key} `{name}`" for key, name in waiver.targets.items())
        if change.after is None:
            return f"{waiver.rule} for {about}: removed"
        what = "added" if change.before is None else "changed"
        return (
            f"{waiver.rule} for {about}: {what}, until {waiver.until.isoformat()} by "
            f"{waiver.owner} ({waiver.reason}); lifts {counted(change.lifts, 'finding')}"
        )

    def sections(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield the lesser parts of a change: a title, and lines each with + - or ~ before it."""
        found = self.difference
        judged = [f for f in found.flows if f.before is not None and f.after is not None]
        lines = {
            "Judged worse": [("~", self.flow_line(f)) for f in judged if f.got_worse],
            "Judged better": [("~", self.flow_line(f)) for f in judged if f.got_better],
            "Changed flows": [
                ("~", self.flow_line(f)) for f in judged if not (f.got_worse or f.got_better)
            ],
            "Flows that came and went": self._came_and_went(),
            "Vendors": [(mark(v.before, v.after), self.vendor_line(v)) for v in found.vendors],
            "New countries": [("+", self.label("region", name)) for name in found.countries],
            "No longer": [("-", self.ended_line(e)) for e in found.ended],
            "Policy": [("~", self.changes([c])) for c in found.policy],
            "Statements": [
                (mark(s.before, s.after), self.statement_line(s)) for s in found.statements
            ],
            "Waivers": [(mark(w.before, w.after), self.waiver_line(w)) for w in found.waivers],
            "Settings": [("~", self.changes([c])) for c in found.settings],
        }
        if found.hidden:
            codes = ", ".join(sorted({f.code for f in found.hidden}))
            told = f"these settings hide {counted(len(found.hidden), 'finding')}: {codes}"
            lines["Settings"].append(("!", told))
        if found.lifted:
            told = f"{counted(len(found.lifted), 'new finding')} lifted by a waiver or the baseline"
            lines["Waivers"].append(("!", told))
        yield from ((title, rows) for title, rows in lines.items() if rows)

    def _came_and_went(self) -> list[tuple[str, str]]:
        rows = []
        for sign, ends in (("+", "before"), ("-", "after")):
            ids = [f"`{f.id}`" for f in self.difference.flows if getattr(f, ends) is None]
            if ids:
                rows.append((sign, f"{counted(len(ids), 'flow')}: {listed(ids, _MOST_FLOWS)}"))
        return rows

    def ended_line(self, exposure: Exposure) -> str:
        """Return what is no longer done."""
        why = self.why(exposure)
        data = self.labels("data", exposure.data)
        return f"{self.party(exposure.party)} {self.doing(exposure)} {data}" + (
            f" for {why}" if exposure.purposes else f" {why}" if why else ""
        )

    def sender(self, flow: Flow) -> str:
        """Return who sends a flow."""
        return self._facts[0].name(flow.sender)
