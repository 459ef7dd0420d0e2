"""Waivers: each names one rule and what it is waived for, and dangles nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.errors import did_you_mean
from flowcheck.model.finding import is_liftable
from flowcheck.model.inventory import Waiver
from flowcheck.rule import selects
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowcheck.model import schema
    from flowcheck.model.source import Address
    from flowcheck.project.decisions import CataloguedVendors
    from flowcheck.project.located import Sources
    from flowcheck.project.terms import TermReader

TARGETS = ("flow", "system", "store", "vendor", "statement", "term")


def read_waivers(
    raw: Sequence[tuple[schema.Waiver, Address]],
    known: Mapping[str, Sequence[str]],
    catalogued: CataloguedVendors,
    terms: TermReader,
) -> tuple[Waiver, ...]:
    """Return the waivers, their rule as a code.

    Args:
        raw: The declared waivers with their addresses.
        known: Ids of flows, systems, stores, vendors and statements, by the waiver's key.
        catalogued: The vendors that code may show, though the inventory does not declare them.
        terms: Looks terms up, and collects the problems: unknown rules and targets, a waiver for
            everything.
    """
    names = {key: frozenset(ids) for key, ids in known.items()}
    facets = terms.vocabulary.facets
    names["term"] = frozenset(term for facet in facets.values() for term in facet.terms)
    found = []
    for waiver, address in raw:
        targets = {key: getattr(waiver, key) for key in TARGETS if getattr(waiver, key)}
        for key, name in targets.items():
            seen = key == "vendor" and name not in names[key] and name in catalogued.ids
            if name not in names[key] and not seen and not _may_come(key, name, terms.sources):
                terms.sources.add(
                    address.child(key),
                    f"the waiver is for the {key} `{name}`, which does not exist",
                    "a waiver that dangles would one day waive something else",
                    (_meant(key, name, names) if terms.sources.may_hint() else "")
                    or "remove the waiver, or name what it is for",
                )
        if not targets:
            terms.sources.add(
                address.child("rule"),
                "the waiver names nothing that it is for",
                "a rule waived everywhere is a rule switched off: that belongs in `flowcheck.yaml`",
                "add `flow:`, `system:`, `store:`, `vendor:`, `statement:` or `term:`",
            )
        code = _code(waiver.rule, address.child("rule"), terms.sources)
        found.append(Waiver(address, code, targets, waiver.reason, waiver.owner, waiver.until))
    return tuple(found)


def _may_come(key: str, name: str, sources: Sources) -> bool:
    """Tell whether a target may stand in a file not read; the id of a flow may be made there."""
    return sources.incomplete if key == "flow" else sources.may_declare(name)


def _meant(key: str, name: str, names: Mapping[str, frozenset[str]]) -> str:
    elsewhere = [other for other in TARGETS if other != key and name in names[other]]
    if elsewhere:
        return f"`{name}` is a {elsewhere[0]}: write `{elsewhere[0]}: {name}`"
    return did_you_mean(name, names[key])


def _code(name: str, address: Address, sources: Sources) -> str:
    rules = all_rules()
    for rule in rules:
        if name.upper() == rule.code or name == rule.name:
            if not is_liftable(rule.code):
                sources.add(
                    address,
                    f"a waiver of {rule.code} {rule.name} has no effect",
                    "a waiver cannot answer for another one",
                    "remove it, and mend the waiver that the finding is about",
                )
            return rule.code
    spellings = [rule.name for rule in rules]  # codes tell nothing by likeness
    one = "a waiver is for one rule: give its full code or name, as `flowcheck explain` lists them"
    several = any(selects(name, rule) for rule in rules)
    sources.add(
        address,
        f"`{name}` means several rules" if several else f"`{name}` is no rule",
        "nobody could say what it lifts" if several else "the waiver would lift nothing",
        one if several else did_you_mean(name, spellings) or one,
    )
    return name
