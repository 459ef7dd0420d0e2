"""The vocabulary for people, as trees, and for programs."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING

from flowcheck.model.vocabulary import FACETS
from flowcheck.render.frame import Pen

if TYPE_CHECKING:
    from flowcheck.model.vocabulary import Facet, Term, Vocabulary
    from flowcheck.render import Look
    from flowcheck.views.vocabulary import Hit

_MOST_SHOWN = 3
_MOST_LISTED = 40


def browse_text(
    vocabulary: Vocabulary, words: str | None, hits: tuple[Hit, ...], look: Look
) -> str:
    """Return the list of facets, a facet's whole tree, a term's card, or a list of hits."""
    pen = Pen(look.color)
    if words is None:
        lines = ["Facets; `flowcheck vocabulary FACET` shows its tree, `... WORD` searches", ""]
        for facet in FACETS:
            lattice = vocabulary[facet]
            lines.append(
                f"{pen('bold', f'{facet:10}')} {len(lattice.terms):5} terms  root {lattice.root}"
            )
        return "\n".join(lines) + "\n"
    lines = []
    if words in FACETS:
        lines += _tree(vocabulary[words], vocabulary[words].root, pen)
    shown = [hit for hit in hits if hit.rank <= 1] or list(hits)
    if len(shown) <= _MOST_SHOWN:
        for hit in shown:
            lines += [*([""] if lines else []), *_card(vocabulary[hit.facet], hit.term, pen, look)]
    else:
        for hit in shown[:_MOST_LISTED]:
            lines.append(f"{hit.facet:10} {pen('bold', hit.term.id)}  {hit.term.label}")
        if len(shown) > _MOST_LISTED:
            lines.append(f"... and {len(shown) - _MOST_LISTED} more; use a longer word")
    return "\n".join(lines) + "\n"


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
    for parent in term.parents:
        path = (term.id, *lattice.path(parent, lattice.root))
        lines.append(f"  up: {' < '.join(path)}")
    below = _tree(lattice, term.id, pen)[1:]
    if below:
        lines += ["  below:", *(f"  {line}" for line in below)]
    return lines


def hits_json(vocabulary: Vocabulary, words: str | None, hits: tuple[Hit, ...]) -> str:
    """Return the terms found, or all of the facet or vocabulary asked for, as JSON."""
    if words is None or words in FACETS:
        facets = FACETS if words is None else (words,)
        chosen = [(facet, term) for facet in facets for term in vocabulary[facet].terms.values()]
    else:
        chosen = [(hit.facet, hit.term) for hit in hits]
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
