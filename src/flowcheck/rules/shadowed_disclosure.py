"""A general statement permits a use, but a more specific one says something else of this data.

## What it checks

A use claim whose verdict is **vague** because it is `shadowed`: it is covered only through
`data: collected` or through a proper ancestor of its data term, while another `permit use` matches
the term strictly closer (an explicit match is always closer than `collected`) and does not cover
the claim's purpose.

So the general passage permits the purpose, and the passage on this very data leaves it out.

One finding per flow and data term, at the term; it lists the purposes.

## Why it matters

Readers look for the sentence about their data, and stop there. If it says for what prompts are
used, nobody expects a further use from a general list elsewhere. A regulator will hold the company
to the specific sentence.

## Failing example

The policy says "We use what we collect to run the studio and to train our models." and later "Your
prompts are used to make your pictures."

```yaml
- id: training-set
  to: trainer
  data: [prompt, generated_image]
  purpose: ai_training
```

## Passing example

The specific passage says it too: "Your prompts are used to make your pictures and to train our
models."

```yaml
- id: use-prompts
  quote: Your prompts are used to make your pictures and to train our models.
  permit: use
  data: prompt
  purpose: [content_generation, ai_training]
```

## How to fix

1. Leave the data out of that use: what the specific passage says is what people were told.
2. Or extend the specific passage of the policy by the purpose, and its statement with it.
3. If the general passage was never meant for this data, narrow its statement to the data that it
   is about.

## References

- GDPR Art. 5(1)(a) (fairness and transparency), Art. 5(1)(b), Art. 13(1)(c).
- Federal Trade Commission Act, section 5 (15 U.S.C. 45): deceptive acts or practices.
- Andow et al., PolicyLint, USENIX Security 2019: general and specific statements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.undisclosed import facet_address
from flowcheck.facts.words import coded, named, quoted
from flowcheck.judge.verdict import Verdict
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.judge.verdict import Judgement
    from flowcheck.model.inventory import Flow


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and data term whose own passage leaves out the purpose."""
    every = {id(j) for j in facts.distinct_judgements if j.verdict is Verdict.VAGUE and j.shadows}
    for flow, judgements in facts.by_verdict[Verdict.VAGUE] if every else ():
        groups: dict[str, list[Judgement]] = {}
        for judgement in judgements:
            if id(judgement) in every and judgement.claim.data:
                groups.setdefault(judgement.claim.data, []).append(judgement)
        for data, found in groups.items():
            yield _draft(facts, flow, data, found)


def _draft(facts: Facts, flow: Flow, data: str, found: list[Judgement]) -> Draft:
    judgement = found[0]
    if judgement.best is None:
        raise AssertionError(judgement)
    specific, general = judgement.shadows[0], judgement.best.permit
    purposes = tuple(dict.fromkeys(j.claim.purpose for j in found if j.claim.purpose))
    allowed = specific.box.get("purpose", ())
    return Draft(
        code="FC113",
        message=(
            f"the passage on {named(facts, 'data', data)} permits it for {coded(allowed)}, not for "
            f"{coded(purposes, 'or')}, which only a more general passage permits"
        ),
        address=facet_address(flow, "data", data),
        subject=flow.id,
        facets={"data": (data,), "purpose": purposes},
        data=(data,),
        purpose=purposes,
        label=f"used for {coded(purposes)}",
        evidence=(
            (specific, "the specific passage says something else"),
            (general, "the general statement that permits it"),
        ),
        help=(
            (
                f"stop the use, or say in the policy, at {quoted(specific, 70)}, that it also "
                f"serves {coded(purposes)}"
            ),
        ),
        suggestions=tuple(allowed),
        topic=f"{specific.id}:{general.id}:{'+'.join(purposes)}",
    )


RULE = Rule("FC113", "shadowed-disclosure", "warning", __doc__, check)
