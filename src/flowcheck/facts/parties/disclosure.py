"""Where the policy discloses the category of a vendor that code shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.facts.words import coded, plain
from flowcheck.model.claim import SHARE

if TYPE_CHECKING:
    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Statement
    from flowcheck.model.vocabulary import Facet


class Disclosure(Struct, frozen=True, gc=False):
    """What the policy says of sharing with parties of a category.

    Attributes:
        category: The category.
        statement: What says most of it.
        note: What that means for the category, as a predicate: "discloses a payment processor".
        discloses: Whether it permits such sharing in words that say enough.
    """

    category: str
    statement: Statement
    note: str
    discloses: bool


def disclosure(facts: Facts, category: str) -> Disclosure | None:
    """Return where the policy discloses a category; None where it says nothing of it."""
    lattice = facts.vocabulary["recipient"]
    if category not in lattice.terms:
        return None
    above = lattice.above(category)
    for deny in facts.policy.denies:
        denied = [term for term in deny.box.get("recipient", ()) if term in above]
        if SHARE in deny.actions and denied and "data" not in deny.box:
            note = f"rules out sharing with {plain(facts, 'recipient', denied[0])}"
            return Disclosure(category, deny, note, discloses=False)
    found: list[tuple[bool, int, int, str, Statement]] = []
    for order, permit in enumerate(facts.policy.permits):
        if SHARE not in permit.actions:
            continue
        terms = permit.box.get("recipient", (lattice.root,))
        found += [
            (_says_little(lattice, term), above[term], order, term, permit)
            for term in terms
            if term in above
        ]
    if not found:
        return None
    generic, _, _, term, permit = min(found, key=lambda one: one[:3])
    return Disclosure(category, permit, _note(facts, term, permit, generic=generic), not generic)


def _says_little(lattice: Facet, term: str) -> bool:
    return lattice.terms[term].generic or term == lattice.root


def _note(facts: Facts, term: str, permit: Statement, *, generic: bool) -> str:
    lattice = facts.vocabulary["recipient"]
    word = plain(facts, "recipient", term)
    if generic:
        return f"says no more than {word} (`{term}`), which discloses nothing clearly"
    named = [
        one
        for one in permit.box.get("recipient", ())
        if lattice.terms[one].is_vendor and term in lattice.above(one)
    ]
    naming = f", and names {coded(named)}" if named else ""
    return f"discloses the category {word} (`{term}`){naming}"
