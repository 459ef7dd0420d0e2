"""The policy names vendors of a role, and a flow reaches another vendor of that role.

## What it checks

A claim whose verdict is **vague** and whose best cover matches the **recipient** as `unnamed`: the
permit names the role, and beside it vendors of that role, and the flow's vendor has the role but is
none of those that are named.

A permit that names the role alone covers every vendor of it exactly, and gives no finding.

One finding per flow, at its `to:`.

## Why it matters

A list in brackets is read as the list. Whoever reads "payment processors (Stripe, Adyen)" believes
that these two, and no others, receive the card number; a third one contradicts what was published,
whatever its category.

## Failing example

The policy says "Payment processors (Stripe, Adyen) receive both." The card payments go to Mollie.

```yaml
- id: share-payment
  quote: Payment processors (Stripe, Adyen) receive both.
  permit: share
  data: [full_name, payment_card]
  recipient: [payment_processor, stripe, adyen]
```

## Passing example

The text was extended when the vendor was added: "Payment processors (Stripe, Adyen, Mollie)".

```yaml
- id: share-payment
  quote: Payment processors (Stripe, Adyen, Mollie) receive both.
  permit: share
  data: [full_name, payment_card]
  recipient: [payment_processor, stripe, adyen, mollie]
```

## How to fix

1. Add the vendor to the list in the policy, and its id to the statement's `recipient:`.
2. Or have the text say that the names are examples ("such as"), and remove the vendors from the
   statement, so that the role alone stands there.
3. Or move the flow to a vendor that is named.
4. Where vendors change often, publish a list of sub-processors and refer to it.

## References

- GDPR Art. 13(1)(e), Art. 15(1)(c).
- CJEU, C-154/21, Oesterreichische Post, 12 January 2023.
- Article 29 Working Party, Guidelines on transparency (WP260 rev.01): generally named recipients.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.words import coded, listed, quoted
from flowcheck.judge.verdict import Judgement, Verdict
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.judge.match import FacetMatch
    from flowcheck.model.inventory import Flow, Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow to a vendor that its disclosure names others instead of."""
    every = {id(j): match for j in facts.distinct_judgements if (match := _unnamed(j)) is not None}
    for flow, judgements in facts.by_verdict[Verdict.VAGUE] if every else ():
        found = [
            (judgement, every[id(judgement)]) for judgement in judgements if id(judgement) in every
        ]
        if found:
            yield _draft(facts, flow, found)


def _unnamed(judgement: Judgement) -> FacetMatch | None:
    """Return how a vague claim's recipient is matched, where others of its role are named."""
    if judgement.verdict is not Verdict.VAGUE or judgement.fairest is None:
        return None
    match = judgement.fairest.on("recipient")
    return match if match is not None and match.unnamed else None


def _draft(facts: Facts, flow: Flow, found: list[tuple[Judgement, FacetMatch]]) -> Draft:
    judgement, match = found[0]
    if judgement.fairest is None:
        raise AssertionError(judgement)
    permit: Statement = judgement.fairest.permit
    terms = facts.vocabulary["recipient"].terms
    vendors = tuple(term for term in permit.box["recipient"] if terms[term].is_vendor)
    others = [terms[term].label for term in vendors]
    claims = [j.claim for j, _ in found]
    return Draft(
        code="FC112",
        message=(
            f"{terms[match.term].label} is not named in the policy, which names {listed(others)} "
            f"for the role `{match.matched}`"
        ),
        address=flow.address.child("to"),
        subject=flow.id,
        facets={"recipient": (match.term,)},
        data=tuple(dict.fromkeys(c.data for c in claims if c.data)),
        purpose=tuple(dict.fromkeys(c.purpose for c in claims if c.purpose)),
        label="a vendor of this role, but none that is named",
        evidence=((permit, f"names {', '.join(others)}"),),
        help=(
            (
                f"name {terms[match.term].label} in the policy at {quoted(permit, 80)}, "
                "or say there that the names are examples"
            ),
            f"or move the flow to {coded(vendors, 'or')}",
        ),
        suggestions=vendors,
        topic=f"recipient:{match.term}",
    )


RULE = Rule("FC112", "unnamed-vendor", "warning", __doc__, check)
