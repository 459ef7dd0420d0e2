"""A small vocabulary and short constructors, to judge claims without files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flowcheck.judge.compiled import CompiledPolicy, compile_policy
from flowcheck.judge.verdict import Judgement, judge
from flowcheck.model.claim import Claim
from flowcheck.model.inventory import Statement
from flowcheck.model.source import Address
from flowcheck.model.vocabulary import ROOTS, Facet, Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

TERMS: dict[str, dict[str, tuple[str, ...]]] = {
    "action": {
        "collect": ("process",),
        "use": ("process",),
        "share": ("process",),
        "sell": ("share",),
        "rent": ("share",),
    },
    "data": {
        "personal": ("information",),  # generic
        "contact": ("personal",),
        "device": ("personal",),
        "location": ("personal",),
        "precise": ("location",),
        "coarse": ("location",),
        "email": ("contact",),
        "work_email": ("email",),
        "hashed_email": ("email", "device"),
    },
    "purpose": {
        "service": ("any_purpose",),
        "support": ("service",),
        "marketing": ("any_purpose",),
        "ads": ("marketing",),
        "newsletter": ("marketing", "service"),
        "training": ("any_purpose",),
    },
    "recipient": {
        "third": ("anyone",),  # generic
        "provider": ("third",),
        "cloud": ("provider",),
        "analytics": ("provider",),
        "payment": ("provider",),
        "broker": ("third",),
        "big": ("third",),
    },
    "source": {"user": ("any_source",), "device": ("any_source",)},
    "occasion": {"signup": ("any_occasion",), "visit": ("any_occasion",)},
    "subject": {"customer": ("any_person",), "trial": ("customer",), "child": ("any_person",)},
    "condition": {
        "consent": ("any_condition",),
        "explicit": ("consent",),
        "notice": ("any_condition",),
    },
    "safeguard": {
        "tls": ("any_safeguard",),
        "tls13": ("tls",),
        "aes": ("any_safeguard",),
        "mfa": ("any_safeguard",),
    },
    "region": {"eea": ("anywhere",), "de": ("eea",), "us": ("anywhere",)},
    "basis": {"contract": ("any_basis",), "consent": ("any_basis",)},
}
GENERIC = {"personal", "third"}
VENDORS = {
    "aws": ("cloud",),
    "gcp": ("cloud",),
    "hetzner": ("cloud",),
    "stripe": ("payment", "analytics"),
    "megacorp": ("big", "cloud"),
    "acxiom": ("broker",),
}


@cache
def vocabulary() -> Vocabulary:
    """The terms above; vendors join the recipients."""
    facets = {}
    for facet, root in ROOTS.items():
        terms = {root: Term(root, root)}
        for name, parents in TERMS[facet].items():
            terms[name] = Term(name, name, parents, generic=name in GENERIC)
        if facet == "recipient":
            for name, roles in VENDORS.items():
                terms[name] = Term(name, name.title(), roles, is_vendor=True)
        facets[facet] = Facet(facet, root, terms)
    return Vocabulary(facets)


def statement(kind: str, actions: str, **said: str) -> Statement:
    """A permit or deny: facets as words apart by blanks, `condition` and `unless` likewise."""
    words = {key: tuple(value.split()) for key, value in said.items()}
    name = words.pop("id", (f"{kind}-{actions}-{'-'.join(said.values())}".replace(" ", "-"),))[0]
    condition = frozenset(words.pop("condition", ()))
    unless = frozenset(words.pop("unless", ()))
    order = int(words.pop("order", ("0",))[0])
    return Statement(
        id=name,
        address=Address("policy.yaml", ("statements", order)),
        order=order,
        kind=kind,
        actions=tuple(actions.split()),
        box=words,
        condition=condition,
        unless=unless,
        quotes=(f"{kind} {actions}",),
    )


def permit(actions: str, **said: str) -> Statement:
    """A permit."""
    return statement("permit", actions, **said)


def deny(actions: str, **said: str) -> Statement:
    """A deny."""
    return statement("deny", actions, **said)


def policy(*statements: Statement) -> CompiledPolicy:
    """Statements compiled over the vocabulary above."""
    return compile_policy(vocabulary(), statements)


def claim(action: str, *, condition: Iterable[str] = (), **terms: str) -> Claim:
    """A claim; conditions are closed upward as `Facts` does."""
    lattice = vocabulary()["condition"]
    closed = frozenset(upper for name in condition for upper in lattice.above(name))
    return Claim(action, condition=closed, **terms)


def judged(found: Claim, *statements: Statement) -> Judgement:
    """A claim judged against statements."""
    return judge(policy(*statements), found)
