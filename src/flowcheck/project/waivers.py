"""Waivers: each names one rule and what it is waived for, and dangles nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.errors import did_you_mean
from flowcheck.model.inventory import Waiver
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowcheck.model import schema
    from flowcheck.model.source import Address
    from flowcheck.project.located import Sources

TARGETS = ("flow", "system", "vendor", "statement", "term")


def read_waivers(
    raw: Sequence[tuple[schema.Waiver, Address]],
    known: Mapping[str, Sequence[str]],
    sources: Sources,
) -> tuple[Waiver, ...]:
    """Return the waivers, their rule as a code.

    Args:
        raw: The declared waivers with their addresses.
        known: Ids of flows, systems, vendors, statements and terms, by the waiver's key.
        sources: Collects the problems: unknown rules and targets, a waiver for everything.
    """
    found = []
    for waiver, address in raw:
        targets = {key: getattr(waiver, key) for key in TARGETS if getattr(waiver, key)}
        for key, name in targets.items():
            if name not in known[key]:
                sources.add(
                    address.child(key),
                    f"the waiver is for the {key} `{name}`, which does not exist",
                    "a waiver that dangles would one day waive something else",
                    did_you_mean(name, known[key]) or "remove the waiver, or name what it is for",
                )
        if not targets:
            sources.add(
                address.child("rule"),
                "the waiver names nothing that it is for",
                "a rule waived everywhere is a rule switched off: that belongs in `flowcheck.yaml`",
                "add `flow:`, `system:`, `vendor:`, `statement:` or `term:`",
            )
        found.append(
            Waiver(
                address,
                _code(waiver.rule, address.child("rule"), sources),
                targets,
                waiver.reason,
                waiver.owner,
                waiver.until,
            )
        )
    return tuple(found)


def _code(name: str, address: Address, sources: Sources) -> str:
    rules = all_rules()
    for rule in rules:
        if name.upper() == rule.code or name == rule.name:
            return rule.code
    spellings = [word for rule in rules for word in (rule.code, rule.name)]
    sources.add(
        address,
        f"`{name}` is no rule",
        "the waiver would lift nothing",
        did_you_mean(name, spellings) or "give one code or name; `flowcheck explain` lists them",
    )
    return name
