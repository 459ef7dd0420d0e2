"""`flowcheck explain`: a rule's page, a flow's proof, or what a statement says and carries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flowcheck.cli.choices import choose
from flowcheck.cli.output import emit, look
from flowcheck.errors import UsageError, did_you_mean
from flowcheck.rule import selects
from flowcheck.rules import all_rules, find_rule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flowcheck.rule import Rule


def explain(what: str | None, root: Path, *, format_: str, output: Path | None) -> int:
    """Write a rule's page, a flow's proof, or the list of rules.

    Raises:
        UsageError: It is neither a rule nor a flow of the project.
    """
    choose("--format", format_, ("text", "json"))
    if what is None:
        emit(_rules(all_rules(), format_), output)
        return 0
    rule = find_rule(what)
    if rule is not None:
        page = {"code": rule.code, "name": rule.name, "severity": rule.severity, "page": rule.page}
        emit(_json(page) if format_ == "json" else rule.page, output)
        return 0
    group = [rule for rule in all_rules() if selects(what, rule)]
    if group:
        emit(_rules(group, format_), output)
        return 0
    emit(_declared(what, root, format_, to_file=output is not None), output)
    return 0


def _declared(what: str, root: Path, format_: str, *, to_file: bool) -> str:
    from flowcheck.project import load
    from flowcheck.render.proof import proof_json, proof_text
    from flowcheck.render.statement import statement_json, statement_text

    project = load(root)
    facts = project.facts
    flow = next((flow for flow in facts.inventory.flows if flow.id == what), None)
    statement = facts.statement(what) if flow is None else None
    if statement is not None:
        if format_ == "json":
            return statement_json(facts, statement)
        return statement_text(facts, statement, look(to_file=to_file))
    if flow is None:
        known = [flow.id for flow in facts.inventory.flows]
        names = [rule.name for rule in all_rules()]
        hint = did_you_mean(what, [*names, *known]) or (
            "`flowcheck explain` lists the rules, `flowcheck lint` names the flows"
        )
        raise UsageError(f"`{what}` is no rule, flow or statement of this project; {hint}")
    if format_ == "json":
        return proof_json(facts, flow)
    return proof_text(project.lint(), flow, look(to_file=to_file))


def _rules(rules: Sequence[Rule], format_: str) -> str:
    if format_ == "json":
        return _json([{"code": r.code, "name": r.name, "severity": r.severity} for r in rules])
    return "".join(f"{r.code} {r.name:26} {r.severity:8} {r.title}\n" for r in rules)


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
