"""The vocabulary's words for its terms, looked up in plain sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from flowcheck.model.vocabulary import Facet

_WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")
_FILLERS = frozenset(("a", "an", "the", "our", "your", "their", "its", "any", "such"))
_ENDINGS = ("ed", "es", "s", "e")
_ENDINGS_OF_VERBS = ("ing", *_ENDINGS)
"""Of purposes alone: elsewhere "billing" would be read as a bill."""
_JOINTS = ("and", "or")
_SHORTEST_STEM = 3

Stems = tuple[str, ...]


class Mention(NamedTuple):
    """A term, and where a text names it: offsets of the first letter and behind the last."""

    term: str
    start: int
    end: int


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
        self._endings = _ENDINGS_OF_VERBS if facet.name == "purpose" else _ENDINGS
        self._terms: dict[Stems, str] = {}
        ambiguous: set[Stems] = set()
        for term in facet.terms.values():
            if term.generic or term.is_vendor or term.id in (facet.root, *but):
                continue
            for words in (term.id.replace("_", " "), term.label, *term.synonyms):
                stems = tuple(stem for stem, _, _ in self._stems(words))
                if self._terms.setdefault(stems, term.id) != term.id:
                    ambiguous.add(stems)
        for stems in ambiguous:
            del self._terms[stems]
        self._longest = max(map(len, self._terms), default=0)

    def find(self, text: str) -> list[str]:
        """Return the terms that a text names, in its order; of nested names the longest counts."""
        return list(dict.fromkeys(mention.term for mention in self.mentions(text)))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield each place where a text names a term, in its order."""
        words = self._stems(text)
        stems = tuple(stem for stem, _, _ in words)
        at = 0
        while at < len(stems):
            for length in range(min(self._longest, len(stems) - at), 0, -1):
                term = self._terms.get(stems[at : at + length])
                if term is not None and (length > 1 or not self._shared(stems, at)):
                    break
            else:
                term, length = self._shared(stems, at), 1
            if term is not None:
                yield Mention(term, words[at][1], words[at + length - 1][2])
            at += length

    def _shared(self, stems: Stems, at: int) -> str | None:
        """Return what a word names together with a later noun: "billing and delivery address"."""
        if stems[at + 1 : at + 2] not in [(joint,) for joint in _JOINTS]:
            return None
        return self._terms.get((stems[at], *stems[at + 3 : at + 4]))

    def _stems(self, text: str) -> list[tuple[str, int, int]]:
        """Return the stem of each word that says something, and where the word stands."""
        return [
            (_stem(word[0].lower(), self._endings), word.start(), word.end())
            for word in _WORD.finditer(text)
            if word[0].lower() not in _FILLERS
        ]


def _stem(word: str, endings: Sequence[str]) -> str:
    """Return a word without the ending of a plural or a verb: `names` and `naming` as `name`."""
    for ending in endings:
        if word.endswith(ending) and not word.endswith("ss"):
            stem = word.removesuffix(ending)
            return _plain(stem) if len(stem) >= _SHORTEST_STEM else word
    return _plain(word)


def _plain(stem: str) -> str:
    """Return a stem spelled as in the plural: `company` as `compani`."""
    return f"{stem[:-1]}i" if stem.endswith("y") else stem
