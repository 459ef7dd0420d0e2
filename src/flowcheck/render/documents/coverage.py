"""What of the policy is modelled, and what rests on it: every passage, every statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.judge.promises import Outcome
from flowcheck.render.documents import Cell, Column, Document, Item, Table
from flowcheck.render.documents.head import document as with_head
from flowcheck.render.documents.items import flow_ids
from flowcheck.views.coverage import Covered, Used, covered, used

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.model.inventory import Flow

_PASSAGES = (
    Column("line", "Line", 7, many=False),
    Column("passage", "Passage", 90, many=False),
    Column("statements", "Modelled by", 50, none="no statement", join="; "),
    Column("status", "Status", 40, many=False),
    Column("relying", "Flows that rest on it", 14, many=False),
)
_STATEMENTS = (
    Column("statement", "Statement", 24, many=False),
    Column("kind", "What it does", 14, many=False),
    Column("section", "Section", 26, many=False),
    Column("lines", "Lines", 12, join="; "),
    Column("status", "Status", 40, many=False),
    Column("flows", "Flows that rest on it", 90, none="none", join="; "),
)
_CHECKED = ("Each passage of the text was looked for in the quotes of the statements.",)
_UNCHECKED = ("Whether the text given is the one that is published.",)
_ROLES = {"permit": "permits", "deny": "denies", "require": "promises", "states": "states"}
MODELLED, PARTLY, UNMODELLED = "modelled", "partly modelled", "not modelled"


def document(report: Report) -> Document:
    """Return both tables, and what is unused or unmodelled apart."""
    facts = report.facts
    statements = used(facts)
    flows = {found.statement.id: found.flows for found in statements}
    passages = covered(facts)
    counts = {found.passage.range.start: _relying(found, flows) for found in passages}
    rows = tuple(_passage(found, counts[found.passage.range.start]) for found in passages)
    gaps = tuple(row for row, found in zip(rows, passages, strict=True) if found.gap)
    idle = tuple(_statement(found) for found in statements if found.unused)
    return with_head(
        report,
        "coverage",
        "Coverage of the privacy policy",
        Table("passages", "Passages", _PASSAGES, rows),
        Table("unmodelled", "Text that no statement models", _PASSAGES, gaps),
        Table("unused", "Disclosures and promises that nothing uses", _STATEMENTS, idle),
        Table("statements", "Statements", _STATEMENTS, tuple(map(_statement, statements))),
        checked=_CHECKED,
        unchecked=_UNCHECKED,
    )


def _relying(found: Covered, flows: dict[str, tuple[Flow, ...]]) -> int:
    return len({id(flow) for s in found.statements for flow in flows[s.id]})


def _passage(found: Covered, relying: int) -> tuple[Cell, ...]:
    return (
        (Item(str(found.line), found.line),),
        (Item(found.passage.text, found.passage.text),),
        tuple(Item(f"{s.id} ({_ROLES[s.kind]})", s.id) for s in found.statements),
        (_status(found),),
        (Item(str(relying), relying),),
    )


def _status(found: Covered) -> Item:
    if found.gap and found.statements:
        return Item(f'{PARTLY}: nothing quotes "{found.gap}"', PARTLY)
    if found.gap:
        return Item(UNMODELLED, UNMODELLED)
    if found.statements:
        return Item(MODELLED, MODELLED)
    return Item("heading of a section", "heading") if found.heading else Item(*_REWRITTEN)


_REWRITTEN = ("a statement quotes other words (FC501)", "rewritten")


def _statement(found: Used) -> tuple[Cell, ...]:
    statement = found.statement
    lines = [Item(str(line) if line else "not in the text", line) for line in found.lines]
    return (
        (Item(statement.id, statement.id),),
        (_kind(found),),
        (Item(statement.section, statement.section),) if statement.section else (),
        tuple(lines),
        (_use(found),),
        flow_ids(found.flows),
    )


def _kind(found: Used) -> Item:
    statement = found.statement
    what = statement.states or ", ".join(statement.actions)
    what = what or ", ".join(demand.attribute for demand in statement.demands)
    return Item(f"{_ROLES[statement.kind]} {what}", statement.kind)


def _use(found: Used) -> Item:
    """Return whether a statement is in use, and how promises are kept."""
    kind = found.statement.kind
    if 0 in found.lines:
        return Item("its quote is not in the text (FC501)", "stale")
    if found.unused:
        return Item("unused: no declared flow or record has to do with it", "unused")
    if kind == "states":
        return Item("restricts no flow", "states")
    if kind == "require":
        counts = {outcome.value: found.outcomes.get(outcome, 0) for outcome in Outcome}
        words = ", ".join(f"{number} {name}" for name, number in counts.items() if number)
        return Item(f"held against records: {words}", counts)
    if found.flows:
        return Item("in use", "used")
    return Item("decides no flow", "idle")
