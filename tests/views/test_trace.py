"""Traces: every node that data reaches, by which way, and where it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowcheck.project import load
from flowcheck.views.trace import Visit, trace
from projects import FILES, with_flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]


def visits(root: Path, term: str) -> dict[str, Visit]:
    return {visit.node: visit for visit in trace(load(root).facts, term)}


def test_data_is_followed_over_systems_to_vendors(write_project: Write) -> None:
    found = visits(write_project(FILES), "email_address")
    assert {node: visit.path for node, visit in found.items()} == {
        "web": ("web<-user/account_registration",),
        "store": ("web<-user/account_registration", "to-store"),
        "amplitude": ("web<-user/account_registration", "to-analytics"),
        "aws": ("web<-user/account_registration", "to-store", "backup"),
    }
    assert {node: visit.kind for node, visit in found.items()} == {
        "web": "system",
        "store": "system",
        "amplitude": "vendor",
        "aws": "vendor",
    }


def test_the_stores_on_the_way_are_named(write_project: Write) -> None:
    found = visits(write_project(FILES), "email_address")
    assert [store.retention for store in found["store"].stores] == ["P1Y"]


def test_a_wider_term_counts_and_another_does_not(write_project: Write) -> None:
    root = write_project(FILES)
    assert set(visits(root, "contact_data")) == {"web", "store", "amplitude", "aws"}
    assert set(visits(root, "full_name")) == {"web"}
    assert visits(root, "payment_card") == {}


def test_an_unknown_term_is_said(write_project: Write) -> None:
    with pytest.raises(KeyError):
        trace(load(write_project(FILES)).facts, "shoe_size")


def test_a_cycle_of_flows_ends(write_project: Write) -> None:
    files = with_flow("{to: web, data: email_address, purpose: service_provision}")
    assert set(visits(write_project(files), "email_address")) == {
        "web",
        "store",
        "amplitude",
        "aws",
    }


def test_onward_transfers_of_a_vendor_are_followed(write_project: Write) -> None:
    onward = """\
vendors:
  - id: segment
    name: Segment
    role: analytics_provider
    flows:
      - {to: aws, data: full_name, purpose: service_provision}
"""
    files = with_flow("{to: segment, data: full_name, purpose: service_provision}")
    found = visits(write_project({**files, "inventory/segment.yaml": onward}), "full_name")
    assert found["aws"].path == ("web<-user/account_registration", "web->segment", "segment->aws")


def test_data_of_no_declared_origin_still_shows(write_project: Write) -> None:
    found = visits(
        write_project(with_flow("{to: aws, data: chat_transcript, purpose: service_provision}")),
        "chat_transcript",
    )
    assert set(found) == {"web", "aws"}
    assert found["web"].hops[0].flow is None
