"""Records of processing: what is aggregated, and what is taken from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from companies import COMPANY, judged, with_systems
from flowcheck.judge.verdict import Verdict
from flowcheck.project import load
from flowcheck.views.processing import Processing, processing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flowcheck.facts import Facts

    Records = dict[tuple[str, str | None], Processing]


def by_key(facts: Facts) -> Records:
    return {(record.party, record.purpose): record for record in processing(facts)}


@pytest.fixture
def records(write_project: Callable[..., Path]) -> Callable[..., Records]:
    """Make the records of a company with these systems."""

    def make(systems: str) -> Records:
        files = with_systems(systems)
        return by_key(load(write_project(files)).facts)

    return make


def test_a_flow_to_an_own_system_is_an_activity_of_both(
    records: Callable[..., Records],
) -> None:
    found = records("""\
systems:
  - id: a
    flows: [{id: f, to: b, data: email_address, purpose: [billing, authentication]}]
  - {id: b}
""")
    assert set(found) == {(p, q) for p in "ab" for q in ("billing", "authentication")}
    assert found["b", "billing"].origins == (("a", False),)
    assert found["a", "billing"].recipients == ()


def test_the_verdict_is_that_of_the_claims_for_the_purpose() -> None:
    found = by_key(judged(COMPANY).facts)
    assert found["app", "account_management"].verdict is Verdict.CLEAR
    assert found["app", "personalization"].verdict is Verdict.INCORRECT
    assert found["app", "personalization"].verdicts == {Verdict.CLEAR: 3, Verdict.INCORRECT: 1}


def test_a_flow_of_two_purposes_is_judged_for_each(
    records: Callable[..., Records],
) -> None:
    found = records("""\
systems:
  - id: a
    collects: [{data: email_address, source: user, occasion: account_registration,
                subject: trial_user, purpose: [service_provision, billing]}]
""")
    assert found["a", "service_provision"].verdict is Verdict.CLEAR
    assert found["a", "billing"].verdict > found["a", "service_provision"].verdict


def test_a_basis_is_that_of_the_collection_for_the_same_or_a_wider_purpose(
    records: Callable[..., Records],
) -> None:
    found = records("""\
systems:
  - id: a
    collects:
      - {id: c, data: [contact_data, ip_address], source: user, purpose: marketing, basis: consent}
      - {id: d, data: email_address, source: user, purpose: newsletter_delivery, basis: contract}
    flows: [{id: f, to: b, data: [email_address, phone_number, ip_address, age],
             purpose: [newsletter_delivery, lead_generation, billing]}]
  - {id: b}
""")
    assert found["b", "newsletter_delivery"].bases == {
        "email_address": ("contract",),
        "phone_number": ("consent",),
        "ip_address": ("consent",),
        "age": (),
    }
    assert found["b", "lead_generation"].bases["email_address"] == ("consent",)
    assert not any(found["b", "billing"].bases.values())


def test_stores_are_those_of_the_party_and_of_where_it_sends_to(
    records: Callable[..., Records],
) -> None:
    found = records("""\
systems:
  - id: a
    stores: [{name: one, data: email_address}, {name: two, data: prompt}]
    flows: [{id: f, to: b, data: contact_data, purpose: billing}]
  - id: b
    stores: [{name: three, data: phone_number}]
    flows: [{id: g, to: c, data: phone_number, purpose: billing}]
  - {id: c, stores: [{name: four, data: phone_number}]}
""")
    assert [store.label for store in found["a", "billing"].stores] == ["one", "three"]
    assert [store.label for store in found["b", "billing"].stores] == ["three", "four"]
    assert [store.label for store in found["c", "billing"].stores] == ["four"]


def test_origins_are_those_of_the_data_whatever_it_came_in_for(
    records: Callable[..., Records],
) -> None:
    found = records("""\
systems:
  - id: a
    derives: interest_inference
    collects:
      - {id: c, data: email_address, source: [user, device], purpose: authentication}
      - {id: d, data: prompt, source: browser, purpose: authentication}
    flows: [{id: f, to: b, data: [contact_data, interest_inference], purpose: billing}]
  - {id: b}
""")
    assert found["a", "billing"].origins == (("user", True), ("device", True))
    assert found["a", "billing"].derived
    assert not found["b", "billing"].derived


def test_a_vendor_that_passes_data_on_is_an_activity() -> None:
    found = by_key(judged(COMPANY).facts)
    assert found["aws", "account_management"].origins == (("store", False),)
    assert found["aws", "account_management"].recipients == ("backups",)


def test_what_declares_no_purpose_is_a_record_too(
    records: Callable[..., Records],
) -> None:
    found = records("""\
systems:
  - id: a
    collects: [{id: c, data: email_address, source: user}]
    flows: [{id: f, to: our_staff, data: email_address}]
""")
    assert set(found) == {("a", None)}
    assert found["a", None].recipients == ()
    assert [flow.id for flow in found["a", None].unsaid] == ["c", "f"]


def test_a_basis_of_a_flow_comes_before_that_of_the_collection(
    records: Callable[..., Records],
) -> None:
    found = records("""\
systems:
  - id: a
    collects: [{id: c, data: [email_address, ip_address], source: user, purpose: billing,
                basis: contract}]
    flows:
      - {id: f, to: b, data: [email_address, age], purpose: billing, basis: legal_obligation}
      - {id: g, to: b, data: [ip_address, email_address], purpose: newsletter_delivery}
  - {id: b, flows: [{id: h, to: a, data: age, purpose: billing}]}
""")
    assert found["b", "billing"].bases == {
        "email_address": ("legal_obligation",),
        "age": ("legal_obligation",),  # of f; nobody says that of h
    }
    assert found["a", "billing"].bases == {
        "email_address": ("contract", "legal_obligation"),
        "ip_address": ("contract",),
        "age": ("legal_obligation",),
    }
    assert found["a", "newsletter_delivery"].bases == {"ip_address": (), "email_address": ()}
