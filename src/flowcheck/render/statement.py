"""A statement for people: where it stands, what it says, how it is read and what rests on it."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING

from flowcheck.render.frame import Pen, printable
from flowcheck.views.proof import Source, source_of
from flowcheck.views.reliance import relying_flows

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Statement
    from flowcheck.render import Look


def statement_json(facts: Facts, statement: Statement) -> str:
    """Return the same as JSON."""
    source = source_of(facts, statement, "")
    value = {
        "version": 1,
        "statement": statement.id,
        "kind": statement.kind,
        "actions": list(statement.actions),
        "box": {facet: list(terms) for facet, terms in statement.box.items()},
        "condition": sorted(statement.condition),
        "unless": sorted(statement.unless),
        "quote": statement.quote,
        "path": source.document,
        "line": source.line,
        "column": source.column,
        "note": statement.note,
        "flows": [flow.id for flow in relying_flows(facts, statement)],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def statement_text(facts: Facts, statement: Statement, look: Look) -> str:
    """Return a statement of the policy or of a rule pack, and the flows that it decides."""
    pen = Pen(look.color)
    declared = f"declared in {statement.address.path}"
    if statement.quotes:
        role = {"require": "promises", "states": "states"}.get(statement.kind, f"{statement.kind}s")
        role = "denies" if role == "denys" else role
        lines = source_lines(source_of(facts, statement, role), pen, look.width)
    else:
        title = statement.title or statement.note
        lines = [f"  {statement.id} is a rule of the organisation: {printable(title)}"]
        lines += [f"      {statement.article}"] if statement.article else []
    demands = [
        f"{d.attribute}: {', '.join(d.terms) or d.max_text or 'present'}" for d in statement.demands
    ]
    lines += [f"      demands {demand}" for demand in demands]
    lines.append(f"  {declared}")
    if statement.kind in ("permit", "deny") and statement.quotes:
        flows = [flow.id for flow in relying_flows(facts, statement)]
        lines.append(f"  flows that rest on it: {len(flows)}")
        lines += [
            f"      {line}"
            for line in wrap(", ".join(flows), max(40, look.width - 6), break_on_hyphens=False)
        ]
    return "\n".join(lines) + "\n"


def source_lines(source: Source, pen: Pen, width: int) -> list[str]:
    """Return a statement as a proof shows it: its place, its words and how they are read."""
    statement = source.statement
    where = f"{source.document}:{source.line}:{source.column}"
    if not source.line:
        where = pen("error", f"QUOTE NOT FOUND in {source.document}")
    section = f', "{statement.section}"' if statement.section else ""
    lines = [f"  {statement.id} {source.role} -- {where}{section}"]
    room = max(40, width - 6)
    quote = wrap(f'"{printable(statement.quote)}"', room, break_long_words=False)
    lines += [f"      {pen('policy', line)}" for line in quote]
    read = reading(statement)
    if statement.note:
        read += f". {printable(statement.note)}"
    lines += [f"      {line}" for line in wrap(read, room)]
    return lines


def reading(statement: Statement) -> str:
    """Return how a statement is read: its kind, its facets and its conditions."""
    box = statement.when if statement.kind == "require" else statement.box
    said = "; ".join(f"{facet} {', '.join(terms)}" for facet, terms in box.items())
    head = " ".join((statement.kind, ", ".join(statement.actions))).strip()
    read = f"read as: {head}: {said}" if said else f"read as: {head}"
    if statement.condition or statement.unless:
        word = "unless" if statement.unless else "under"
        read += f"; {word} {', '.join(sorted(statement.condition | statement.unless))}"
    return read
