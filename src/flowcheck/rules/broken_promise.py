"""A record declares something weaker than what the policy promises.

## What it checks

A requirement in scope whose outcome is **broken**: a `require` statement of the policy applies to a
record, the record declares the attribute, and what it declares is weaker.

- Terms (`transit`, `at_rest`, `safeguards`, `transfer`, `basis`): none of the declared terms is one
  of the demanded ones or stronger. A stronger safeguard is a child of a weaker one, so
  `mutual_tls_1_3` keeps a promise of `tls_1_3`.
- `{max: P30D}`: the declared `retention` is longer, or the date (`assessed`, `reviewed`) is further
  back than that on the day of the run.

The attribute decides which records are looked at: `transit` flows; `at_rest` stores and vendors;
`safeguards` systems and vendors; `retention` stores; `basis` collections, and flows that declare
one; `contract`, `assessed`, `transfer` vendors; `owner`, `reviewed` any. `when` narrows them by
overlap, `except` takes out what lies wholly inside. Silence never helps: an undeclared facet
overlaps.

One finding per statement, attribute and record, at the declared value.

## Why it matters

Security promises are the part of a policy that can be measured. After a breach they are read
aloud: whoever published "TLS 1.3" and ran TLS 1.2 has deceived people on top of having failed them.

## Failing example

The bank's policy says "Everything that leaves our systems is encrypted with TLS 1.3."

```yaml
- id: transfers
  to: core-banking
  data: [bank_account, transaction_record]
  purpose: transaction_processing
  transit: tls_1_2
```

## Passing example

The connection was upgraded, and then the record.

```yaml
- id: transfers
  to: core-banking
  data: [bank_account, transaction_record]
  purpose: transaction_processing
  transit: tls_1_3
```

## How to fix

1. Mend the system first: raise the protocol, shorten the retention, assess the vendor.
2. Then declare what is true.
3. If the promise is more than can be kept, have the policy say less, and inform people.
4. If the promise was never meant for this record, narrow its `when:`, or add `except:`, as far as
   the quoted words allow.

## References

- GDPR Art. 5(1)(e) (storage limitation), Art. 5(1)(f) and Art. 32 (security), Art. 28(1),
  Art. 46 (transfers).
- California Civil Code 1798.100(a)(3) (retention) and 1798.100(e) (reasonable security).
- Federal Trade Commission Act, section 5 (15 U.S.C. 45).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.promised import draft_promise
from flowcheck.judge.promises import Outcome
from flowcheck.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft


def check(facts: Facts) -> Iterator[Draft]:
    """Yield a finding per promise and record that breaks it."""
    for found in facts.promises.unmet:
        if found.outcome is Outcome.BROKEN:
            yield draft_promise(facts, "FC201", found)


RULE = Rule("FC201", "broken-promise", "error", __doc__, check)
