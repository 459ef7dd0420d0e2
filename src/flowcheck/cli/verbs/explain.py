"""`flowcheck explain`: a rule's page, a flow's proof, a statement, or the flows of a party."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from flowcheck.cli.files import format_option, output
from flowcheck.cli.options import complete_rules, root, run_options, starting
from flowcheck.errors import InputError, UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

    from flowcheck.cli.output import Manner
    from flowcheck.rule import Rule


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from flowcheck.project import load

    found = complete_rules(ctx, param, incomplete)
    with suppress(InputError):
        inventory = load(ctx.params.get("root") or ".").inventory
        statements = (*inventory.policy.statements, *inventory.house_rules)
        declared = {flow.id: "flow" for flow in inventory.flows}
        declared |= {statement.id: "statement" for statement in statements}
        declared |= dict.fromkeys(inventory.systems, "system")
        declared |= dict.fromkeys(inventory.vendors, "vendor")
        found += starting(incomplete, declared)
    return found


@click.command(
    short_help="Show a rule's page, a flow's proof, or a statement.",
    epilog="\b\nExamples:\n  flowcheck explain FC103\n  flowcheck explain billing-charge",
)
@click.argument("what", required=False, shell_complete=_complete)
@root
@format_option("text", "json")
@output
@run_options
def command(manner: Manner, what: str | None, root: str, format_: str, output: str | None) -> int:
    """Show a rule's page, the proof of a flow, or what a statement says and carries.

    WHAT is a rule by code, prefix or name, a flow, or a statement; of a system or a vendor it lists
    the flows. None lists the rules.
    """
    from flowcheck.cli.output import emit
    from flowcheck.rule import selects
    from flowcheck.rules import all_rules, find_rule

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
    emit(_declared(manner, what, root, format_, to_file=output is not None), output)
    return 0


def _declared(manner: Manner, what: str, root: str, format_: str, *, to_file: bool) -> str:
    from flowcheck.project import load
    from flowcheck.render.party import party_json, party_kind, party_text
    from flowcheck.render.proof import proof_json, proof_text
    from flowcheck.render.statement import statement_json, statement_text
    from flowcheck.rules import all_rules
    from flowcheck.views.baseline import Baseline

    project = load(root)
    facts = project.facts
    flow = next((flow for flow in facts.inventory.flows if flow.id == what), None)
    statement = facts.statement(what) if flow is None else None
    if statement is not None:
        if format_ == "json":
            return statement_json(facts, statement)
        return statement_text(facts, statement, manner.look(root, to_file=to_file))
    if flow is None and party_kind(facts, what):
        if format_ == "json":
            return party_json(facts, what)
        return party_text(facts, what, manner.look(root, to_file=to_file))
    if flow is None:
        known = [flow.id for flow in facts.inventory.flows]
        names = [rule.name for rule in all_rules()]
        hint = did_you_mean(what, [*names, *known]) or (
            "`flowcheck explain` lists the rules, `flowcheck lint` names the flows"
        )
        raise UsageError(
            f"`{what}` is no rule, flow, statement, system or vendor of this project; {hint}"
        )
    if format_ == "json":
        return proof_json(facts, flow)
    return proof_text(project.lint(baseline=Baseline()), flow, manner.look(root, to_file=to_file))


def _rules(rules: Sequence[Rule], format_: str) -> str:
    if format_ == "json":
        return _json([{"code": r.code, "name": r.name, "severity": r.severity} for r in rules])
    return "".join(f"{r.code} {r.name:26} {r.severity:8} {r.title}\n" for r in rules)


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
