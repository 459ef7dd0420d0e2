"""The laws of semantics, section 5, on random policies and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from flowcheck.judge.compiled import compile_policy
from flowcheck.judge.verdict import Judgement, Verdict, judge
from flowcheck.model.claim import Claim, facets_of
from flowcheck.model.inventory import Statement
from flowcheck.model.source import Address
from flowcheck.model.vocabulary import ROOTS, Facet, Vocabulary
from judging import GENERIC, TERMS, VENDORS, permit, vocabulary

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

BOX_FACETS = ("data", "purpose", "recipient", "source", "occasion", "subject", "region")
ACTIONS = ("collect", "use", "share", "sell", "rent")
CONDITIONS = ("consent", "notice")
NAMES = {facet: [*TERMS[facet], *(VENDORS if facet == "recipient" else ())] for facet in BOX_FACETS}


@st.composite
def statements(draw: st.DrawFn, kind: str | None = None) -> Statement:
    chosen = kind or draw(st.sampled_from(("permit", "deny")))
    actions = tuple(draw(st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=2, unique=True)))
    box = {}
    for facet in BOX_FACETS:
        if (facet == "data" and chosen == "permit") or draw(st.booleans()):
            terms = st.lists(st.sampled_from(NAMES[facet]), min_size=1, max_size=3, unique=True)
            box[facet] = tuple(draw(terms))
    if chosen == "permit" and "collect" not in actions and draw(st.booleans()):
        box["data"] = ("collected",)
    conditions = frozenset(draw(st.sets(st.sampled_from(CONDITIONS), max_size=1)))
    return Statement(
        id="",
        address=Address(""),
        order=0,
        kind=chosen,
        actions=actions,
        box=box,
        condition=conditions if chosen == "permit" else frozenset(),
        unless=conditions if chosen == "deny" else frozenset(),
    )


def numbered(found: Sequence[Statement]) -> list[Statement]:
    return [replace(s, id=f"s{n}", order=n) for n, s in enumerate(found)]


policies = st.lists(statements(), max_size=8).map(numbered)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    action = draw(st.sampled_from(ACTIONS))
    terms = {
        facet: draw(st.sampled_from(NAMES[facet]))
        for facet in facets_of(action)
        if facet == "data" or draw(st.integers(0, 9))
    }
    conditions = frozenset(draw(st.sets(st.sampled_from(CONDITIONS))))
    return Claim(action, condition=conditions, **terms)


@st.composite
def covered(draw: st.DrawFn) -> tuple[list[Statement], Claim]:
    """A policy and a claim that some permit of it covers, through terms at or above the claim's."""
    what = draw(claims())
    lattices = vocabulary()
    box = {}
    for facet in facets_of(what.action):
        term = what.term(facet)
        above = [t for t in lattices[facet].above(str(term)) if t != ROOTS[facet]] if term else []
        if above and (facet == "data" or draw(st.booleans())):
            box[facet] = draw(st.sampled_from(above))
    own = permit(what.action, **box)
    said = [*draw(st.lists(statements(), max_size=6)), own]
    return numbered(draw(st.permutations(said))), what


def decide(said: Sequence[Statement], what: Claim) -> Judgement:
    return judge(compile_policy(vocabulary(), said), what)


def changed(what: Claim, terms: dict[str, Any]) -> Claim:
    return what._replace(**terms)


def outcome(found: Judgement) -> tuple[object, ...]:
    return found.verdict, found.reason, found.vagueness, found.pair and found.pair.type


@settings(max_examples=300)
@given(covered() | st.tuples(policies, claims()), st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_no_verdict(
    case: tuple[list[Statement], Claim], rng: random.Random
) -> None:
    said, what = case
    shuffled = list(said)
    rng.shuffle(shuffled)
    before, after = decide(said, what), decide(numbered(shuffled), what)
    assert before.verdict is after.verdict
    assert before.vagueness == after.vagueness


@settings(max_examples=300)
@given(covered(), statements("permit"))
def test_adding_a_permit_never_turns_a_covered_claim_into_omitted(
    case: tuple[list[Statement], Claim], more: Statement
) -> None:
    said, what = case
    assert decide(said, what).covers
    assert decide(numbered([*said, more]), what).verdict is not Verdict.OMITTED


@settings(max_examples=300)
@given(covered() | st.tuples(policies, claims()), statements("permit"))
def test_adding_a_permit_of_its_own_action_never_turns_a_claim_into_incorrect(
    case: tuple[list[Statement], Claim], more: Statement
) -> None:
    said, what = case
    # a `permit collect` widens what `collected` means, and with it what other permits say
    own = replace(more, actions=(what.action,))
    assume(what.action != "collect")
    before, after = decide(said, what), decide(numbered([*said, own]), what)
    assert (before.verdict is Verdict.INCORRECT) or (after.verdict is not Verdict.INCORRECT)


@settings(max_examples=300)
@given(covered() | st.tuples(policies, claims()), statements("deny"))
def test_adding_a_deny_never_improves_a_verdict(
    case: tuple[list[Statement], Claim], more: Statement
) -> None:
    said, what = case
    assert decide(numbered([*said, more]), what).verdict >= decide(said, what).verdict


@settings(max_examples=300)
@given(covered(), st.data())
def test_narrowing_a_claim_never_turns_a_covered_one_into_omitted(
    case: tuple[list[Statement], Claim], data: st.DataObject
) -> None:
    said, what = case
    lattices = vocabulary()
    narrower = [what._replace(condition=what.condition | {name}) for name in CONDITIONS]
    for facet in facets_of(what.action):
        term = what.term(facet)
        children = lattices[facet].children(term) if term is not None else []
        narrower += [changed(what, {facet: child}) for child in children]
    after = decide(said, data.draw(st.sampled_from(narrower)))
    assert after.covers
    assert after.verdict is not Verdict.OMITTED


@settings(max_examples=200)
@given(covered())
def test_renaming_terms_changes_nothing(case: tuple[list[Statement], Claim]) -> None:
    said, what = case
    names = vocabulary()
    facets = {}
    for name, facet in names.facets.items():
        terms = {
            new(name, t.id): replace(
                t, id=new(name, t.id), parents=tuple(new(name, p) for p in t.parents)
            )
            for t in facet.terms.values()
        }
        facets[name] = Facet(name, new(name, ROOTS[name]), terms)
    renamed = [
        replace(
            s,
            actions=tuple(new("action", a) for a in s.actions),
            box={
                f: tuple(t if t == "collected" else new(f, t) for t in terms)
                for f, terms in s.box.items()
            },
        )
        for s in said
    ]
    moved = {f: new(f, str(what.term(f))) for f in BOX_FACETS if what.term(f) is not None}
    other = changed(what, moved)
    after = judge(compile_policy(Vocabulary(facets), renamed), other)
    assert outcome(after) == outcome(decide(said, what))


def new(facet: str, term: str) -> str:
    """Another name for a term; actions keep theirs, which decide what a claim bears."""
    return term if facet == "action" else f"renamed_{term[::-1]}"


def specific(facet: str) -> st.SearchStrategy[str]:
    return st.sampled_from([name for name in NAMES[facet] if name not in GENERIC])


@settings(max_examples=200)
@given(policies, st.sampled_from(ACTIONS), st.data())
def test_an_exact_permit_of_its_own_terms_makes_a_claim_clear(
    said: list[Statement], action: str, data: st.DataObject
) -> None:
    terms = {facet: data.draw(specific(facet)) for facet in facets_of(action)}
    what = changed(Claim(action), terms)
    own = permit(what.action, id="own", **terms)
    found = decide(numbered([*(s for s in said if s.kind != "deny"), own]), what)
    assert found.verdict is Verdict.CLEAR
