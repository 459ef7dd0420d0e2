"""The vocabulary for people, as trees, and for programs."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING

from flowcheck.model.vocabulary import FACETS
from flowcheck.render.frame import Pen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.model.vocabulary import Facet, Term, Vocabulary
    from flowcheck.render import Look
    from flowcheck.views.vocabulary import Hit

_MOST_SHOWN = 3
_MOST_LISTED = 40
_MOST_AFTER_CARDS = 12
_MENTION = 3


def facet_text(vocabulary: Vocabulary, facet: str | None, look: Look) -> str:
    """Return a facet's whole tree, or the list of facets."""
    pen = Pen(look.color)
    if facet is None:
        lines = [
            "Facets; `flowcheck vocabulary FACET` shows its tree, `... WORD` searches all of them,",
            "`... FACET WORD` one",
            "",
        ]
        for name in FACETS:
            lattice = vocabulary[name]
            lines.append(
                f"{pen('bold', f'{name:10}')} {len(lattice.terms):5} terms  root {lattice.root}"
            )
        return "\n".join(lines) + "\n"
    return "\n".join(_tree(vocabulary[facet], vocabulary[facet].root, pen)) + "\n"


def hits_text(vocabulary: Vocabulary, hits: tuple[Hit, ...], look: Look) -> str:
    """Return the card of each term that was meant, and a list of the others."""
    pen = Pen(look.color)
    lines: list[str] = []
    best = [hit for hit in hits if hit.rank <= 1]
    cards = (best or list(hits))[:_MOST_SHOWN] if len(best or hits) <= _MOST_SHOWN else []
    for hit in cards:
        lines += [*([""] if lines else []), *_card(vocabulary[hit.facet], hit.term, pen, look)]
    lines += _list([hit for hit in hits if hit not in cards], pen, after_cards=bool(cards))
    return "\n".join(lines) + "\n"


def _list(hits: list[Hit], pen: Pen, *, after_cards: bool) -> list[str]:
    """Return a line a hit, aligned; after the cards of what was meant, only the near ones."""
    shown = [hit for hit in hits if hit.rank < _MENTION or not after_cards]
    most = _MOST_AFTER_CARDS if after_cards else _MOST_LISTED
    width = max((len(hit.term.id) for hit in shown[:most]), default=0)
    lines = ["", "more matches:"] if after_cards and shown else []
    for hit in shown[:most]:
        space = " " * (width - len(hit.term.id))
        lines.append(f"{hit.facet:10} {pen('bold', hit.term.id)}{space}  {hit.term.label}")
    if len(shown) > most:
        lines.append(f"... and {len(shown) - most} more; use a longer word")
    return lines


def _tree(lattice: Facet, root: str, pen: Pen) -> list[str]:
    """Return a term and all below it; a term with several parents stands under each."""
    lines = []
    stack = [(root, "", "")]
    while stack:
        name, lead, rest = stack.pop()
        lines.append(f"{lead}{pen('bold', name)}{_flags(lattice.terms[name])}")
        children = lattice.children(name)
        for index, child in reversed(list(enumerate(children))):
            last = index == len(children) - 1
            stack.append(
                (child, rest + ("`-- " if last else "|-- "), rest + ("    " if last else "|   "))
            )
    return lines


def _flags(term: Term) -> str:
    flags = [
        flag for flag in ("generic" if term.generic else "", term.special.replace("_", " ")) if flag
    ]
    return f"  [{', '.join(flags)}]" if flags else ""


def _card(lattice: Facet, term: Term, pen: Pen, look: Look) -> list[str]:
    kind = "vendor" if term.is_vendor else lattice.name
    lines = [f"{pen('bold', term.id)} ({kind}): {term.label}{_flags(term)}"]
    lines += [f"  {line}" for line in wrap(term.definition, max(40, look.width - 4))]
    if term.synonyms:
        lines.append(f"  also called: {', '.join(term.synonyms)}")
    keys = [f"fides {term.fides}" if term.fides else "", f"dpv {term.dpv}" if term.dpv else ""]
    if any(keys):
        lines.append(f"  crosswalk: {', '.join(key for key in keys if key)}")
    if term.adequacy:
        lines.append(f"  EU adequacy decision: {term.adequacy}")
    above = sorted(lattice.above(term.id).items(), key=lambda pair: (pair[1], pair[0]))
    kinds = [name for name, _ in above if name not in (term.id, lattice.root)]
    if kinds:
        lines.append(f"  a kind of: {', '.join(kinds)}")
    below = _tree(lattice, term.id, pen)[1:]
    if below:
        lines += ["  below:", *(f"  {line}" for line in below)]
    return lines


def facet_json(vocabulary: Vocabulary, facet: str | None) -> str:
    """Return all terms of a facet, or of all, as JSON."""
    facets = FACETS if facet is None else (facet,)
    return _json((name, term) for name in facets for term in vocabulary[name].terms.values())


def hits_json(hits: tuple[Hit, ...]) -> str:
    """Return the terms found as JSON."""
    return _json((hit.facet, hit.term) for hit in hits)


def _json(chosen: Iterable[tuple[str, Term]]) -> str:
    value = [
        {
            "facet": facet,
            "id": term.id,
            "label": term.label,
            "definition": term.definition,
            "parents": list(term.parents),
            "synonyms": list(term.synonyms),
            "generic": term.generic,
            "special": term.special or None,
            "fides": term.fides or None,
            "dpv": term.dpv or None,
            "adequacy": term.adequacy or None,
            "vendor": term.is_vendor,
        }
        for facet, term in chosen
    ]
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
