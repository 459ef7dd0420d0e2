"""Each part of a flow is disclosed somewhere, but no statement permits them together.

## What it checks

A claim whose verdict is **omitted** although each of its facets is matched by some permit of its
action alone: no permit matches them *together*. The blame is the **combination**; the nearest
permit (the one that matches most facets, then the first) is shown with what it lacks.

Also an action that no statement permits at all: a flow declared as `sell`, `rent` or `trade` where
the policy permits only sharing. A permission to share is none to sell.

One finding per flow and nearest permit, at the flow.

## Why it matters

Policies are read sentence by sentence. "We share your balance with auditors" and "we share your
email address with our printer" do not tell anybody that auditors receive email addresses, although
every word of it stands somewhere.

## Failing example

The bank's policy says "We share your account balance with the auditors who examine our books." and
shares email addresses only with "the company that sends our letters".

```yaml
- id: yearly-audit
  to: auditor
  data: [account_balance, email_address]
  purpose: auditing
```

## Passing example

The auditors receive what the sentence about them says.

```yaml
- id: yearly-audit
  to: auditor
  data: account_balance
  purpose: auditing
```

## How to fix

1. Look at the nearest permission and at what it lacks.
2. Narrow the flow to it: send less data, serve fewer purposes, or use another recipient.
3. Or amend that passage of the policy, so that one sentence discloses the whole flow.
4. If two flows were declared as one, split them: their terms are combined freely.
5. For an action that nothing permits, stop the flow. A sale must be disclosed as a sale, and
   in California people must be able to opt out of it.

## References

- GDPR Art. 5(1)(a) and 5(1)(b), Art. 12(1), Art. 13(1)(c) and 13(1)(e).
- California Civil Code 1798.115, 1798.120 and 1798.135 (sale and opt-out).
- Sen et al., Bootstrapping Privacy Compliance in Big Data Systems, IEEE S&P 2014.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.omissions import Omission, omissions
from flowcheck.facts.undisclosed import lacking_words
from flowcheck.facts.words import data_words, doing, listed
from flowcheck.judge.blame import COMBINATION
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.claim import Claim


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and nearest permission, saying what that one lacks."""
    for omission in omissions(facts, COMBINATION):
        yield (
            _nothing_permits(facts, omission)
            if omission.blame.nearest is None
            else _draft(facts, omission)
        )


def _draft(facts: Facts, omission: Omission) -> Draft:
    nearest, lacking = omission.blame.nearest, omission.blame.lacking
    claim = omission.judgements[0].claim
    blamed = [facet for facet in lacking if facet != "condition"]
    lacks = lacking_words(facts, claim, lacking)
    data = data_words(facts, omission.data)
    return Draft(
        code="FC107",
        message=(
            f"no statement permits {doing(omission.action)} {data} in this combination; "
            f"the nearest lacks {lacks}"
        ),
        address=omission.flow.address,
        subject=omission.flow.id,
        facets={facet: _terms(omission, facet) for facet in blamed},
        data=omission.data,
        purpose=omission.purpose,
        label="each part is disclosed, but not together",
        evidence=((nearest, f"the nearest permission; it lacks {lacks}"),) if nearest else (),
        help=(
            (
                "narrow the flow to what the statement permits, or amend the policy: "
                f"it would have to permit `{omission.action}` with {_facets_named(claim, lacking)}"
            ),
        ),
        topic=f"combination:{nearest.id if nearest else ''}",
    )


def _facets_named(claim: Claim, facets: tuple[str, ...]) -> str:
    return listed([f"{facet} `{claim.term(facet)}`" for facet in facets if facet != "condition"])


def _terms(omission: Omission, facet: str) -> tuple[str, ...]:
    terms = (judgement.claim.term(facet) for judgement in omission.judgements)
    return tuple(dict.fromkeys(term for term in terms if term))


def _nothing_permits(facts: Facts, omission: Omission) -> Draft:
    action = omission.action
    verb = f"{doing(action)} {data_words(facts, omission.data)}"
    return Draft(
        code="FC107",
        message=f"no statement of the policy permits {verb}",
        address=omission.flow.address,
        subject=omission.flow.id,
        facets={"action": (action,)},
        data=omission.data,
        purpose=omission.purpose,
        label=f"no `permit: {action}` in the policy",
        help=("stop the flow, or amend the policy: it says nothing that permits it",),
        suggestions=(),
        topic=f"action:{action}",
    )


RULE = Rule("FC107", "undisclosed-combination", "error", __doc__, check)
