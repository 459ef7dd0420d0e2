"""`flowcheck trace`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.cli.choices import choose
from flowcheck.cli.output import emit, look
from flowcheck.errors import UsageError, mean_one_of, nearest
from flowcheck.project import load
from flowcheck.render.trace import trace_json, trace_text
from flowcheck.views.trace import trace as follow

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.model.vocabulary import Facet


def trace(term: str, root: Path, *, format_: str, output: Path | None) -> int:
    """Write every node that a data term reaches.

    Raises:
        UsageError: The term is not known.
    """
    choose("--format", format_, ("text", "json"))
    facts = load(root).facts
    name = _meant(facts.vocabulary["data"], term)
    visits = follow(facts, name)
    if format_ == "json":
        emit(trace_json(facts, name, visits), output)
    else:
        emit(trace_text(facts, name, visits, look(to_file=output is not None)), output)
    return 0


def _meant(lattice: Facet, word: str) -> str:
    if word in lattice.terms:
        return word
    spelling = word.replace("_", " ").lower()
    for term in lattice.terms.values():
        if spelling in (*term.synonyms, term.label.lower()):
            return term.id
    known = {s: t.id for t in lattice.terms.values() for s in (t.id, *t.synonyms)}
    close = list(dict.fromkeys(known[hit] for hit in nearest(word, known)))
    hint = mean_one_of(close) or f"search it with `flowcheck vocabulary {word}`"
    raise UsageError(f"`{word}` is no data term; {hint}")
