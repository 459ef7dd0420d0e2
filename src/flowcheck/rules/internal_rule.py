"""A flow or record breaks a rule of the organisation.

## What it checks

The statements of the rule packs under `rules/`, which an organisation writes for itself in the
language of the policy:

- `deny`: a claim of a flow is covered or touched by the deny, and declares none of its `unless`
  conditions. Covered, the rule *forbids* the flow; merely touched, it *may forbid* it: narrower
  terms decide. What the policy permits does not matter here.
- `require`: a record in its scope breaks the demand, or declares nothing on it (see FC201 and
  FC202).

The severity is the statement's own (`severity:`, error by default). One finding per rule and flow,
or per rule, attribute and record.

## Why it matters

The published policy is the least that an organisation must keep. What its data protection officer,
its customers' contracts or a regulator of its sector demand beyond it is written down once, as a
rule with an article and a severity, and checked at every change.

## Failing example

The policy says "We share votes with research institutes." The house rule is stricter, and the flow
declares neither condition.

```yaml
- id: special-categories-stay
  title: Opinions and beliefs leave the house only without names
  article: GDPR Art. 9(1)
  deny: share
  data: special_category_data
  unless: [explicit_consent, deidentified]
  severity: error
```

## Passing example

The institute receives figures, and the flow says so.

```yaml
- id: institute
  to: researcher
  data: political_opinion
  purpose: statistical_research
  condition: aggregated
```

## How to fix

1. Read the rule: its title, its article and its note say what it is for.
2. Stop the flow, or change it so that the rule does not touch it.
3. Where one of the `unless` conditions truly holds, declare it as `condition:` on the flow.
4. For a demand, bring the record to it, and declare what is true.
5. If the rule is wrong, have its owner change it, or record a waiver for the flow.

## References

- GDPR Art. 24(2) (data protection policies), Art. 25 (data protection by design), Art. 28(3)
  (instructions of the controller); the rule's own `article:`.
- Sen et al., Bootstrapping Privacy Compliance in Big Data Systems, IEEE S&P 2014: policies as
  nested permissions and prohibitions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.promised import draft_promise
from flowcheck.facts.words import data_words, doing, party, reaching
from flowcheck.judge.compiled import bits
from flowcheck.model.finding import Draft
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.claim import Claim
    from flowcheck.model.inventory import Flow, Statement


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per house rule and flow that it denies, or record that fails its demand."""
    for flow in facts.inventory.flows if facts.house.denies else ():
        groups: dict[int, list[tuple[Claim, bool]]] = {}
        for judgement in facts.judgements(flow):
            touching, covering = facts.house.denying(judgement.claim)
            for number in bits(touching):
                sure = bool(covering >> number & 1)
                groups.setdefault(number, []).append((judgement.claim, sure))
        for number, found in groups.items():
            yield _denied(facts, flow, facts.house.denies[number], found)
    for result in facts.house_demands.unmet:
        yield draft_promise(facts, "FC901", result, result.statement.severity)


def _denied(facts: Facts, flow: Flow, rule: Statement, found: list[tuple[Claim, bool]]) -> Draft:
    claim = found[0][0]
    data = tuple(dict.fromkeys(c.data for c, _ in found if c.data))
    words = data_words(facts, data)
    verb = "forbids" if any(sure for _, sure in found) else "may forbid"
    to = f" {reaching(claim.action)} {party(facts, flow)}" if claim.recipient else ""
    lifted = [f"or, where it truly holds, declare `condition: {c}`" for c in sorted(rule.unless)]
    return Draft(
        code="FC901",
        message=f"`{rule.id}` {verb} {doing(claim.action)} {words}{to}",
        address=flow.address if flow.collects else flow.address.child("to"),
        subject=flow.id,
        facets={"rule": (rule.id,)},
        data=data,
        purpose=tuple(dict.fromkeys(c.purpose for c, _ in found if c.purpose)),
        label=f"breaks: {rule.title}" if rule.title else "forbidden by a rule of the organisation",
        evidence=((rule, rule.article or "a rule of the organisation"),),
        help=("stop the flow, or have the rule's owner change it", *lifted),
        severity=rule.severity,
        why=rule.note,
        topic=f"rule:{rule.id}:{verb}",
    )


RULE = Rule("FC901", "internal-rule", "error", __doc__, check)
