"""The parts of a schema that have a name: terms, whom data goes to, rules, severities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.model.claim import SHARE, USE
from flowcheck.model.inventory import COLLECTED
from flowcheck.model.vocabulary import FACETS
from flowcheck.views.json_schema.known import rules, selectors
from flowcheck.views.json_schema.words import (
    Part,
    code_or_name,
    code_pattern,
    either,
    enum,
    ref,
    suggested,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowcheck.views.json_schema.known import Known

_NO_RULE = "This is no rule: `flowcheck explain` lists them."
_GRADES = {
    "error": "Fails a run.",
    "warning": "Is told; fails a run with `fail_on: warning`.",
    "info": "Is told; fails a run with `fail_on: info`.",
    "off": "Is not told.",
}


class Definitions:
    """The named parts of one schema, each made when something first refers to it.

    Attributes:
        known: What can be offered.
        parts: What was made, by name.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.parts: dict[str, Part] = {}

    def define(self, name: str, make: Callable[[], Part]) -> Part:
        """Return a reference to a part, made where it is not there yet."""
        if name not in self.parts:
            self.parts[name] = {}  # a part may refer to itself
            self.parts[name] = make()
        return ref(name)

    def term(self, facet: str) -> Part:
        """Return the schema of a term; among the recipients it may be a new vendor too."""
        if facet == "recipient":
            return self.define(
                facet, lambda: suggested(self.role(), enum(self.known.named("vendor")))
            )
        return self.define(facet, lambda: self._terms(facet))

    def role(self) -> Part:
        """Return the schema of a recipient term that is no vendor."""
        return self.define("role", lambda: self._terms("recipient"))

    def parent(self, facet: str) -> Part:
        """Return the schema of a term's parent, which may be one of the project's new terms."""
        return suggested(self.role() if facet == "recipient" else self.term(facet))

    def disclosed_data(self) -> Part:
        """Return the schema of data in a statement: a term, or `collected`."""
        told = "What the `permit: collect` statements name."
        data = self.term("data")
        return self.define("disclosed_data", lambda: either(COLLECTED, told, data))

    def receiver(self) -> Part:
        """Return the schema of whom a flow goes to, who may be new."""
        systems = enum(self.known.named("system"))
        return self.define("receiver", lambda: suggested(systems, self.term("recipient")))

    def flow_action(self) -> Part:
        """Return the schema of what a flow can be: a use, a share or what is below it."""
        shares = self.known.vocabulary["action"].below(SHARE)
        told = self.known.terms("action")
        offers = {name: told[name] for name in told if name == USE or name in shares}
        return self.define("flow_action", lambda: enum(offers))

    def target(self, kind: str) -> Part:
        """Return the schema of what a waiver is for."""
        if kind == "term":
            return suggested(*map(self.term, FACETS))
        return suggested(enum(self.known.named(kind)))

    def rule(self) -> Part:
        """Return the schema of one rule that can be waived; no waiver answers for another."""
        return self.define("rule", lambda: code_or_name(rules(but="FC4"), _NO_RULE))

    def selector(self) -> Part:
        """Return the schema of what selects rules."""
        return self.define("selector", lambda: code_or_name(selectors(), _NO_RULE))

    def severities(self) -> Part:
        """Return the schema of severities by what selects rules."""
        grade = self.define("grade", lambda: enum(_GRADES))
        known = selectors()
        return self.define(
            "severities",
            lambda: {
                "type": "object",
                "properties": {
                    name: {"description": told, **grade} for name, told in known.items()
                },
                "patternProperties": {code_pattern(known): grade},
                "additionalProperties": False,
            },
        )

    def _terms(self, facet: str) -> Part:
        told = (
            f"This is no term of {facet} known here. `flowcheck vocabulary` finds the right one; "
            "`flowcheck schema` learns those that are new."
        )
        return enum(self.known.terms(facet), told)
