"""The pages of the vocabulary: an index, and a page a facet with its terms as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.project.vocabulary import built_in_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.model.vocabulary import Facet, Term

ABOUT = {
    "action": "What is done with data. A claim is about one action.",
    "data": "What a flow carries, from broad to precise.",
    "purpose": "What data is used for.",
    "recipient": "Who gets data: kinds of parties. A project's vendors join below their roles.",
    "source": "Whom or what data is collected from.",
    "occasion": "When, or in the course of what, data is collected.",
    "subject": "Whom data is about.",
    "condition": "What must hold for a flow to be allowed, and what a flow declares that it meets.",
    "safeguard": "How data is protected. A stronger safeguard is a kind of the weaker one.",
    "region": "Where a recipient is.",
    "basis": "Why a collection is lawful: the legal bases of the GDPR.",
}
SPECIAL = {
    "article_9": "special category (GDPR Art. 9)",
    "article_10": "criminal data (GDPR Art. 10)",
    "children": "about children",
}
GENERIC = "\nA term marked *generic* says too little to disclose anything clearly.\n"
MANY = 12
"""Terms from which a branch of the tree gets a heading of its own."""


def vocabulary_pages() -> dict[str, str]:
    """Return each page by its file's name."""
    facets = built_in_vocabulary().facets
    pages = {f"{name}.md": _page(name, facet) for name, facet in facets.items()}
    rows = [
        f"| [{name}]({name}.md) | {len(facet.terms)} | {ABOUT[name]} |\n"
        for name, facet in facets.items()
    ]
    pages["index.md"] = (
        "# Vocabulary\n\n"
        "The terms that flows and statements are declared in, by facet.\n"
        "`flowcheck vocabulary WORD` searches them, synonyms included, and a project can add its\n"
        "own: see [files](../files.md#vocabulary).\n\n"
        "| facet | terms | |\n|---|---|---|\n" + "".join(rows)
    )
    return pages


def _page(name: str, facet: Facet) -> str:
    head = (
        f"# {name.capitalize()}\n\n{ABOUT[name]} {len(facet.terms)} terms; the root, which\n"
        f"matches nothing, is `{facet.root}`.\n"
        + (GENERIC if any(term.generic for term in facet.terms.values()) else "")
    )
    return "\n".join([head, *_branch(facet, facet.root, 2)])


def _branch(facet: Facet, term: str, level: int) -> Iterator[str]:
    """Yield what stands below a term: small branches as a list, large ones under headings."""
    large = [name for name in _below(facet, term) if _size(facet, name) >= MANY]
    small = [name for name in _below(facet, term) if name not in large]
    if small:
        lines = [line for name in small for line in _tree(facet, name, "")]
        yield "\n".join(lines) + "\n"
    for name in large:
        entry = facet.terms[name]
        yield f"{'#' * level} {entry.label}\n\n{_said(entry, term)}\n"
        yield from _branch(facet, name, level + 1)


def _size(facet: Facet, term: str) -> int:
    return 1 + sum(_size(facet, child) for child in _below(facet, term))


def _below(facet: Facet, term: str) -> list[str]:
    """Return the terms whose first parent is a term: each stands once in the tree."""
    return [name for name in facet.children(term) if facet.terms[name].parents[0] == term]


def _tree(facet: Facet, term: str, indent: str) -> Iterator[str]:
    entry = facet.terms[term]
    yield f"{indent}- {_said(entry, entry.parents[0])}"
    for child in _below(facet, term):
        yield from _tree(facet, child, indent + "  ")


def _said(term: Term, home: str) -> str:
    """Return a term in a line: id, definition, and what else there is to know of it."""
    notes = []
    if term.synonyms:
        notes.append("also called " + ", ".join(term.synonyms))
    others = [f"`{parent}`" for parent in term.parents if parent != home]
    if others:
        notes.append("also a kind of " + ", ".join(others))
    if term.special:
        notes.append(SPECIAL[term.special])
    if term.adequacy:
        notes.append(f"adequacy decision of {term.adequacy}")
    if term.generic:
        notes.append("generic")
    told = f" *{'; '.join(notes)}*" if notes else ""
    return f"**`{term.id}`** {term.definition or term.label}{told}"
