"""Pairs of a permit and a deny: contradictions C1-C12 and narrowings N1-N4.

Source: semantics, section 5, after PolicyLint (Andow et al., USENIX Security 2019).
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct

from flowcheck.model.claim import Claim, facets_of
from flowcheck.model.inventory import COLLECTED, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowcheck.judge.compiled import CompiledPolicy

EQUAL, NARROWER, BROADER, CROSSING = "=", "<", ">", "~"

TABLE: dict[tuple[str, str], str] = {
    (EQUAL, EQUAL): "C1",
    (EQUAL, NARROWER): "C2",
    (EQUAL, BROADER): "N1",
    (EQUAL, CROSSING): "C6",
    (NARROWER, EQUAL): "C3",
    (NARROWER, NARROWER): "C4",
    (NARROWER, BROADER): "N2",
    (NARROWER, CROSSING): "C7",
    (BROADER, EQUAL): "N3",
    (BROADER, NARROWER): "C5",
    (BROADER, BROADER): "N4",
    (BROADER, CROSSING): "C8",
    (CROSSING, EQUAL): "C9",
    (CROSSING, NARROWER): "C10",
    (CROSSING, BROADER): "C11",
    (CROSSING, CROSSING): "C12",
}
"""(recipient relation, data relation), permit to deny -> type."""

_UNNUMBERED = 99


class Pair(Struct, frozen=True, gc=False):
    """A permit and a deny that meet.

    Attributes:
        permit: The permit.
        deny: The deny.
        type: "C1".."C12" or "N1".."N4"; a bare "N" or "C" where the remaining facets turned a
            contradiction of the table into a narrowing, or the reverse. Of several combinations of
            terms the deciding one with the lowest number gives the type.
    """

    permit: Statement
    deny: Statement
    type: str

    @property
    def narrowing(self) -> bool:
        """Whether the deny legitimately narrows the permit."""
        return self.type.startswith("N")


def classify(recipient: str, data: str, rest: Iterable[str]) -> str:
    """Return the type of one combination of relations, permit to deny.

    Args:
        recipient: Relation of the recipient terms; "=" where the action bears none.
        data: Relation of the data terms.
        rest: Relations of the remaining facets and of the conditions.
    """
    cell = TABLE[recipient, data]
    others = set(rest) - {EQUAL}
    if not others:
        return cell
    wanted = "N" if others == {BROADER} else "C"
    return cell if cell.startswith(wanted) else wanted


def pair_on_claim(policy: CompiledPolicy, permit: Statement, deny: Statement, claim: Claim) -> Pair:
    """Compare a permit and a deny that both cover a claim, on the terms that cover it."""
    options = {
        facet: _relations(policy, permit, deny, facet, claim.term(facet))
        for facet in facets_of(claim.action)
    }
    return Pair(permit, deny, _combine(options, _condition_relation(permit, deny)))


def pair_of_statements(policy: CompiledPolicy, permit: Statement, deny: Statement) -> Pair | None:
    """Compare a permit and a deny as the policy states them; None where they never meet.

    They meet where the deny's action is `>=` one of the permit's and, on every facet that both
    restrict, some of their terms overlap (semantics, section 7); not where the permit needs a
    condition that lifts the deny.
    """
    lattice = policy.vocabulary["action"]
    conditions = policy.vocabulary["condition"]
    if any(conditions.under(c, lifting) for c in permit.condition for lifting in deny.unless):
        return None
    found: Pair | None = None
    for action in permit.actions:
        if action == lattice.root or not any(
            lattice.under(action, a) and a != lattice.root for a in deny.actions
        ):
            continue
        options = {f: _relations(policy, permit, deny, f) for f in facets_of(action)}
        if all(options.values()):
            pair = Pair(permit, deny, _combine(options, _condition_relation(permit, deny)))
            if found is None or (found.narrowing and not pair.narrowing):
                found = pair
    return found


def _combine(options: dict[str, list[str]], conditions: str) -> str:
    recipients = options.get("recipient", [EQUAL])
    rest = [options[f] for f in options if f not in ("recipient", "data")]
    types = [
        classify(recipient, data, (*others, conditions))
        for recipient, data, *others in product(recipients, options["data"], *rest)
    ]
    deciding = [found for found in types if found.startswith("C")] or types
    return min(deciding, key=lambda found: int(found[1:] or _UNNUMBERED))


def _relations(
    policy: CompiledPolicy, permit: Statement, deny: Statement, facet: str, term: str | None = None
) -> list[str]:
    """Return the distinct relations of the two statements' terms on a facet.

    With a term: of those terms that are `>=` it. Without: of those that overlap.
    """
    left, right = permit.box.get(facet), deny.box.get(facet)
    if left is None or right is None:
        one_open = EQUAL if left is right else BROADER if left is None else NARROWER
        return [one_open]
    found: dict[str, None] = {}
    lower = _expanded(policy, facet, right)
    for a in left:
        if facet == "data" and a == COLLECTED:
            found.update(dict.fromkeys(_collected_relations(policy, right, lower, term)))
            continue
        found.update(dict.fromkeys(_term_relations(policy, facet, (a,), lower, term)))
    return list(found)


def _term_relations(
    policy: CompiledPolicy, facet: str, left: Sequence[str], right: Sequence[str], term: str | None
) -> list[str]:
    lattice = policy.vocabulary[facet]
    relations = []
    for a, b in product(left, right):
        if lattice.root in (a, b):
            continue
        meets = (
            lattice.overlaps(a, b)
            if term is None
            else lattice.under(term, a) and lattice.under(term, b)
        )
        if not meets:
            continue
        if a == b:
            relations.append(EQUAL)
        elif lattice.under(a, b):
            relations.append(NARROWER)
        else:
            relations.append(BROADER if lattice.under(b, a) else CROSSING)
    return relations


def _collected_relations(
    policy: CompiledPolicy, right: Sequence[str], expanded: Sequence[str], term: str | None
) -> list[str]:
    """Compare what the policy collects with the deny's terms, as one body of data."""
    lattice = policy.vocabulary["data"]
    if term is not None and not any(lattice.under(term, a) for a in policy.collected):
        return []
    if COLLECTED in right:
        return [EQUAL] if policy.collected else []
    relations = []
    for b in expanded:
        if b == lattice.root or not _term_relations(
            policy, "data", tuple(policy.collected), (b,), term
        ):
            continue
        beyond = any(not lattice.under(a, b) for a in policy.collected)
        relations.append(BROADER if beyond else NARROWER)
    return relations


def _expanded(policy: CompiledPolicy, facet: str, terms: Sequence[str]) -> Sequence[str]:
    if facet != "data" or COLLECTED not in terms:
        return terms
    return (*(t for t in terms if t != COLLECTED), *policy.collected)


def _condition_relation(permit: Statement, deny: Statement) -> str:
    """Return the relation of the conditions: fewer are broader; a deny's are its `unless`."""
    left, right = permit.condition, deny.unless
    if left == right:
        return EQUAL
    if left < right:
        return BROADER
    return NARROWER if left > right else CROSSING
