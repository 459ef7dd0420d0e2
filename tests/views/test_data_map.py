"""The data map: ends, states, codes, and filters that narrow each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, TODAY
from drawn_maps import map_of
from flowcheck.project import load
from flowcheck.views.answered import waived_flows
from flowcheck.views.data_map import data_map
from flowcheck.views.families import FAMILIES, LEGAL, OTHERS, Categories, family, mark
from flowcheck.views.map_filters import Filters
from projects import FAILING, FILES, with_flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]


def shown(**filters: tuple[str, ...]) -> set[str]:
    return {flow.id for flow in map_of(ROOT, TODAY, Filters(**filters)).flows}


def test_a_collection_comes_from_people_or_from_third_parties() -> None:
    found = map_of(ROOT, TODAY)
    kinds = {flow.id: found.parties[flow.source].kind for flow in found.flows}
    assert kinds["web-registration"] == "subject"
    assert kinds["auth-social-sign-in"] == "source"
    assert kinds["web-errors"] == "system"


def test_a_flow_has_its_verdict_and_its_state(write_project: Write) -> None:
    found = {flow.id: flow for flow in map_of(write_project(FAILING), TODAY).flows}
    assert (found["web-ads"].verdict, found["web-ads"].state) == ("omitted", "undisclosed")
    assert {finding.code for finding in found["web-ads"].findings} == {"FC103"}
    assert found["to-analytics"].state == "disclosed"
    assert found["to-analytics"].findings == ()


def test_children_mark_a_flow_whatever_its_data(write_project: Write) -> None:
    line = "{id: kid, to: amplitude, data: email_address, purpose: service_provision,"
    root = write_project(with_flow(f"{line} subject: child}}"))
    (flow,) = [flow for flow in map_of(root, TODAY).flows if flow.id == "kid"]
    assert flow.marks == ("\u00a7C",)


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"vendor": ("sentry",)}, {"to": {"sentry"}}),
        ({"system": ("billing-service",)}, {"ends": "billing-service"}),
        ({"verdict": ("omitted",)}, {"verdict": "omitted"}),
    ],
)
def test_a_filter_admits_what_meets_it(
    filters: dict[str, tuple[str, ...]], wanted: dict[str, object]
) -> None:
    facts = load(ROOT, today=TODAY).facts
    ids = shown(**filters)
    for flow in facts.inventory.flows:
        meets = {
            "to": {flow.to} == wanted.get("to"),
            "ends": wanted.get("ends") in (flow.sender, flow.to),
            "verdict": facts.verdict(flow).word == wanted.get("verdict"),
        }
        assert (flow.id in ids) == meets[next(iter(wanted))]


def test_a_role_admits_its_vendors() -> None:
    both = shown(vendor=("payment_processor",))
    assert shown(vendor=("stripe",)) < both
    assert both == shown(vendor=("stripe", "paypal", "adyen", "gocardless", "google_play", "apple"))


def test_narrower_and_wider_data_count_as_in_a_trace() -> None:
    assert shown(data=("email_address",)) < shown(data=("contact_data",))


def test_several_filters_narrow_each_other() -> None:
    alone = shown(vendor=("sentry",)) & shown(system=("web-app",))
    assert shown(vendor=("sentry",), system=("web-app",)) == alone == {"web-errors"}


def test_the_filters_are_told() -> None:
    found = map_of(ROOT, TODAY, Filters(vendor=("aws", "sentry"), data=("ip_address",)))
    assert found.filtered == "data ip_address; vendor aws or sentry"
    assert found.total == 270


def test_codes_differ_and_do_not_change_with_what_is_shown() -> None:
    vocabulary = load(ROOT, today=TODAY).vocabulary
    categories = Categories(vocabulary)
    codes = [c for name, c in categories.code.items() if name != "information"]
    assert len(set(codes)) == len(codes)
    everything = map_of(ROOT, TODAY).codes
    few = map_of(ROOT, TODAY, Filters(vendor=("sentry",))).codes
    assert few.items() < everything.items()


def test_every_recipient_of_the_vocabulary_has_a_family(write_project: Write) -> None:
    facts = load(write_project(FILES), today=TODAY).facts
    terms = facts.vocabulary["recipient"].terms
    without = {name for name in terms if family(facts, name) == OTHERS}
    assert without == {
        "anyone", "third_party", "service_provider", "sub_processor", "independent_controller",
        "joint_controller",
    }  # fmt: skip
    assert {family(facts, name) for name in terms} == set(FAMILIES)
    assert family(facts, "data_protection_authority") == LEGAL


def test_what_is_below_a_sensitive_term_is_marked() -> None:
    lattice = load(ROOT, today=TODAY).vocabulary["data"]
    assert mark(lattice, "sick_leave") == "\u00a79"
    assert mark(lattice, "criminal_charge") == "\u00a710"
    assert mark(lattice, "email_address") == ""


def test_parties_stand_as_they_are_declared() -> None:
    facts = load(ROOT, today=TODAY).facts
    found = data_map(facts)
    systems = [party.id for party in found.parties.values() if party.kind == "system"]
    assert systems == [name for name in facts.inventory.systems if name in found.parties]


def test_a_waived_flow_is_told_alike_by_the_pages_and_by_the_html_file() -> None:
    project = load(ROOT, today=TODAY)
    report = project.lint()
    pages = sum(flow.waived for flow in data_map(project.facts, None, report.findings).flows)
    assert pages == len(waived_flows(project.facts, report.findings)) == 2


def test_a_flow_of_which_one_finding_stands_is_not_waived(write_project: Write) -> None:
    waiver = "waivers: [{rule: RULE, flow: web-ads, reason: r, owner: o, until: 2026-12-31}]\n"
    for rule, waived in (("FC103", True), ("FC202", False)):
        files = {**FAILING, "inventory/waivers.yaml": waiver.replace("RULE", rule)}
        found = {flow.id: flow for flow in map_of(write_project(files), TODAY).flows}
        assert found["web-ads"].waived is waived
        assert not found["to-analytics"].waived
