"""A permission names only data, or an action, that says nothing.

## What it checks

A permit all of whose data terms are generic or the root (`personal_information`, `information`):
by itself it discloses nothing. `collected` is not empty. Also a permit or a deny whose only
actions are the root, `process`: a root matches nothing, so the statement has no effect.

A deny on generic data is fine: "we do not sell personal information" says a great deal.

One finding per statement, at the terms.

## Why it matters

"We may collect personal information" is true of everybody. It covers every flow vaguely and none
clearly, and hides what a specific sentence would have disclosed.

## Failing example

"Personal information" may be anything.

```yaml
- id: collect-something
  quote: We may collect personal information when you visit our web site.
  permit: collect
  data: personal_information
  occasion: website_visit
```

## Passing example

The sentence names what is recorded.

```yaml
- id: collect-something
  quote: We collect your IP address and the pages that you open when you visit our web site.
  permit: collect
  data: [ip_address, pages_visited]
  occasion: website_visit
```

## How to fix

1. Have the policy say what is meant, at this very place, and name the terms in the statement.
2. If the sentence only introduces a list that follows, model the list, and this sentence as
   `states: introduction`.
3. For an action `process`, name what is done: `collect`, `use`, `share`.

## References

- GDPR Art. 12(1), Art. 13(1), Art. 14(1)(d).
- Article 29 Working Party, Guidelines on transparency (WP260 rev.01): clear and plain language.
- Andow et al., PoliCheck, USENIX Security 2020: vague disclosures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import coded, quoted
from flowcheck.model.claim import STORE
from flowcheck.model.finding import Draft
from flowcheck.model.inventory import COLLECTED
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per statement that can match nothing, or nothing clearly.

    A permit all of whose data terms are roots or generic; a permit or deny of nothing but the root
    action; a deny of nothing but storing, which no claim is.
    """
    nothing = {facts.vocabulary["action"].root}
    for statement in (*facts.policy.permits, *facts.policy.denies, *facts.house.denies):
        data = statement.box.get("data", ())
        idle = nothing if statement.kind == "permit" else {*nothing, STORE}
        if statement.kind == "permit" and data and all(_empty(facts, "data", t) for t in data):
            yield _draft(statement, "data", data)
        elif idle.issuperset(statement.actions):
            yield _draft(statement, "action", statement.actions)


def _empty(facts: Facts, facet: str, term: str) -> bool:
    lattice = facts.vocabulary[facet]
    return term != COLLECTED and (term == lattice.root or lattice.terms[term].generic)


def _draft(statement: Statement, facet: str, terms: tuple[str, ...]) -> Draft:
    key = statement.kind if facet == "action" else facet
    says = f"statement `{statement.id}` discloses nothing: it says only {coded(terms)}"
    help_ = f"have the policy name what is meant at {quoted(statement, 80)}, then name it here"
    if statement.kind == "deny":
        says = (
            f"statement `{statement.id}` denies nothing: no flow is ever judged as {coded(terms)}"
        )
        help_ = "name collect, use, share, sell, rent or trade; of stores, `require` something"
    return Draft(
        code="FC506",
        message=says,
        address=statement.address.child(key),
        subject=statement.id,
        kind="statement",
        facets={facet: terms},
        label="too general to disclose anything" if facet == "data" else "matches nothing",
        evidence=((statement, "says too little"),),
        help=(help_,),
        topic=f"{facet}:{statement.id}",
    )


RULE = Rule("FC506", "empty-disclosure", "warning", __doc__, check)
