"""A flow reaches a recipient that the policy does not disclose.

## What it checks

A claim whose verdict is **omitted** and whose blame falls on the **recipient** facet: the flow
shares, sells, rents or trades data with a party, and no permit of that action names the party, one
of its roles, or a term above them. A vendor is a leaf under each of its `roles`, so a permit of
`email_service_provider` covers every vendor of that role. The root (`anyone`) never matches.

Flows of vendors (onward transfers) are judged like any other share. A flow to an own system is a
use and bears no recipient.

One finding per flow, at its `to:`.

## Why it matters

"Who got my data?" is the first thing that people and regulators ask after a breach. The notice
must name the recipients or their categories, and a vendor that was added in an afternoon is the
commonest way in which it stops being true.

## Failing example

The school's policy says "We share your name and email address with our video conferencing
provider". The invitations go through Mailbird, an email service provider.

```yaml
- id: invitations
  to: mailbird
  data: [full_name, email_address]
  purpose: education_delivery
```

## Passing example

A new sentence of the policy discloses the category, and a statement quotes it.

```yaml
- id: share-email
  quote: >-
    Email service providers receive your name and email address to send you the invitations.
  permit: share
  data: [full_name, email_address]
  recipient: email_service_provider
  purpose: education_delivery
```

## How to fix

1. Ask whether the vendor is needed; if not, remove the flow and the vendor.
2. Have the policy name the vendor or, as precisely as it can, its role; quote the new words in a
   `permit: share`.
3. If the vendor truly acts in a role that the policy names already, declare that `role:` (it may
   have several). Do not stretch a role to silence the rule: FC112 and auditors look at it.
4. Check that there is a contract before data flows (GDPR Art. 28 for processors).

## References

- GDPR Art. 13(1)(e) and 14(1)(e) (recipients or categories of recipients), Art. 15(1)(c), Art. 28.
- CJEU, C-154/21, Oesterreichische Post, 12 January 2023: the actual identity of recipients on
  request.
- California Civil Code 1798.110(c)(4): categories of third parties.
- Andow et al., PoliCheck, USENIX Security 2020: entity-sensitive flow-to-policy consistency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.omissions import omissions
from flowcheck.facts.undisclosed import draft_undisclosed
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per flow and recipient that no permission of the action matches."""
    for omission in omissions(facts, "recipient"):
        yield draft_undisclosed(facts, "FC103", omission)


RULE = Rule("FC103", "undisclosed-recipient", "error", __doc__, check)
