"""How facts are put into words: labels of terms, lists, verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow, Statement

_VERBS = {"collect": "collecting", "use": "using", "share": "sharing", "sell": "selling"}
_VERBS |= {"rent": "renting out", "trade": "trading"}
_COUNTRY = 2
"""Letters of a country's id."""


def doing(action: str) -> str:
    """Return an action as a verb form: "sharing"."""
    return _VERBS.get(action, f"`{action}` of")


def listed(words: Sequence[str], most: int = 4, last: str = "and") -> str:
    """Return words as "a, b and c", or "a, b, c and 5 more"; never "and 1 more"."""
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def coded(names: Iterable[str], last: str = "and") -> str:
    """Return ids as "`a`, `b` and `c`"."""
    return listed([f"`{name}`" for name in names], last=last)


def plain(facts: Facts, facet: str, term: str) -> str:
    """Return a term's label as it stands inside a sentence: "payment card", "IP address"."""
    entry = facts.vocabulary[facet].terms.get(term)
    if entry is None:
        return f"`{term}`"
    is_name = facet == "region" and (len(term) == _COUNTRY or entry.label.istitle())
    keeps = is_name or entry.is_vendor or any(letter.isupper() for letter in entry.label[1:2])
    return entry.label if keeps else entry.label[:1].lower() + entry.label[1:]


def named(facts: Facts, facet: str, term: str | None) -> str:
    """Return a term as people know it, with its id: "payment card (`payment_card`)"."""
    if term is None:
        return f"an undeclared {facet}"
    return f"{plain(facts, facet, term)} (`{term}`)"


def data_words(facts: Facts, terms: Sequence[str]) -> str:
    """Return data terms as words: "email address, IP address and 3 more"."""
    return listed([plain(facts, "data", term) for term in terms], 2)


def party(facts: Facts, flow: Flow) -> str:
    """Return the receiver of a flow with what it is: "Sentry, an error monitoring provider"."""
    term = facts.vocabulary["recipient"].terms.get(flow.to)
    if term is None or not term.is_vendor:
        return named(facts, "recipient", flow.to) if term else facts.name(flow.to)
    roles = listed([plain(facts, "recipient", role) for role in term.parents])
    article = "an" if roles[:1].lower() in "aeiou" else "a"
    return f"{term.label}, {article} {roles} (`{flow.to}`)"


def reaching(action: str) -> str:
    """Return the preposition between an action and its recipient: "sharing with", "selling to"."""
    return "with" if action == "share" else "to"


def quoted(statement: Statement, most: int = 110) -> str:
    """Return a statement's quote in quotation marks, cut at a word."""
    text = cut(statement.quote, most)
    return f'"{text}"' if text else f"rule `{statement.id}`"


def cut(text: str, most: int) -> str:
    """Return a text of at most about so many characters, cut at a word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " ..."
