"""Terms as people type them: by id, by label or by a synonym."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.errors import UsageError, mean_one_of, nearest

if TYPE_CHECKING:
    from flowcheck.model.vocabulary import Facet


def meant(lattice: Facet, word: str) -> str:
    """Return the term that a word means.

    Args:
        lattice: The facet that it is of.
        word: An id, a label or a synonym.

    Raises:
        UsageError: It means none; names the nearest.
    """
    if word in lattice.terms:
        return word
    spelling = word.replace("_", " ").lower()
    for term in lattice.terms.values():
        if spelling in (*term.synonyms, term.label.lower()):
            return term.id
    known = {s: t.id for t in lattice.terms.values() for s in (t.id, *t.synonyms)}
    close = list(dict.fromkeys(known[hit] for hit in nearest(word, known)))
    hint = mean_one_of(close) or f"search it with `flowcheck vocabulary {word}`"
    raise UsageError(f"`{word}` is no {lattice.name} term; {hint}")
