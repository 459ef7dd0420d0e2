"""The example company: its policy modelled whole, its inventory large and sound."""

from __future__ import annotations

import shutil
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from conftest import ROOT, TODAY
from flowcheck.project import load

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.engine import Report

CLASSES = {
    "share-cloud": {"cloud_hosting_provider", "infrastructure_provider"},
    "share-payment": {"payment_processor", "financial_service_provider"},
    "share-support": {"customer_support_platform", "communication_platform"},
    "share-analytics": {"analytics_provider", "performance_monitoring_service"},
    "share-marketing": {"marketing_automation_provider", "email_service_provider"},
    "share-security": {"security_service_provider", "fraud_prevention_service"},
    "share-delivery": {"content_delivery_network", "optimization_service"},
    "share-ai": {"ai_model_provider", "machine_learning_platform"},
    "share-backup": {"backup_provider", "disaster_recovery_provider"},
}


@cache
def linted() -> Report:
    return load(ROOT, today=TODAY).lint()


def verdicts(report: Report) -> dict[str, str]:
    return {f.id: report.facts.verdict(f).word for f in report.facts.inventory.flows}


def codes(report: Report) -> Counter[str]:
    return Counter(finding.code for finding in report.standing)


def copy_with(tmp_path: Path, edit: dict[str, Any]) -> Path:
    """The repository's project without its rule packs, with one more inventory file."""
    shutil.copytree(ROOT / "inventory", tmp_path / "inventory")
    (tmp_path / "inventory" / "more.yaml").write_text(yaml.safe_dump(edit), encoding="utf-8")
    return tmp_path


def test_it_lints_without_error_with_warnings_and_waivers() -> None:
    report = linted()
    assert not report.failed
    assert report.counts["error"] == 0
    assert report.counts["warning"] > 0
    assert 2 <= len(report.facts.inventory.waivers) <= 3


def test_it_is_as_large_as_a_company() -> None:
    inventory = linted().facts.inventory
    assert len(inventory.systems) >= 16
    assert len(inventory.vendors) >= 35
    assert len(inventory.flows) >= 120
    roles = {role for vendor in inventory.vendors.values() for role in vendor.roles}
    assert all(roles & terms for terms in CLASSES.values())
    assert all(system.owner for system in inventory.systems.values())


def test_one_file_holds_one_system() -> None:
    for path in sorted((ROOT / "inventory" / "systems").glob("*.yaml")):
        systems = yaml.safe_load(path.read_text(encoding="utf-8"))["systems"]
        assert [system["id"] for system in systems] == [path.stem]


def test_every_passage_of_the_policy_is_modelled() -> None:
    found = codes(linted())
    assert not found["FC501"]
    assert not found["FC502"]
    assert not found["FC503"]
    text = linted().facts.text
    assert len(text.passages) > 130


@pytest.mark.parametrize("word", ["Privacy Protection", "Data Collection", "Service Management"])
def test_captions_that_stand_alone_are_recorded_as_artefacts(word: str) -> None:
    statements = linted().facts.inventory.policy.statements
    assert [s.states for s in statements if s.quotes == (word,)] == ["artefact"]


def test_training_on_prompts_is_shadowed() -> None:
    found = [f for f in linted().standing if f.code == "FC113"]
    assert {f.draft.subject for f in found} == {"prompt-training"}
    assert {t for f in found for t in f.draft.data} == {"prompt", "generated_content"}


def test_a_fourth_cloud_host_is_unnamed() -> None:
    (found,) = [f for f in linted().standing if f.code == "FC112"]
    assert found.draft.facets["recipient"] == ("vercel",)
    assert found.evidence[0].statement == "share-cloud"


@pytest.mark.parametrize(("statement", "roles"), sorted(CLASSES.items()))
def test_removing_a_vendor_class_turns_exactly_its_flows_to_omitted(
    statement: str, roles: set[str], tmp_path: Path
) -> None:
    root = copy_with(tmp_path, {"vocabulary": {}})
    path = root / "inventory" / "policy" / "03-sharing.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["statements"] = [s for s in content["statements"] if s["id"] != statement]
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    report = load(root, today=TODAY).lint()
    before, after = verdicts(linted()), verdicts(report)
    turned = {flow for flow in after if after[flow] == "omitted" != before[flow]}
    vendors = report.facts.inventory.vendors
    expected = {
        flow.id
        for flow in report.facts.inventory.flows
        if flow.to in vendors and roles.intersection(vendors[flow.to].roles)
    }
    assert turned == expected
    assert expected
    assert {flow: verdict for flow, verdict in after.items() if flow not in turned} == {
        flow: verdict for flow, verdict in before.items() if flow not in turned
    }
    blamed = {f.draft.subject for f in report.standing if f.code == "FC103"}
    assert blamed == expected


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "a data broker": ("FC103", {"to": "data_broker"}),
    "precise location": ("FC101", {"to": "amplitude", "data": "precise_location"}),
    "targeted advertising": ("FC102", {"to": "amplitude", "purpose": "targeted_advertising"}),
    "staff": ("FC106", {"to": "amplitude", "subject": "employee"}),
    "police without process": (
        "FC105",
        {"to": "law_enforcement", "purpose": "legal_request_response"},
    ),
    "a sale for marketing": (
        "FC131",
        {"to": "data_broker", "action": "sell", "purpose": "third_party_marketing"},
    ),
    "a sale for anything else": ("FC107", {"to": "data_broker", "action": "sell"}),
    "TLS 1.2": ("FC201", {"to": "amplitude", "transit": "tls_1_2"}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_policy_rules_out_is_found(name: str, tmp_path: Path) -> None:
    code, said = CASES[name]
    flow = {
        "id": "new-flow",
        "data": "ip_address",
        "purpose": "usage_analysis",
        "subject": "paid_subscriber",
        "transit": "tls_1_3",
        **said,
    }
    system = {"id": "new-system", "owner": "team-new", "derives": [flow["data"]], "flows": [flow]}
    report = load(copy_with(tmp_path, {"systems": [system]}), today=TODAY).lint()
    assert code in {f.code for f in report.standing if f.draft.subject == "new-flow"}
