"""Looking up the terms that a record names, with a located did-you-mean for those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.errors import mean_one_of, nearest
from flowcheck.model.inventory import COLLECTED

if TYPE_CHECKING:
    from collections.abc import Sequence

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

    def read(
        self, facet: str, names: Sequence[str] | None, address: Address, *, collected: bool = False
    ) -> tuple[str, ...]:
        """Return the known ones of the terms named, each once; the others become problems.

        Args:
            facet: The facet they belong to.
            names: What was written; None for nothing.
            address: Of the list.
            collected: Whether `collected` may stand there.
        """
        if not names:
            return ()
        terms = self.vocabulary[facet].terms
        found: dict[str, None] = {}
        for index, name in enumerate(names):
            if name in terms or (collected and name == COLLECTED and facet == "data"):
                found[name] = None
            else:
                self.unknown(facet, name, address.child(index))
        return tuple(found)

    def unknown(self, facet: str, name: str, address: Address, what: str = "") -> None:
        """Note an unknown term, with the nearest right spelling or the facet that has it."""
        if name == COLLECTED and facet == "data":
            help_ = (
                "name the data terms here: only statements on use and sharing may say `collected`"
            )
        else:
            help_ = self._suggest(facet, name)
        self.sources.add(
            address,
            f"`{name}` is {what or f'no term of {facet}'}",
            "an unknown word matches nothing that the policy says",
            help_,
        )

    def _suggest(self, facet: str, name: str) -> str:
        lattice = self.vocabulary[facet]
        by_word = _by_synonym(lattice, name)
        if by_word:
            return mean_one_of(by_word)
        close = nearest(name, _spellings(lattice))
        meant = list(dict.fromkeys(_spellings(lattice)[word] for word in close))
        elsewhere = [f for f, other in self.vocabulary.facets.items() if name in other.terms]
        hint = mean_one_of(meant)
        if elsewhere:
            hint = f"`{name}` is a term of {' and '.join(elsewhere)}" + (
                f"; {hint}" if hint else ""
            )
        return hint or (
            f"search it with `flowcheck vocabulary {name}`, or add it under `vocabulary: {facet}:`"
        )


def _by_synonym(lattice: Facet, name: str) -> list[str]:
    word = name.replace("_", " ").replace("-", " ").lower()
    return [
        term.id
        for term in lattice.terms.values()
        if word in (term.label.lower(), term.id.replace("_", " "), *term.synonyms)
    ]


def _spellings(lattice: Facet) -> dict[str, str]:
    """Return every id and synonym with the id that it stands for."""
    found = {synonym: term.id for term in lattice.terms.values() for synonym in term.synonyms}
    found.update({name: name for name in lattice.terms})
    return found
