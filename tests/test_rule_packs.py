"""The rule packs: each statement flags a small project and passes its nearest lawful neighbour."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from conftest import ROOT, TODAY
from flowcheck.project import load
from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.rule import selects
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from flowcheck.model.finding import Finding

    Write = Callable[..., Path]
    Edits = Mapping[str, Any]

PACKS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "rules").glob("*.yaml")}
RAW: dict[str, dict[str, Any]] = {name: yaml.safe_load(text) for name, text in PACKS.items()}
STATEMENTS = {rule["id"]: rule for pack in RAW.values() for rule in pack["statements"]}
_UNIT = r"\d{1,2}(\(\d{1,2}\))?(\([a-z]\))?"
ARTICLE = re.compile(rf"GDPR Art\. {_UNIT}(, ({_UNIT}|Recital \d{{1,3}}))*")

BASE: dict[str, Any] = {
    "policy": {"controller": "Acme", "document": "policy.txt"},
    "statements": [
        {
            "id": "all",
            "quote": "We do.",
            "permit": ["collect", "use", "share"],
            "data": "email_address",
        }
    ],
    "systems": [
        {
            "id": "app",
            "owner": "team-app",
            "reviewed": "2026-06-01",
            "safeguards": ["role_based_access", "rate_limiting"],
            "collects": [
                {
                    "id": "sign-up",
                    "data": ["email_address"],
                    "source": "user",
                    "occasion": "account_registration",
                    "subject": "paid_subscriber",
                    "purpose": "account_management",
                    "basis": "contract",
                }
            ],
            "stores": [
                {"name": "db", "data": ["email_address"], "at_rest": "aes_256", "retention": "P3Y"}
            ],
            "flows": [
                {
                    "id": "out",
                    "to": "acme",
                    "data": ["email_address"],
                    "purpose": "service_operation",
                    "subject": "paid_subscriber",
                    "transit": "tls_1_3",
                }
            ],
        }
    ],
    "vendors": [
        {
            "id": "acme",
            "role": "cloud_hosting_provider",
            "acts_as": "processor",
            "country": "de",
            "contract": {"signed": "2025-01-01"},
            "assessed": "2026-01-01",
            "safeguards": ["soc_2_type_2"],
            "at_rest": "aes_256",
        }
    ],
}

ADS: Edits = {"vendor.role": "advertising_network", "flow.purpose": "targeted_advertising"}
DECIDES: Edits = {"collects.purpose": "credit_scoring", "collects.condition": "explicit_consent"}


@dataclass(frozen=True)
class Case:
    """What to change in the base project: to fail a statement, and then to pass it again."""

    fails: Edits
    passes: Edits


CASES: dict[str, Case] = {
    "gdpr-5-1-a-sale": Case({"flow.action": "sell"}, {"flow.condition": "consent"}),
    "gdpr-5-1-b-special-advertising": Case(
        {**ADS, "flow.data": "diagnosis", "flow.condition": "permitted_by_law"},
        {"flow.condition": "explicit_consent"},
    ),
    "gdpr-5-1-b-content-advertising": Case(
        {**ADS, "flow.data": "support_message"}, {"flow.condition": "marketing_consent"}
    ),
    "gdpr-5-1-b-duty-data-marketing": Case(
        {"flow.data": "kyc_record", "flow.purpose": "sales_outreach"},
        {"flow.purpose": "anti_money_laundering"},
    ),
    "gdpr-6-4-training": Case(
        {"flow.data": "chat_transcript", "flow.purpose": "model_fine_tuning"},
        {"flow.condition": "legitimate_interest_assessed"},
    ),
    "gdpr-5-1-c-secrets-advertising": Case(
        {**ADS, "flow.data": "passport_number"}, {"flow.data": "interest_inference"}
    ),
    "gdpr-5-1-c-location-advertising": Case(
        {**ADS, "flow.data": "location_data"}, {"flow.data": "approximate_location"}
    ),
    "gdpr-5-1-c-secrets-telemetry": Case(
        {"vendor.role": "error_monitoring_provider", "flow.data": "api_key"},
        {"flow.condition": "pseudonymised"},
    ),
    "gdpr-5-1-e-retention": Case({"store.retention": None}, {"store.retention": "P10Y"}),
    "gdpr-6-1-basis": Case(
        {"collects.basis": "article_9_condition"}, {"collects.basis": "consent"}
    ),
    "gdpr-6-1-a-targeted-advertising": Case(
        {"collects.purpose": "retargeting", "collects.basis": "legitimate_interests"},
        {"collects.basis": "consent"},
    ),
    "gdpr-8-1-parental-consent": Case(
        {"collects.subject": "teenager", "collects.basis": "consent"},
        {"collects.basis": "parental_consent"},
    ),
    "gdpr-8-child-advertising": Case(
        {**ADS, "flow.subject": "child"}, {"flow.condition": "verifiable_parental_consent"}
    ),
    "gdpr-9-1-special-categories": Case(
        {"flow.data": "religious_belief", "flow.condition": "consent"},
        {"flow.condition": "written_consent"},
    ),
    "gdpr-9-2-condition": Case(
        {"collects.data": "allergy", "collects.basis": "consent"},
        {"collects.basis": "explicit_consent"},
    ),
    "gdpr-10-criminal-data": Case(
        {"flow.data": "criminal_conviction", "flow.condition": "explicit_consent"},
        {"flow.condition": "court_order"},
    ),
    "gdpr-10-authorisation": Case(
        {"collects.data": "criminal_record_check", "collects.basis": "legal_obligation"},
        {"collects.basis": ["legal_obligation", "authorised_by_law"]},
    ),
    "gdpr-22-1-automated-decisions": Case(
        {"flow.purpose": "automated_decision_making", "flow.condition": "consent"},
        {"flow.condition": "contract_necessity"},
    ),
    "gdpr-22-3-human-oversight": Case(DECIDES, {"system.safeguards": "human_oversight"}),
    "gdpr-5-2-owner": Case({"system.owner": None}, {"system.owner": "team-app"}),
    "gdpr-24-1-review": Case({"system.reviewed": "2025-11-01"}, {"system.reviewed": "2025-12-01"}),
    "gdpr-25-2-location": Case(
        {"collects.data": "precise_location"}, {"collects.condition": "requested_service"}
    ),
    "gdpr-25-2-public": Case({"flow.to": "the_public"}, {"flow.condition": "shared_by_person"}),
    "gdpr-26-1-arrangement": Case(
        {"vendor.role": "joint_controller", "vendor.contract": None},
        {"vendor.contract": {"signed": "2025-01-01"}},
    ),
    "gdpr-28-1-guarantees": Case(
        {"vendor.assessed": None, "vendor.safeguards": None},
        {"vendor.assessed": "2020-01-01", "vendor.safeguards": "iso_27001"},
    ),
    "gdpr-28-3-contract": Case(
        {"vendor.contract": None}, {"vendor.contract": {"signed": "2025-01-01"}}
    ),
    "gdpr-28-4-sub-processors": Case(
        {"vendor.role": "sub_processor", "vendor.contract": None},
        {"vendor.contract": {"signed": "2025-01-01"}},
    ),
    "gdpr-30-1-g-safeguards": Case({"system.safeguards": None}, {"system.safeguards": "mfa"}),
    "gdpr-32-transit": Case({"flow.transit": "obsolete_tls"}, {"flow.transit": "tls_1_2"}),
    "gdpr-32-at-rest": Case({"store.at_rest": None}, {"store.at_rest": "full_disk_encryption"}),
    "gdpr-32-at-rest-processors": Case({"vendor.at_rest": None}, {"vendor.at_rest": "aes_128"}),
    "gdpr-32-passwords": Case({"store.data": "credentials"}, {"store.data": "password_hash"}),
    "gdpr-32-mfa": Case({"store.data": "oauth_token"}, {"system.safeguards": "hardware_key_mfa"}),
    "gdpr-35-3-b-special-categories": Case(
        {"store.data": "diagnosis"}, {"system.safeguards": ["mfa", "impact_assessment"]}
    ),
    "gdpr-35-3-a-automated-decisions": Case(DECIDES, {"system.safeguards": "impact_assessment"}),
    "gdpr-89-1-research": Case(
        {"flow.purpose": "clinical_research"}, {"flow.condition": "pseudonymised"}
    ),
    "gdpr-46-united-states": Case(
        {"vendor.country": "us", "vendor.transfer": "adequacy_decision"}, {"vendor.transfer": "dpf"}
    ),
    "gdpr-46-third-countries": Case(
        {"vendor.country": "in", "vendor.transfer": ["uk_idta", "dpf"]}, {"vendor.transfer": "bcr"}
    ),
    "gdpr-46-assessment": Case(
        {"vendor.country": "in", "vendor.transfer": "scc"}, {"vendor.transfer": "scc_with_tia"}
    ),
    "run-content-advertising": Case(
        {"vendor.role": "advertiser", "flow.data": "prompt", "flow.condition": "consent"},
        {"vendor.role": "social_media_platform"},
    ),
    "run-enterprise-training": Case(
        {
            "flow.data": "prompt",
            "flow.purpose": "model_fine_tuning",
            "flow.subject": ["trial_user", "enterprise_customer"],
        },
        {"flow.subject": ["trial_user", "paid_subscriber"]},
    ),
    "run-card-numbers": Case(
        {"vendor.role": "log_management_provider", "flow.data": "payment_card"},
        {"vendor.role": "payment_processor"},
    ),
    "run-no-training-clause": Case(
        {"vendor.role": "ai_model_provider", "flow.data": "prompt"},
        {"vendor.safeguards": ["soc_2_type_2", "no_training_clause"]},
    ),
    "run-vendor-assessment": Case(
        {"vendor.assessed": "2024-11-01"}, {"vendor.assessed": "2024-12-01"}
    ),
    "run-log-retention": Case(
        {"store.data": "audit_log", "store.retention": "P13M"}, {"store.retention": "P12M"}
    ),
    "run-system-owner": Case({"system.owner": None}, {"system.owner": "team-app"}),
}


def changed(*edits: Edits) -> dict[str, Any]:
    project = copy.deepcopy(BASE)
    system = project["systems"][0]
    places = {
        "system": system,
        "collects": system["collects"][0],
        "store": system["stores"][0],
        "flow": system["flows"][0],
        "vendor": project["vendors"][0],
    }
    for key, value in {k: v for edit in edits for k, v in edit.items()}.items():
        place, _, name = key.partition(".")
        places[place].pop(name, None)
        if value is not None:
            places[place][name] = value
    return project


def findings(
    write: Write, inventory: Mapping[str, Any], packs: Mapping[str, str] = PACKS
) -> tuple[Finding, ...]:
    root = write(
        {
            "inventory/policy.txt": "We do.",
            "inventory/all.yaml": json.dumps(inventory),
            **{f"rules/{name}": text for name, text in packs.items()},
        }
    )
    return load(root, today=TODAY).lint(select=["FC901"]).findings


def flagged(
    write: Write, inventory: Mapping[str, Any], packs: Mapping[str, str] = PACKS
) -> dict[str, tuple[str, str]]:
    """Return the statements that flag a project, each with severity and message."""
    found = findings(write, inventory, packs)
    return {f.evidence[0].statement: (f.severity, f.draft.message) for f in found}


def test_the_packs_are_those_that_ship() -> None:
    assert set(PACKS) == {"gdpr.yaml", "run.yaml"}


def test_an_ordinary_project_has_no_finding(write_project: Write) -> None:
    assert flagged(write_project, BASE) == {}


@pytest.mark.parametrize("name", sorted(PACKS))
def test_each_pack_loads_alone(write_project: Write, name: str) -> None:
    assert flagged(write_project, BASE, {name: PACKS[name]}) == {}


def test_no_statement_is_without_a_case() -> None:
    assert sorted(CASES) == sorted(STATEMENTS)


@pytest.mark.parametrize("statement", sorted(CASES))
def test_a_statement_flags_its_case_with_its_severity(write_project: Write, statement: str) -> None:
    found = flagged(write_project, changed(CASES[statement].fails))
    assert found[statement][0] == STATEMENTS[statement].get("severity", "error")


@pytest.mark.parametrize("statement", sorted(CASES))
def test_a_statement_passes_the_mended_case(write_project: Write, statement: str) -> None:
    case = CASES[statement]
    assert statement not in flagged(write_project, changed(case.fails, case.passes))


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


LIFTS = [
    (statement, condition, condition in listed(rule["unless"]))
    for statement, rule in STATEMENTS.items()
    if "unless" in rule
    for condition in sorted(
        {*listed(rule["unless"]), "consent", "under_contract", "legitimate_interest_assessed"}
    )
]


@pytest.mark.parametrize(("statement", "condition", "lifts"), LIFTS)
def test_just_the_named_conditions_lift_a_denial(
    write_project: Write, statement: str, condition: str, *, lifts: bool
) -> None:
    place = "collects" if statement == "gdpr-25-2-location" else "flow"
    edits = {f"{place}.condition": condition}
    found = flagged(write_project, changed(CASES[statement].fails, edits))
    assert (statement in found) is not lifts


PLACES = {"basis": "collects", "transit": "flow", "transfer": "vendor"}
ANSWERS = [
    (statement, f"{PLACES[attribute]}.{attribute}", term)
    for statement, rule in STATEMENTS.items()
    for attribute, wanted in rule.get("require", {}).items()
    if attribute in PLACES
    for term in listed(wanted)
]


@pytest.mark.parametrize(("statement", "place", "term"), ANSWERS)
def test_each_named_term_meets_a_demand_and_none_does_not(
    write_project: Write, statement: str, place: str, term: str
) -> None:
    fails = CASES[statement].fails
    assert statement not in flagged(write_project, changed(fails, {place: term}))
    assert statement in flagged(write_project, changed(fails, {place: None}))


@pytest.mark.parametrize("statement", sorted(STATEMENTS))
def test_a_statement_is_complete(statement: str) -> None:
    rule = STATEMENTS[statement]
    assert rule["title"]
    assert rule["severity"] in ("error", "warning", "info")
    if statement.startswith("gdpr-"):
        assert ARTICLE.fullmatch(rule["article"]), rule["article"]
    else:
        assert statement.startswith("run-")


@pytest.mark.parametrize("name", sorted(PACKS))
def test_a_pack_describes_itself_and_grades_rules_that_exist(name: str) -> None:
    pack = RAW[name]
    assert pack["name"]
    assert pack["description"]
    for selector, grade in pack["severity"].items():
        assert any(selects(selector, rule) for rule in all_rules()), selector
        assert grade in ("error", "warning", "info", "off")


def test_the_articles_that_the_pack_promises_are_there() -> None:
    cited = " ".join(r["article"] for r in STATEMENTS.values() if "article" in r)
    for article in (
        *("5(1)(a)", "5(1)(b)", "5(1)(c)", "5(1)(e)", "5(1)(f)", "5(2)", "6(1)", "6(4)", "8(1)"),
        *("9(1)", "9(2)", "10", "22(1)", "24(1)", "25(2)", "26(1)", "28(1)", "28(2)", "28(3)"),
        *("28(4)", "30(1)(f)", "30(1)(g)", "32(1)(a)", "35(1)", "44", "45", "46", "49", "89(1)"),
    ):
        assert re.search(rf"(?<!\d){re.escape(article)}(?!\d)", cited), article


TERMS = built_in_vocabulary()


def flow_to_acme(**declared: object) -> Edits:
    return {f"flow.{name}": value for name, value in declared.items()}


def test_every_data_term_may_be_personal_or_cannot_be() -> None:
    """The packs say "personal data" with one term; no term may slip past it."""
    data = TERMS["data"]
    for term in data.terms:
        assert data.overlaps(term, "personal_information") or data.under(
            term, "non_personal_information"
        ), term


@pytest.mark.parametrize(
    ("special", "statement"),
    [("article_9", "gdpr-9-1-special-categories"), ("article_10", "gdpr-10-criminal-data")],
)
def test_every_special_term_is_denied(write_project: Write, special: str, statement: str) -> None:
    terms = [name for name, term in TERMS["data"].terms.items() if term.special == special]
    assert terms
    found = findings(write_project, changed(flow_to_acme(data=terms)))
    assert [f.draft.data for f in found if f.evidence[0].statement == statement] == [tuple(terms)]


def test_a_transfer_needs_an_instrument_exactly_where_the_law_says_so(write_project: Write) -> None:
    region = TERMS["region"]
    countries = [name for name in region.terms if len(name) == 2 and name != "eu"]
    vendors = [{**BASE["vendors"][0], "id": f"in-{c}", "country": c} for c in countries]
    flow = BASE["systems"][0]["flows"][0]
    project = changed()
    project["vendors"] = vendors
    project["systems"][0]["flows"] = [{**flow, "id": f"to-{c}", "to": f"in-{c}"} for c in countries]
    found = findings(write_project, project)
    errors = [f.draft.subject for f in found if f.severity == "error"]
    third = {f"in-{name}" for name in region.below("third_country") if name != "third_country"}
    assert len(errors) == len(set(errors))
    assert set(errors) == third
    assert len(third) < len(countries)


def test_data_that_concerns_nobody_needs_nothing(write_project: Write) -> None:
    data = sorted(TERMS["data"].below("non_personal_information"))
    edits = {
        "flow.data": data,
        "collects.data": data,
        "store.data": data,
        **dict.fromkeys(
            (
                *("flow.transit", "collects.basis", "store.retention", "store.at_rest"),
                *("system.safeguards", "vendor.transfer", "vendor.at_rest"),
            )
        ),
        "vendor.country": "us",
    }
    assert flagged(write_project, changed(edits)) == {}


ORDINARY = [
    *("contact_data", "account_data", "identity_data", "usage_data", "device_information"),
    *("online_identifier", "approximate_location", "referral_information", "performance_metrics"),
    *("security_log", "communication_metadata", "transaction_record", "marketing_data", "feedback"),
    *("professional_data", "inferred_data", "payment_token", "consent_record"),
]


@pytest.mark.parametrize("role", ["cloud_hosting_provider", "analytics_provider"])
def test_ordinary_terms_and_purposes_are_not_flooded(write_project: Write, role: str) -> None:
    purposes = [
        *("service_provision", "security", "communication", "analytics", "product_improvement"),
        *("legal_and_security", "backup_and_recovery", "finance_administration"),
    ]
    edits = flow_to_acme(data=ORDINARY, purpose=purposes)
    assert flagged(write_project, changed(edits, {"vendor.role": role})) == {}


def test_ordinary_marketing_is_not_flooded(write_project: Write) -> None:
    ordinary = [term for term in ORDINARY if term not in ("security_log", "consent_record")]
    edits = flow_to_acme(data=ordinary, purpose=["marketing_communication", "targeted_advertising"])
    assert flagged(write_project, changed(edits, {"vendor.role": "advertising_network"})) == {}


@pytest.mark.parametrize("purpose", ["advertising", "any_purpose", None])
def test_silence_and_broad_words_lift_no_denial(write_project: Write, purpose: str | None) -> None:
    edits = flow_to_acme(data="diagnosis", condition="permitted_by_law", purpose=purpose)
    found = flagged(write_project, changed(ADS, edits))
    assert "gdpr-5-1-b-special-advertising" in found
    assert ("may forbid" in found["gdpr-5-1-b-special-advertising"][1]) is (
        purpose != "advertising"
    )
