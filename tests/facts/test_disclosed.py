"""The nearest disclosed terms, and which of them may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import TODAY
from flowcheck.facts.disclosed import is_akin, nearest_disclosed
from flowcheck.project import load
from flowcheck.render import Look, render
from projects import FILES, POLICY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]


def test_the_nearest_disclosed_are_named_best_first(write_project: Write) -> None:
    facts = load(write_project(FILES)).facts
    assert nearest_disclosed(facts, "share", "recipient", "database_provider") == [
        "cloud_hosting_provider",
        "analytics_provider",
    ]
    assert nearest_disclosed(facts, "use", "data", "phone_number")[0] == "email_address"
    assert nearest_disclosed(facts, "share", "recipient", "us") == []
    assert nearest_disclosed(facts, "use", "purpose", None) == []


@pytest.mark.parametrize(
    ("facet", "one", "other", "akin"),
    [
        ("data", "phone_number", "email_address", True),
        ("data", "contact_data", "email_address", True),
        ("recipient", "sms_provider", "payment_processor", False),
        ("data", "advertising_identifier", "time_spent", False),
    ],
)
def test_what_is_akin_may_be_meant(
    facet: str,
    one: str,
    other: str,
    akin: bool,  # noqa: FBT001
    write_project: Write,
) -> None:
    lattice = load(write_project(FILES)).vocabulary[facet]
    assert is_akin(lattice, one, other) is akin


def test_flows_proved_by_a_quote_that_is_gone_are_counted(write_project: Write) -> None:
    gone = POLICY.replace("We use what we collect to provide our service. ", "")
    report = load(write_project({**FILES, "inventory/policy.txt": gone}), today=TODAY).lint()
    last = render("concise", report, Look()).splitlines()[-1]
    assert last == ("4 flows judged by a quote that is not in the published text (FC501): no proof")
