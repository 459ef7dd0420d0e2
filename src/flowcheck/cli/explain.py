"""`flowcheck explain`: a rule's page, or a flow's proof."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flowcheck.cli.choices import choose
from flowcheck.cli.output import emit, look
from flowcheck.errors import UsageError, did_you_mean
from flowcheck.rules import all_rules, find_rule

if TYPE_CHECKING:
    from pathlib import Path


def explain(what: str | None, root: Path, *, format_: str, output: Path | None) -> int:
    """Write a rule's page, a flow's proof, or the list of rules.

    Raises:
        UsageError: It is neither a rule nor a flow of the project.
    """
    choose("--format", format_, ("text", "json"))
    if what is None:
        emit(_rules(format_), output)
        return 0
    rule = find_rule(what)
    if rule is not None:
        page = {"code": rule.code, "name": rule.name, "severity": rule.severity, "page": rule.page}
        emit(_json(page) if format_ == "json" else rule.page, output)
        return 0
    emit(_flow(what, root, format_, to_file=output is not None), output)
    return 0


def _flow(what: str, root: Path, format_: str, *, to_file: bool) -> str:
    from flowcheck.project import load
    from flowcheck.render.proof import proof_json, proof_text

    project = load(root)
    facts = project.facts
    flow = next((flow for flow in facts.inventory.flows if flow.id == what), None)
    if flow is None:
        known = [flow.id for flow in facts.inventory.flows]
        names = [rule.name for rule in all_rules()]
        hint = did_you_mean(what, [*names, *known]) or (
            "`flowcheck explain` lists the rules, `flowcheck lint` names the flows"
        )
        raise UsageError(f"`{what}` is neither a rule nor a flow of this project; {hint}")
    if format_ == "json":
        return proof_json(facts, flow)
    return proof_text(project.lint(), flow, look(to_file=to_file))


def _rules(format_: str) -> str:
    rules = all_rules()
    if format_ == "json":
        return _json([{"code": r.code, "name": r.name, "severity": r.severity} for r in rules])
    return "".join(f"{r.code} {r.name:26} {r.severity:8} {r.title}\n" for r in rules)


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
