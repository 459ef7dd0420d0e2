"""The filters: terms find narrower and wider ones, recipients narrower ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import TODAY
from flowcheck.project import load
from flowcheck.render.map_html.filters import TITLES, Filter, all_filters
from projects import with_flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FLOW = (
    "{id: wide, to: aws, data: contact_data, purpose: service_provision, subject: trial_user,"
    " transit: tls_1_3}"
)


def filters(root: Path) -> dict[str, Filter]:
    """The filters of a project by name."""
    facts = load(root, today=TODAY).facts
    return {found.facet: found for found in all_filters(facts, facts.inventory.flows)}


def finding(found: Filter, value: str) -> set[str]:
    """The flows that a value finds."""
    return {flow for flow, values in found.found.items() if value in values}


def test_terms_find_narrower_and_wider_ones(write_project: Callable[..., Path]) -> None:
    data = filters(write_project(with_flow(FLOW)))["data"]
    every = {"wide", "to-store", "to-analytics", "backup", "web<-user/account_registration"}
    assert finding(data, "contact_data") == every
    assert finding(data, "email_address") == every
    assert finding(data, "full_name") == {"web<-user/account_registration"}
    assert "information" not in data.labels
    assert data.declared == {"contact_data", "email_address", "full_name"}


def test_recipients_find_narrower_ones_and_own_systems(write_project: Callable[..., Path]) -> None:
    recipient = filters(write_project(with_flow(FLOW)))["recipient"]
    assert finding(recipient, "aws") == {"wide", "backup"}
    assert finding(recipient, "service_provider") == {"wide", "backup", "to-analytics"}
    assert finding(recipient, "us") == {"to-store", "web<-user/account_registration"}
    assert finding(recipient, "store") == {"to-store"}


def test_every_flow_is_found_by_something_in_every_filter(
    write_project: Callable[..., Path],
) -> None:
    found = filters(write_project(with_flow(FLOW)))
    assert list(found) == list(TITLES)
    for each in found.values():
        assert len(each.found) == 5
        for values in each.found.values():
            assert values
            assert set(values) <= set(each.labels)


def test_a_control_offers_what_is_declared_first_with_counts(
    write_project: Callable[..., Path],
) -> None:
    written = filters(write_project(with_flow(FLOW)))["recipient"].control().text
    declared, above = written.split("</optgroup>")[:2]
    assert '<optgroup label="As declared">' in declared
    assert '<option value="aws">AWS (2)</option>' in declared
    assert '<optgroup label="With all below it">' in above
    assert '<option value="service_provider">' in above
