"""What a schema can offer: terms and ids, each with what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowcheck.model.vocabulary import Term, Vocabulary

Offers = dict[str, str]
"""Words that may stand at a place, each with what it means."""

_PREFIXES = range(2, 5)


class Known(Struct, frozen=True):
    """What is known where a schema is made.

    Attributes:
        vocabulary: The terms: built-in, the project's own, its vendors.
        ids: Names by id of the flows, systems, stores and statements, by the waiver's key.
    """

    vocabulary: Vocabulary
    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def terms(self, facet: str) -> Offers:
        """Return the terms of a facet, without the vendors."""
        terms = self.vocabulary[facet].terms.values()
        return {term.id: _meaning(term) for term in terms if not term.is_vendor}

    def named(self, kind: str) -> Offers:
        """Return the ids of a kind of record."""
        if kind != "vendor":
            return dict(self.ids.get(kind, {}))
        recipients = self.vocabulary["recipient"]
        return {
            term.id: f"{term.label}: {', '.join(map(recipients.label, term.parents))}"
            for term in recipients.terms.values()
            if term.is_vendor
        }


def _meaning(term: Term) -> str:
    told = f"{term.label}: {term.definition}" if term.definition else term.label
    return f"{told} Too general to disclose anything clearly." if term.generic else told


def rules(*, but: str = "-") -> Offers:
    """Return the codes and names of the rules, without those whose code starts in some way."""
    found = [rule for rule in all_rules() if not rule.code.startswith(but)]
    codes = {rule.code: f"{rule.name}: {rule.title}" for rule in found}
    return codes | {rule.name: f"{rule.code}: {rule.title}" for rule in found}


def selectors() -> Offers:
    """Return all that selects rules: `all`, prefixes of codes, codes and names."""
    starts = dict.fromkeys(rule.code[:length] for length in _PREFIXES for rule in all_rules())
    prefixes = {start: f"Every rule whose code starts with {start}." for start in sorted(starts)}
    return {"all": "Every rule."} | prefixes | rules()
