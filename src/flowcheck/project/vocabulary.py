"""The vocabulary of a project: the built-in terms, its own, and its vendors."""

from __future__ import annotations

from pkgutil import get_data
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from flowcheck.model.fields import TRUE, listed
from flowcheck.model.inventory import COLLECTED
from flowcheck.model.vocabulary import FACETS, ROOTS, Facet, Term, Vocabulary
from flowcheck.project.terms import suggest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from flowcheck.model.schema import Vendor, VocabularyTerm, VocabularyTerms
    from flowcheck.model.source import Address
    from flowcheck.project.located import Sources

Terms = dict[str, dict[str, Term]]


def built_in() -> Terms:
    """Return the built-in terms by facet and id, from the form compiled of `vocabulary.yaml`."""
    compiled = get_data("flowcheck", "data/vocabulary.json") or b"{}"
    return {
        facet: {
            name: Term(name, label, tuple(parents), tuple(synonyms), *rest)
            for name, (label, parents, synonyms, *rest) in terms.items()
        }
        for facet, terms in msgspec.json.decode(compiled).items()
    }


def built_in_vocabulary() -> Vocabulary:
    """Return the built-in vocabulary without a project."""
    return _assemble(built_in())


def project_vocabulary(
    additions: Iterable[tuple[VocabularyTerms, Address]],
    vendors: Iterable[tuple[Vendor, Address]],
    sources: Sources,
) -> Vocabulary:
    """Return the built-in vocabulary with a project's terms and vendors.

    Args:
        additions: The `vocabulary` of each file, with its address.
        vendors: Each declared vendor, with its address.
        sources: Collects the problems: a term given twice, a dangling parent, a cycle.
    """
    terms = built_in()
    own: dict[tuple[str, str], Address] = {}
    for addition, address in additions:
        for facet in FACETS:
            for name, entry in getattr(addition, facet).items():
                place = address.child(facet, name)
                known = terms[facet].get(name)
                if known is not None and (facet, name) not in own and _agrees(known, entry):
                    terms[facet][name] = _enriched(known, entry)
                elif _is_new(terms, facet, name, address.child(facet), sources):
                    terms[facet][name] = _term(facet, name, entry)
                    own[facet, name] = place
    _check_parents(terms, own, sources)
    _break_cycles(terms, own, sources)
    for vendor, address in vendors:
        _join(terms, vendor, address, sources)
    return _assemble(terms)


def _agrees(known: Term, entry: VocabularyTerm) -> bool:
    """Tell whether a project declares a built-in term just where it stands."""
    return (
        set(listed(entry.parents)) == set(known.parents)
        and (entry.generic == TRUE) is known.generic
    )


def _enriched(known: Term, entry: VocabularyTerm) -> Term:
    """Return a built-in term with a project's own label, words and definition."""
    return replace(
        known,
        label=entry.label or known.label,
        synonyms=tuple(dict.fromkeys((*known.synonyms, *listed(entry.synonyms)))),
        definition=entry.definition or known.definition,
    )


def _is_new(terms: Terms, facet: str, name: str, address: Address, sources: Sources) -> bool:
    if name in terms[facet]:
        sources.add(
            address.key(name),
            f"`{name}` is already a term of {facet}",
            "one word would mean two things",
            "use the term that exists, choose another id, or give it the parents that it has: "
            f"`flowcheck vocabulary {name}`",
        )
        return False
    if name == COLLECTED and facet == "data":
        sources.add(
            address.key(name),
            f"`{name}` is reserved",
            "`data: collected` means what the policy says it collects",
            "choose another id",
        )
        return False
    return True


def _term(facet: str, name: str, entry: VocabularyTerm) -> Term:
    return Term(
        name,
        entry.label or name.replace("_", " "),
        tuple(dict.fromkeys(listed(entry.parents) or (ROOTS[facet],))),
        tuple(listed(entry.synonyms)),
        entry.definition or "",
        entry.generic == TRUE,
        entry.special or "",
        entry.fides or "",
        entry.dpv or "",
        entry.adequacy.isoformat() if entry.adequacy else "",
    )


def _check_parents(terms: Terms, own: dict[tuple[str, str], Address], sources: Sources) -> None:
    for (facet, name), address in own.items():
        entry = terms[facet][name]
        for index, parent in enumerate(entry.parents):
            if parent not in terms[facet] and not sources.may_declare(parent):
                sources.add(
                    address.child("parents", index),
                    f"`{parent}` is no term of {facet}",
                    f"`{name}` would hang in the air, and nothing would ever match it",
                    _suggest(terms, facet, parent, sources, {name})
                    or f"see `flowcheck vocabulary {facet}`",
                )
        known = tuple(p for p in entry.parents if p in terms[facet])
        if known != entry.parents:
            terms[facet][name] = _with_parents(entry, known or (ROOTS[facet],))


def _suggest(
    terms: Terms, facet: str, name: str, sources: Sources, but: Collection[str] = ()
) -> str:
    """Return what an unknown word may mean in a facet, certain terms apart."""
    if not sources.may_hint():
        return ""
    pool = {n: t for n, t in terms[facet].items() if n not in but and not t.is_vendor}
    facets = {f: Facet(f, ROOTS[f], pool if f == facet else terms[f]) for f in FACETS}
    return suggest(facets, facet, name)


def _break_cycles(terms: Terms, own: dict[tuple[str, str], Address], sources: Sources) -> None:
    for facet in FACETS:
        while cycle := _find_cycle(terms[facet], [n for f, n in own if f == facet]):
            name = cycle[0]
            sources.add(
                own[facet, name].child("parents"),
                "the vocabulary is cyclic: " + " > ".join((*cycle, name)),
                "each of these terms would be wider than itself",
                "remove one of these parents",
            )
            terms[facet][name] = _with_parents(terms[facet][name], (ROOTS[facet],))


def _find_cycle(terms: dict[str, Term], names: list[str]) -> list[str]:
    """Return the terms of one cycle among the given names, each below the next, or []."""
    done: set[str] = set()
    for start in names:
        trail: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            name, depth = stack.pop()
            del trail[depth:]
            if name in trail:
                return trail[trail.index(name) :]
            if name not in done:
                trail.append(name)
                stack.extend((parent, depth + 1) for parent in terms[name].parents)
                if not terms[name].parents:
                    done.add(name)
        done.update(trail)
    return []


def _with_parents(entry: Term, parents: tuple[str, ...]) -> Term:
    return replace(entry, parents=parents)


def _join(terms: Terms, vendor: Vendor, address: Address, sources: Sources) -> None:
    recipients = terms["recipient"]
    if vendor.id in recipients:
        if not recipients[vendor.id].is_vendor:  # two vendors of one id are told elsewhere
            sources.add(
                address.child("id"),
                f"`{vendor.id}` is a vendor and a term of recipient",
                "a flow to it could mean either",
                "choose another id for the vendor",
            )
        return
    roles = []
    for index, role in enumerate(listed(vendor.role)):
        entry = recipients.get(role)
        if entry is not None and not entry.is_vendor and vendor.id != role:
            roles.append(role)
        elif not sources.may_declare(role):
            is_vendor = role == vendor.id or entry is not None
            sources.add(
                address.child("role", index),
                f"`{role}` is {'a vendor, and no role' if is_vendor else 'no term of recipient'}",
                "the policy discloses vendors by their role",
                _suggest(terms, "recipient", role, sources)
                or "see `flowcheck vocabulary recipient`",
            )
    parents = tuple(dict.fromkeys(roles)) or (ROOTS["recipient"],)
    recipients[vendor.id] = Term(vendor.id, vendor.name or vendor.id, parents, is_vendor=True)


def _assemble(terms: Terms) -> Vocabulary:
    return Vocabulary({facet: Facet(facet, ROOTS[facet], terms[facet]) for facet in FACETS})
