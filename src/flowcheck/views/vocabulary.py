"""Searching the vocabulary: by id, synonym, label, crosswalk key or a word of the definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model.vocabulary import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.model.vocabulary import Term, Vocabulary


class Hit(Struct, frozen=True, gc=False):
    """A term that a search found; `rank` 0 is the term itself, 3 a mention in its definition."""

    facet: str
    term: Term
    rank: int


def search(vocabulary: Vocabulary, words: str, facet: str | None = None) -> tuple[Hit, ...]:
    """Return the terms that words find, best first.

    Args:
        vocabulary: Where to search.
        words: An id, a synonym, a label, a `fides` or `dpv` key, or part of one.
        facet: Where to search alone; None for everywhere.
    """
    facets = FACETS if facet is None else (facet,)
    wanted = words.replace("_", " ").replace("-", " ").lower().strip()
    hits = _hits(vocabulary, facets, words, wanted)
    if not hits and wanted.endswith("s"):  # "server logs"
        hits = _hits(vocabulary, facets, words, wanted[:-1])
    return tuple(sorted(hits, key=lambda hit: hit.rank))


def _hits(vocabulary: Vocabulary, facets: Iterable[str], typed: str, wanted: str) -> list[Hit]:
    return [
        Hit(facet, term, rank)
        for facet in facets
        for term in vocabulary[facet].terms.values()
        if (rank := _rank(term, typed, wanted)) is not None
    ]


def _rank(term: Term, typed: str, wanted: str) -> int | None:
    names = (term.id.replace("_", " "), term.label.lower(), *term.synonyms)
    if typed == term.id:
        return 0
    if wanted in names or typed in (term.fides, term.dpv):
        return 1
    if any(wanted in name for name in names):
        return 2
    return 3 if len(wanted) > 3 and wanted in term.definition.lower() else None  # noqa: PLR2004
