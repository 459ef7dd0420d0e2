"""What the formats for people say of a scan: its summary, the state of a vendor, what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.parties.party import DECIDED, DECLARED, STATES, UNDECLARED, UNPROVED
from flowcheck.facts.words import coded, listed, plain
from flowcheck.render.summary import baselined_count, counted, waived_count

if TYPE_CHECKING:
    from flowcheck.facts.parties.party import SeenVendor
    from flowcheck.model.decision import Decision
    from flowcheck.views.code_scan import CodeScan, VendorRow

TITLES = {
    UNDECLARED: "Not declared",
    UNPROVED: "Seen, but not proved",
    DECIDED: "Decided",
    DECLARED: "Declared",
}
_WORDS = {
    UNDECLARED: "not declared",
    UNPROVED: "not proved",
    DECIDED: "decided",
    DECLARED: "declared",
}
_ABOUT_ENTRIES = ("FC302", "FC602", "FC604")
UNDECLARED_VENDOR = "FC601"
UNKNOWN = "Not known to anybody"
ENTRIES = "What the inventory and the code say differently"


def summary(scan: CodeScan) -> str:
    """Return how many vendors are seen, by state, and how many findings on that are let pass."""
    found = {state: len(scan.of_state(state)) for state in STATES}
    parts = [f"{number} {_WORDS[state]}" for state, number in found.items() if number]
    line = f"{counted(len(scan.vendors), 'vendor')} in code"
    line += f": {', '.join(parts)}" if parts else ""
    strangers = len(scan.unknown)
    if strangers:
        noun = "party" if strangers == 1 else "parties"
        line += f"; {strangers} {noun} that nobody knows"
    waived, known = waived_count(scan.report), baselined_count(scan.report)
    line += f"; {counted(waived, 'finding')} waived" if waived else ""
    return line + (f"; {counted(known, 'finding')} baselined" if known else "")


def looked_at(scan: CodeScan) -> str:
    """Return how many files were scanned, and why others were not."""
    aside = ", ".join(f"{number:,} {reason}" for reason, number in scan.aside if number)
    number = "1 file" if scan.files == 1 else f"{scan.files:,} files"
    line = f"{number} scanned" + ("" if scan.whole else " (not the whole code base)")
    return line + (f"; left aside: {aside}" if aside else "")


def about_entries(scan: CodeScan) -> list[str]:
    """Return what is found of the inventory's own entries: vendors not seen, decisions unused."""
    return [
        f"{finding.span.path}:{finding.span.line}:{finding.span.column}: {finding.draft.message}"
        f" ({finding.code})"
        for finding in scan.report.standing
        if finding.code in _ABOUT_ENTRIES
    ]


def what_next(scan: CodeScan) -> list[str]:
    """Return what to do about what is seen."""
    lines = []
    if not scan.has_inventory:
        lines.append(
            "there is no inventory here, so nothing is declared and no policy was asked: "
            "begin with `flowcheck init`"
        )
    elif scan.of_state(UNDECLARED):
        lines.append(
            "`flowcheck scan --write` adds the missing entries to the inventory; then declare the "
            "flows that reach them, and `flowcheck lint` holds those against the policy"
        )
    if scan.unknown:
        lines.append("declare each party that nobody knows, or decide what it is: FC603")
    return lines


def called(scan: CodeScan, party: SeenVendor) -> str:
    """Return the categories of a vendor in words."""
    facts = scan.report.facts
    return listed([plain(facts, "recipient", category) for category in party.categories])


def state_lines(scan: CodeScan, row: VendorRow) -> list[str]:
    """Return what is known of a vendor: as what it is declared, what is decided or disclosed."""
    party, lines = row.party, []
    if party.declared:
        lines.append(f"declared as {coded([vendor.id for vendor in party.declared])}")
    if row.other_roles:
        words = [plain(scan.report.facts, "recipient", role) for role in row.other_roles]
        lines.append(f"it is used as {listed(words)} too, which its `role` does not say")
    if party.decision is not None:
        lines.append(decided(party.decision))
    if party.contradicted is not None:
        lines.append("it is decided that it is self-hosted, yet a host of its own is named here")
    if party.state == UNDECLARED and scan.has_inventory:
        lines.append(_disclosed(row))
    lines += _let_pass(scan, party.vendor.id)
    return lines


def _let_pass(scan: CodeScan, vendor: str) -> list[str]:
    """Return by whom the finding on a vendor is let pass, in a line at most."""
    for finding in scan.report.findings:
        if finding.code == UNDECLARED_VENDOR and finding.draft.subject == vendor:
            if finding.waiver is not None:
                reason, owner, until = finding.waiver
                return [f"waived by {owner} until {until}: {reason}"]
            if finding.baselined:
                return ["known to the baseline"]
    return []


def decided(decision: Decision) -> str:
    """Return a decision in a sentence."""
    return f"decided as `{decision.says}` by {decision.owner}: {decision.reason}"


def _disclosed(row: VendorRow) -> str:
    found = row.disclosed
    if found is None:
        return "the policy does not disclose its category"
    section = f', "{found.statement.section}"' if found.statement.section else ""
    return f"the policy {found.note} ({found.statement.id}{section})"
