"""The engine: runs the rules over the facts, applies settings and waivers, and resolves places."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from flowcheck.model.finding import SEVERITIES, Draft, Evidence, Finding
from flowcheck.model.mention import Mention
from flowcheck.model.source import Address, Span, TextRange
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Statement, Waiver
    from flowcheck.model.source import Source
    from flowcheck.rule import Rule

UNUSED_WAIVER = "FC401"
NEVER = "never"


class Grading(Protocol):
    """What the engine asks of a project's settings."""

    @property
    def fail_on(self) -> str:
        """The least severity that fails a run, or "never"."""

    def runs(self, rule: Rule) -> bool:
        """Tell whether a rule runs."""

    def ignores(self, rule: Rule) -> bool:
        """Tell whether a rule is ignored or off, whatever is selected."""

    def grade(self, rule: Rule, default: str, path: str) -> str:
        """Return the severity of a finding in a file, or "off"."""


class Report(Struct, frozen=True, gc=False):
    """The result of a run.

    Attributes:
        facts: What was judged.
        findings: Sorted by place; those waived or in the baseline are among them.
        fail_on: The least severity that fails the run, or "never".
        sources: Every file read, by path, for showing lines.
        ran: Codes of the rules that ran.
        saw_all: Codes of those that looked at all that they are about: what they no longer find
            is gone.
        silenced: Fingerprints of what they found where the settings switch them off.
    """

    facts: Facts
    findings: tuple[Finding, ...]
    fail_on: str
    sources: Mapping[str, Source]
    ran: frozenset[str] = frozenset()
    saw_all: frozenset[str] = frozenset()
    silenced: tuple[str, ...] = ()

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that neither a waiver nor the baseline lifts."""
        return tuple(finding for finding in self.findings if finding.stands)

    @property
    def baselined(self) -> int:
        """The number of findings that the baseline lifts."""
        return sum(finding.baselined for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """The number of standing findings by severity."""
        found = dict.fromkeys(SEVERITIES, 0)
        for finding in self.standing:
            found[finding.severity] += 1
        return found

    @property
    def failed(self) -> bool:
        """Whether a standing finding is at or above `fail_on`."""
        return any(self.fails(finding) for finding in self.standing)

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding, if it stands, is at or above `fail_on`."""
        return self.fail_on in SEVERITIES[SEVERITIES.index(finding.severity) :]

    def line(self, path: str, number: int) -> str:
        """Return a line of a file read, or of the policy's text."""
        if path == self.facts.text.path:
            return self.facts.text.line(number)
        source = self.sources.get(path)
        if source is not None:
            return source.line(number)
        parties = self.facts.parties
        return parties.lines.get((path, number), "") if parties is not None else ""

    def reads(self, path: str) -> bool:
        """Tell whether every line of a file is known: of the code base only those with findings."""
        return path == self.facts.text.path or path in self.sources


def run(facts: Facts, settings: Grading, sources: Mapping[str, Source]) -> Report:
    """Run every rule that the settings select.

    Args:
        facts: The project.
        settings: Which rules, how severe, what fails.
        sources: The files read, by path, to turn addresses into places.
    """
    engine = _Engine(facts, settings, sources)
    rules = [rule for rule in all_rules() if settings.runs(rule) and engine.can_run(rule)]
    findings = [f for rule in rules if rule.code != UNUSED_WAIVER for f in engine.check(rule)]
    chosen = frozenset(rule.code for rule in rules)
    saw_all = frozenset(rule.code for rule in rules if engine.sees_all(rule))
    ran = set(saw_all)
    if UNUSED_WAIVER in ran:  # a waiver of a rule that was merely not selected may lift something
        for rule in all_rules():
            may_run = engine.sees_all(rule) and not settings.ignores(rule)
            if rule.code not in ran and may_run and engine.waives(rule):
                engine.check(rule)
                ran.add(rule.code)
    facts.unused_waivers = engine.unused(ran)
    findings += [f for rule in rules if rule.code == UNUSED_WAIVER for f in engine.check(rule)]
    findings.sort(key=lambda f: (f.span, f.code, f.draft.subject, f.draft.message))
    silenced = tuple(engine.silenced)
    return Report(facts, tuple(findings), settings.fail_on, sources, chosen, saw_all, silenced)


class _Engine:
    def __init__(self, facts: Facts, settings: Grading, sources: Mapping[str, Source]) -> None:
        self.facts = facts
        self.settings = settings
        self.sources = sources
        self.waivers = [w for w in facts.inventory.waivers if w.until >= facts.today]
        self.lifting: set[Waiver] = set()
        self.known_evidence: dict[tuple[str, str], Evidence] = {}
        self.silenced: list[str] = []
        self.flows = {flow.id: flow for flow in facts.inventory.flows}

    def can_run(self, rule: Rule) -> bool:
        """Tell whether there is something that a rule can look at."""
        return not rule.reads_code or self.facts.code is not None

    def sees_all(self, rule: Rule) -> bool:
        """Tell whether a rule can look at everything that it is about."""
        code = self.facts.code
        return not rule.reads_code or (code is not None and code.whole)

    def check(self, rule: Rule) -> list[Finding]:
        found = []
        for draft in rule.check(self.facts):
            span = self.span(draft.address)
            severity = self.settings.grade(rule, draft.severity or rule.severity, span.path)
            if severity == "off":
                self.silenced.append(fingerprint(draft))
                continue
            finding = Finding(
                draft,
                rule.name,
                severity,
                span,
                tuple(self.evidence(statement, note) for statement, note in draft.evidence),
                fingerprint(draft),
            )
            found.append(self.waived(finding))
        return found

    def waived(self, finding: Finding) -> Finding:
        for waiver in self.waivers:
            if waiver.rule == finding.code and self.is_for(waiver, finding.draft):
                self.lifting.add(waiver)
                terms = (waiver.reason, waiver.owner, waiver.until.isoformat())
                return replace(finding, waiver=terms)
        return finding

    def is_for(self, waiver: Waiver, draft: Draft) -> bool:
        """Tell whether every target of a waiver is what a finding is about."""
        flow = self.flows.get(draft.subject)
        about = {
            "flow": {draft.subject} if draft.kind in ("flow", "collects") else set(),
            "system": {draft.subject.split("/")[0], flow.sender if flow else ""},
            "store": {draft.subject} if draft.kind == "store" else set(),
            "vendor": {draft.subject, flow.to if flow else ""},
            "statement": {draft.subject, *(statement.id for statement, _ in draft.evidence)},
            "term": {term for terms in draft.facets.values() for term in terms} | set(draft.data),
        }
        return all(name in about[key] for key, name in waiver.targets.items())

    def waives(self, rule: Rule) -> bool:
        """Tell whether some waiver in force is of a rule."""
        return any(waiver.rule == rule.code for waiver in self.waivers)

    def unused(self, ran: set[str]) -> tuple[Waiver, ...]:
        """Return the waivers in force whose rule ran, and which lifted nothing."""
        return tuple(w for w in self.waivers if w.rule in ran and w not in self.lifting)

    def span(self, address: Address | TextRange | Mention) -> Span:
        if isinstance(address, Mention):
            return address.span
        if isinstance(address, TextRange):
            return self.facts.text.span(address.start, address.end)
        return self.sources[address.path].resolve(address.loc, on_key=address.on_key)

    def evidence(self, statement: Statement, note: str) -> Evidence:
        known = self.known_evidence.get((statement.id, note))
        if known is None:
            known = self.known_evidence[statement.id, note] = self._evidence(statement, note)
        return known

    def _evidence(self, statement: Statement, note: str) -> Evidence:
        places = [p for p in self.facts.quotes.get(statement.id, ()) if p is not None]
        span = self.span(places[-1] if places else statement.address.child("id"))
        return Evidence(statement.id, statement.quote, note, span, statement.section)


def fingerprint(draft: Draft) -> str:
    """Return a hash of code, subject and blamed terms: 32 hexadecimal digits."""
    terms = sorted(f"{facet}={term}" for facet, names in draft.facets.items() for term in names)
    words = "\n".join((draft.code, draft.kind, draft.subject, *terms))
    return hashlib.sha256(words.encode()).hexdigest()[:32]
