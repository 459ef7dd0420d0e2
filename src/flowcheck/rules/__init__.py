"""The rules: one module each, whose docstring is its page. A new module here is a new rule."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from flowcheck.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of this folder, by code."""
    found = []
    for module in iter_modules(__path__):
        rule = getattr(import_module(f"{__name__}.{module.name}"), "RULE", None)
        if isinstance(rule, Rule):
            found.append(rule)
    return tuple(sorted(found, key=lambda rule: rule.code))


def find_rule(name: str) -> Rule | None:
    """Return a rule by its code, in either case, or its name."""
    return next((r for r in all_rules() if name.upper() == r.code or name == r.name), None)
