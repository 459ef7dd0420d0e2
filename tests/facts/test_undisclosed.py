"""What is said of a facet that the policy does not disclose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bad_project import spoil
from conftest import TODAY
from flowcheck.project import load

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
policy: {controller: Example, document: policy.txt}
statements:
  - {id: collect, quote: We collect your email address when you register., permit: collect,
     data: [email_address, phone_number]}
  - {id: news, quote: We use it to run the service., permit: use, data: email_address,
     purpose: newsletter_delivery, condition: consent}
  - {id: orders, quote: We share it with our email provider., permit: use, data: collected,
     purpose: transaction_processing}
"""
APP = """\
systems:
  - {id: app, collects: [{data: phone_number, purpose: newsletter_delivery}]}
"""


def test_a_purpose_that_needs_a_condition_is_not_proposed_again(tmp_path: Path) -> None:
    root = spoil(tmp_path, {"inventory/policy.yaml": POLICY, "inventory/app.yaml": APP})
    found = [f for f in load(root, today=TODAY).lint().findings if f.code == "FC102"]
    assert len(found) == 1
    assert [e.note for e in found[0].evidence] == [
        "discloses it only under the condition `consent`"
    ]
    assert not any("is what is meant" in line for line in found[0].draft.help)
