"""JUnit: a case for each record, by a schema and for `junitparser`; it fails where the run does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from msgspec.structs import replace
from xmlschema import XMLSchema

from conftest import ROOT, TODAY
from flowcheck.engine import NEVER
from flowcheck.project import load
from flowcheck.render import Look, render
from flowcheck.render.frame import printable
from hostile import STRINGS, finding, hostile, lifted, report_of

if TYPE_CHECKING:
    from flowcheck.engine import Report

SCHEMA = XMLSchema(Path(__file__).parent / "junit.xsd")


def suites(report: Report, look: Look | None = None) -> dict[str, TestSuite]:
    text = render("junit", report, look or Look())
    SCHEMA.validate(text)
    return {suite.name: suite for suite in JUnitXml.fromstring(text.encode())}


def case(report: Report, suite: str, name: str) -> TestCase:
    return next(found for found in suites(report)[suite] if found.name == name)


def test_every_declared_record_is_a_case(failing: Report) -> None:
    found = suites(failing)
    assert {name: suite.tests for name, suite in found.items()} == {
        "flows": 6,
        "systems": 3,
        "stores": 1,
        "vendors": 3,
        "statements": 7,
    }
    assert next(one.name for one in found["flows"]) == "web<-user/account_registration"


def test_a_flow_that_is_not_disclosed_fails(failing: Report) -> None:
    found = case(failing, "flows", "web-ads")
    [result] = found.result
    assert isinstance(result, Failure)
    assert result.type == "FC103 undisclosed-recipient"
    assert result.message.startswith("the policy does not disclose sharing email address")
    assert result.message.endswith(" (and 1 more)")
    assert "inventory/systems.yaml:14:27: error FC103 undisclosed-recipient\n" in result.text
    assert "inventory/systems.yaml:14:127: error FC201 broken-promise\n" in result.text
    assert found.system_out.startswith("inventory/systems.yaml:14:56: warning FC301")
    assert (found.classname, found._elem.get("file")) == ("flows.web", "inventory/systems.yaml")


def test_the_counts_are_those_of_the_cases(failing: Report) -> None:
    report = lifted(failing)
    whole = JUnitXml.fromstring(render("junit", report, Look()).encode())
    cases = [one for suite in whole for one in suite]
    results = [result for one in cases for result in one.result]
    assert whole.tests == len(cases) == 20
    assert whole.failures == sum(isinstance(result, Failure) for result in results) == 2
    assert whole.skipped == sum(isinstance(result, Skipped) for result in results) == 1


@pytest.mark.parametrize("fail_on", ["error", "warning", "info", NEVER])
def test_a_case_fails_where_the_run_does(failing: Report, fail_on: str) -> None:
    report = replace(failing, fail_on=fail_on)
    failed = sum(suite.failures for suite in suites(report).values())
    assert bool(failed) == report.failed
    assert failed == {"error": 2, "warning": 2, "info": 3, NEVER: 0}[fail_on]


def test_what_is_waived_is_skipped_with_the_reason(failing: Report) -> None:
    [result] = case(lifted(failing), "statements", "collect-ip").result
    assert isinstance(result, Skipped)
    assert result.message == "FC505 is waived by dpo until 2026-12-08: in review"


def test_what_is_in_the_baseline_is_skipped(failing: Report) -> None:
    known = [replace(one, baselined=True) for one in failing.findings]
    found = suites(replace(failing, findings=tuple(known)))
    assert sum(suite.skipped for suite in found.values()) == 3
    [result] = next(one for one in found["flows"] if one.name == "web-ads").result
    assert result.message.startswith("FC103 is in the baseline; FC201 is in the baseline")


def test_a_clean_run_shows_what_passed() -> None:
    report = load(ROOT / "examples" / "undisclosed-vendor", today=TODAY).lint()
    clean = suites(replace(report, findings=()))
    assert clean["flows"].tests == len(report.facts.inventory.flows) > 0
    assert not any(suite.failures or suite.skipped for suite in clean.values())


def test_hostile_names_are_cases_of_their_own(failing: Report) -> None:
    found = [one for one in suites(hostile(failing))["flows"] if one.result or one.system_out]
    names = [printable(text) for text in STRINGS]
    assert sorted(one.name for one in found) == sorted(names)


@given(st.text() | st.sampled_from(STRINGS))
def test_any_text_is_xml(text: str) -> None:
    report = REPORTS[0]
    span = report.findings[0].span
    waived = finding(text, span, number=1, code="FC201", waiver=(text, text, "2026-12-01"))
    SCHEMA.validate(
        render("junit", replace(report, findings=(finding(text, span), waived)), Look(prefix=text))
    )


REPORTS = [load(ROOT / "examples" / "undisclosed-vendor", today=TODAY).lint()]


def test_files_are_named_from_the_root_of_the_repository(failing: Report) -> None:
    found = suites(report_of(failing, failing.findings, {}), Look(prefix="shop/"))
    files = {one._elem.get("file") for suite in found.values() for one in suite}
    assert all(file.startswith("shop/inventory/") for file in files)
