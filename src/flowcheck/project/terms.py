"""Looking up the terms that a record names, with a located did-you-mean for those that are not."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from flowcheck.errors import mean_one_of, nearest
from flowcheck.model.inventory import COLLECTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowcheck.model.source import Address
    from flowcheck.model.vocabulary import Facet, Vocabulary
    from flowcheck.project.located import Sources


class TermReader:
    """Checks terms against the vocabulary.

    Attributes:
        vocabulary: Facets, vendors included.
        sources: Collects the problems.
    """

    def __init__(self, vocabulary: Vocabulary, sources: Sources) -> None:
        self.vocabulary = vocabulary
        self.sources = sources
        self._terms = {name: known.terms for name, known in vocabulary.facets.items()}
        self._suggested: dict[tuple[str, str], str] = {}

    def read(
        self,
        facet: str,
        names: str | list[str] | None,
        address: Address,
        *key: str,
        collected: bool = False,
    ) -> tuple[str, ...]:
        """Return the known ones of the terms named, each once; the others become problems.

        Args:
            facet: The facet they belong to.
            names: What was written: a list, a lone term, or None for nothing.
            address: Of the list, or of the record that has it under `key`.
            key: Where the list stands in the record.
            collected: Whether `collected` may stand there.
        """
        if not names:
            return ()
        if isinstance(names, str):
            if names in self._terms[facet]:
                return (names,)
            names = [names]
        terms = self._terms[facet]
        found: dict[str, None] = {}
        for index, name in enumerate(names):
            if name in terms or (collected and name == COLLECTED and facet == "data"):
                found[name] = None
            else:
                self._unknown(facet, name, address.child(*key, index), collected=collected)
        return tuple(found)

    def suggest(self, facet: str, name: str, also: Iterable[str] = ()) -> str:
        """Return what an unknown word may mean in a facet, or where else it is a term; or "".

        Args:
            facet: The facet that the word was written in.
            name: The word.
            also: Other names that could stand there.
        """
        known = self._suggested.get((facet, name))
        if known is None:
            hint = self.sources.may_hint()
            known = suggest(self.vocabulary.facets, facet, name, also) if hint else ""
            self._suggested[facet, name] = known
        return known

    def _unknown(self, facet: str, name: str, address: Address, *, collected: bool) -> None:
        """Note an unknown term, with the nearest right spelling or the facet that has it."""
        if self.sources.may_declare(name):
            return
        if name == COLLECTED and facet == "data":
            help_ = (
                "name the data terms here: only statements on use and sharing may say `collected`"
            )
        else:
            also = [COLLECTED] if collected and facet == "data" else []
            add = f"add it under `vocabulary: {facet}:`"
            if facet == "recipient":
                add = "declare it under `vendors:` with its role"
            help_ = self.suggest(facet, name, also) or (
                f"search it with `flowcheck vocabulary {shlex.quote(name)}`, or {add}"
            )
        self.sources.add(
            address,
            f"`{name}` is no term of {facet}",
            "an unknown word matches nothing that the policy says",
            help_,
        )


def suggest(facets: Mapping[str, Facet], facet: str, name: str, also: Iterable[str] = ()) -> str:
    """Return what an unknown word may mean in a facet, or where else it is a term; or "".

    Args:
        facets: The vocabulary's facets.
        facet: The facet that the word was written in.
        name: The word.
        also: Other names that could stand there.
    """
    spellings = {word: word for word in also}
    for term in facets[facet].terms.values():
        for word in (term.label, *term.synonyms):
            spellings.setdefault(word, term.id)
    spellings |= {name: name for name in facets[facet].terms}
    word = _folded(name)
    meant = [term for spelling, term in spellings.items() if _folded(spelling) == word]
    if not meant:
        meant = [spellings[hit] for hit in nearest(name, spellings)]
    hint = mean_one_of(list(dict.fromkeys(meant)))
    elsewhere = [other for other in facets if other != facet and name in facets[other].terms]
    if elsewhere:
        where = f"`{name}` is a term of {' and '.join(elsewhere)}"
        hint = f"{where}; {hint}" if hint else where
    return hint


def _folded(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter.isalnum())
