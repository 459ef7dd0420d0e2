"""Records of two editions compared: vendors, flows, statements, waivers, the policy's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from flowcheck.views.inventory_diff.difference import (
    Change,
    FlowChange,
    StatementChange,
    VendorChange,
    WaiverChange,
)
from flowcheck.views.reliance import reliance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowcheck.engine import Report
    from flowcheck.judge.verdict import Verdict
    from flowcheck.model.inventory import Flow, Statement, Terms, Waiver
    from flowcheck.views.inventory_diff.names import Names

_VENDOR = ("id", "name", "legal_entity", "roles", "acts_as", "country", "transfer", "url",
           "has_contract", "safeguards", "at_rest")  # fmt: skip
_FLOW = ("sender", "to", "action", "data", "purpose", "subject", "source", "occasion", "condition",
         "transit", "basis")  # fmt: skip
_READING = ("kind", "actions", "box", "condition", "unless", "when", "except_", "demands", "states")
_POLICY = ("controller", "title", "document", "url", "effective", "sha256")


def vendor_changes(base: Report | None, head: Report, names: Names) -> tuple[VendorChange, ...]:
    """Return the declared vendors that came, went or changed, in the later inventory's order."""
    before = base.facts.inventory.vendors if base else {}
    after = head.facts.inventory.vendors
    old = {names.of(vendor.id): vendor for vendor in before.values()}
    found = []
    for name in dict.fromkeys((*after, *old)):
        earlier, later = old.get(name), after.get(name)
        changes = _changes(earlier, later, _VENDOR)
        if earlier is None or later is None or changes:
            found.append(VendorChange(earlier, later, changes))
    return tuple(found)


def flow_changes(base: Report | None, head: Report, names: Names) -> tuple[FlowChange, ...]:
    """Return the flows that came, went, changed or are judged otherwise."""
    old = {names.flow(flow): flow for flow in base.facts.inventory.flows} if base else {}
    new = {flow.id: flow for flow in head.facts.inventory.flows}
    found = []
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name), new.get(name)
        was, now = _verdict(base, before), _verdict(head, after)
        changes = tuple(
            change
            for change in _changes(before, after, _FLOW)
            if tuple(map(names.of, change.before)) != change.after
        )
        if before is None or after is None or was is not now or changes:
            found.append(FlowChange(before, after, was, now, changes))
    return tuple(found)


def _verdict(report: Report | None, flow: Flow | None) -> Verdict | None:
    return report.facts.verdict(flow) if report and flow else None


def statement_changes(
    base: Report | None, head: Report, names: Names
) -> tuple[StatementChange, ...]:
    """Return the statements of the policy and of rule packs that came, went or changed."""
    before, after = _statements(base), _statements(head)
    verdicts = _by_id(base, names), _by_id(head, None)
    carrying = _carried(base, names), _carried(head, None)
    found = []
    for name in dict.fromkeys((*after, *before)):
        earlier, later = before.get(name), after.get(name)
        changes = _reading_changes(earlier, later)
        if earlier is not None and later is not None and not changes:
            continue
        flows = carrying[0].get(name, ()) if earlier else carrying[1].get(name, ())
        carried = tuple((flow, verdicts[0].get(flow), verdicts[1].get(flow)) for flow in flows)
        told = later or earlier
        is_house = told is not None and not told.quotes
        found.append(StatementChange(earlier, later, changes, is_house, carried))
    return tuple(found)


def _statements(report: Report | None) -> dict[str, Statement]:
    if report is None:
        return {}
    inventory = report.facts.inventory
    return {s.id: s for s in (*inventory.policy.statements, *inventory.house_rules)}


def _by_id(report: Report | None, names: Names | None) -> dict[str, Verdict]:
    flows = report.facts.inventory.flows if report else ()
    return {
        (names.flow(flow) if names else flow.id): report.facts.verdict(flow)
        for flow in flows
        if report
    }


def _carried(report: Report | None, names: Names | None) -> dict[str, Terms]:
    if report is None:
        return {}
    return {
        name: tuple(names.flow(flow) if names else flow.id for flow in flows)
        for name, flows in reliance(report.facts).items()
    }


def _reading_changes(before: Statement | None, after: Statement | None) -> tuple[Change, ...]:
    """Return what of a statement reads otherwise: its words, its heading, what it is read as."""
    if before is None or after is None:
        return ()
    found = []
    if _said(before.quotes) != _said(after.quotes):
        found.append(Change("quote", before.quotes, after.quotes))
    if before.section != after.section:
        found.append(Change("section", _terms(before.section), _terms(after.section)))
    if any(_plain(getattr(before, key)) != _plain(getattr(after, key)) for key in _READING):
        found.append(Change("reading", _reading(before), _reading(after)))
    if before.severity != after.severity:
        found.append(Change("severity", _terms(before.severity), _terms(after.severity)))
    return tuple(found)


def _said(quotes: Iterable[str]) -> list[str]:
    return [" ".join(quote.split()) for quote in quotes]


def _plain(value: object) -> object:
    return {k: sorted(v) for k, v in value.items()} if isinstance(value, dict) else value


def _reading(statement: Statement) -> Terms:
    """Return how a statement is read, a facet a word."""
    parts = [" ".join((statement.kind, *statement.actions))]
    box = {**statement.box, **statement.when}
    parts += [f"{facet}: {', '.join(terms)}" for facet, terms in box.items()]
    parts += [f"except {f}: {', '.join(t)}" for f, t in (statement.except_ or {}).items()]
    parts += [f"{d.attribute}: {', '.join(d.terms) or d.max_text or 'present'}"
              for d in statement.demands]  # fmt: skip
    parts += [f"under {name}" for name in sorted(statement.condition)]
    parts += [f"unless {name}" for name in sorted(statement.unless)]
    return tuple(parts)


def policy_changes(base: Report | None, head: Report) -> tuple[Change, ...]:
    """Return what changed of the policy's record and of its text."""
    before = base.facts.inventory.policy if base else None
    return _changes(before, head.facts.inventory.policy, _POLICY)


def waiver_changes(base: Report | None, head: Report) -> tuple[WaiverChange, ...]:
    """Return the waivers that were added, removed or changed."""
    before = _waivers(base.facts.inventory.waivers if base else ())
    after = _waivers(head.facts.inventory.waivers)
    found = []
    for key in dict.fromkeys((*after, *before)):
        earlier, later = before.get(key), after.get(key)
        if earlier and later and _terms_of(earlier) == _terms_of(later):
            continue
        lifts = sum(
            f.waiver == _terms_of(later) and f.code == later.rule for f in head.findings
        ) if later else 0  # fmt: skip
        found.append(WaiverChange(earlier, later, lifts))
    return tuple(found)


def _waivers(waivers: Sequence[Waiver]) -> dict[tuple[object, ...], Waiver]:
    found: dict[tuple[object, ...], Waiver] = {}
    for waiver in waivers:
        key = (waiver.rule, *sorted(waiver.targets.items()))
        number = sum(known[: len(key)] == key for known in found)
        found[(*key, number) if number else key] = waiver
    return found


def _terms_of(waiver: Waiver) -> tuple[str, str, str]:
    return waiver.reason, waiver.owner, waiver.until.isoformat()


def _changes(before: object, after: object, keys: Iterable[str]) -> tuple[Change, ...]:
    """Return what two records say otherwise of some keys; () where one is missing."""
    if before is None or after is None:
        return ()
    values = ((key, getattr(before, key), getattr(after, key)) for key in keys)
    return tuple(Change(key, _terms(old), _terms(new)) for key, old, new in values if old != new)


def _terms(value: object) -> Terms:
    """Return a value of a record as terms; () for none."""
    if isinstance(value, tuple):
        return value
    if value is None or value == "":
        return ()
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    return (value.isoformat() if isinstance(value, dt.date) else str(value),)
