"""The vocabulary's words for its terms, looked up in plain sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from flowcheck.model.vocabulary import Facet

_WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")
_FILLERS = frozenset(("a", "an", "the", "our", "your", "their", "its", "any", "such"))
_ENDINGS = ("ing", "ed", "es", "s", "e")
_SHORTEST_STEM = 3

Stems = tuple[str, ...]


class Phrases:
    """What people call the terms of one facet.

    Generic terms and the root are left out: they would be found everywhere and say nothing. So is a
    word that stands for several terms.

    Args:
        facet: The facet.
        but: Further terms to leave out.

    Attributes:
        facet: The facet's name.
    """

    def __init__(self, facet: Facet, but: Collection[str] = ()) -> None:
        self.facet = facet.name
        self._terms: dict[Stems, str] = {}
        ambiguous: set[Stems] = set()
        for term in facet.terms.values():
            if term.generic or term.is_vendor or term.id in (facet.root, *but):
                continue
            for words in (term.id.replace("_", " "), term.label, *term.synonyms):
                stems = _stems(words)
                if self._terms.setdefault(stems, term.id) != term.id:
                    ambiguous.add(stems)
        for stems in ambiguous:
            del self._terms[stems]
        self._longest = max(map(len, self._terms), default=0)

    def find(self, text: str) -> list[str]:
        """Return the terms that a text names, in its order; of nested names the longest counts."""
        stems = _stems(text)
        found: dict[str, None] = {}
        at = 0
        while at < len(stems):
            for length in range(min(self._longest, len(stems) - at), 0, -1):
                term = self._terms.get(stems[at : at + length])
                if term is not None:
                    found[term] = None
                    at += length
                    break
            else:
                at += 1
        return list(found)


def _stems(text: str) -> Stems:
    words = _WORD.findall(text.lower())
    return tuple(_stem(word) for word in words if word not in _FILLERS)


def _stem(word: str) -> str:
    """Return a word without the ending of a plural or a verb: `names` and `naming` as `name`."""
    for ending in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss"):
            stem = word.removesuffix(ending)
            return stem if len(stem) >= _SHORTEST_STEM else word
    return word
