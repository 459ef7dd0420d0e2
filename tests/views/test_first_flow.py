"""The flow that is made up is one that the readings prove, or come nearest to."""

from __future__ import annotations

import pytest

from flowcheck.model.policy_text import PolicyText
from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.views.first_flow import FirstFlow, first_flow
from flowcheck.views.first_reading import first_readings

VOCABULARY = built_in_vocabulary()


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("We collect your name. We use your data for billing.", (["full_name"], "billing")),
        (
            "If you agree, we collect your name. We collect prompts. We use your data for billing.",
            (["prompt"], "billing"),
        ),
        ("If you agree, we collect your name. We use it for billing.", (["full_name"], "billing")),
        (
            "We collect your name and prompts. We use your prompts for billing.",
            (["prompt"], "billing"),
        ),
        ("We collect your name.", (["full_name"], "service_provision")),
        ("We use your prompts for billing.", (["prompt"], "billing")),
        ("We use your data for billing.", (["email_address"], "billing", True)),
        ("We collect your name. We use prompts for billing.", (["prompt"], "billing", True)),
        ("We do not sell your email address.", (["email_address"], "service_provision")),
        ("", (["email_address"], "service_provision")),
    ],
)
def test_the_first_flow(
    text: str, flow: tuple[list[str], str] | tuple[list[str], str, bool]
) -> None:
    data, purpose, *apart = flow
    found = first_flow(first_readings(PolicyText("policy.txt", text), VOCABULARY))
    assert found == FirstFlow(tuple(data), purpose, *apart)
