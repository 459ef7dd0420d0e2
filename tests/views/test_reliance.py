"""Which flows a statement decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowcheck.project import load
from flowcheck.views.reliance import relying_flows
from projects import with_flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SALE = "{id: sale, to: aws, action: sell, data: email_address, subject: trial_user}"


@pytest.mark.parametrize(
    ("statement", "flows"),
    [
        ("collect-account", ["web<-user/account_registration"]),
        ("share", ["to-analytics", "backup"]),
        ("use", ["web<-user/account_registration", "to-store", "to-analytics", "backup"]),
        ("no-sale", ["sale"]),
        ("tls", []),
    ],
)
def test_a_statement_carries_its_flows(
    statement: str, flows: list[str], write_project: Callable[..., Path]
) -> None:
    facts = load(write_project(with_flow(SALE))).facts
    found = facts.statement(statement)
    assert found is not None
    assert [flow.id for flow in relying_flows(facts, found)] == flows
