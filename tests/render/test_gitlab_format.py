"""GitLab: a code quality report by its schema, with unique fingerprints, of what stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from flowcheck.render import Look, render
from hostile import STRINGS, finding, hostile, lifted, report_of

if TYPE_CHECKING:
    from flowcheck.engine import Report

SCHEMA = json.loads(
    (Path(__file__).parent / "gitlab_code_quality.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


def issues(report: Report, look: Look | None = None) -> list[dict[str, Any]]:
    value: list[dict[str, Any]] = json.loads(render("gitlab", report, look or Look()))
    VALIDATOR.validate(value)
    return value


def test_a_finding_is_an_issue(failing: Report) -> None:
    issue = next(i for i in issues(failing) if i["check_name"] == "FC103 undisclosed-recipient")
    assert issue["severity"] == "major"
    assert issue["location"] == {
        "path": "inventory/systems.yaml",
        "lines": {"begin": 14, "end": 14},
    }
    assert issue["description"].startswith("the policy does not disclose sharing email address")
    assert issue["description"].endswith("with recipient `advertising_network`.")


def test_severities_are_those_of_gitlab(failing: Report) -> None:
    found = {(i["check_name"].split()[0], i["severity"]) for i in issues(failing)}
    assert {("FC201", "major"), ("FC301", "minor"), ("FC505", "info")} < found


def test_nothing_found_is_an_empty_list(failing: Report) -> None:
    assert render("gitlab", report_of(failing, [], {}), Look()) == "[]\n"


def test_hostile_names_make_issues_of_the_schema(failing: Report) -> None:
    found = issues(hostile(failing))
    assert len(found) == len(STRINGS)
    assert [i["location"]["path"] for i in found] == [f"inventory/{t}.yaml" for t in STRINGS]


def test_fingerprints_are_unique(failing: Report) -> None:
    twice = report_of(failing, failing.findings * 2, {})
    prints = [i["fingerprint"] for i in issues(twice)]
    assert len(set(prints)) == len(prints) == 12


def test_what_is_lifted_is_left_out(failing: Report) -> None:
    assert len(issues(lifted(failing))) == len(issues(failing)) - 2


def test_files_are_named_from_the_root_of_the_repository(failing: Report) -> None:
    paths = {i["location"]["path"] for i in issues(failing, Look(prefix="shop/"))}
    assert "shop/inventory/systems.yaml" in paths


def test_the_schema_refuses_what_gitlab_refuses(failing: Report) -> None:
    good = issues(failing)[0]
    for bad in (
        {**good, "severity": "error"},
        {key: value for key, value in good.items() if key != "fingerprint"},
        {**good, "location": {"path": "/absolute.yaml", "lines": {"begin": 1}}},
        {**good, "location": {"path": "./a.yaml", "lines": {"begin": 1}}},
        {**good, "location": {"path": "a.yaml"}},
    ):
        with pytest.raises(ValidationError):
            VALIDATOR.validate([bad])


def test_a_finding_of_several_lines_tells_the_last(failing: Report) -> None:
    span = failing.findings[0].span
    text = finding("x", type(span)("a.yaml", 2, 1, 4, 2))
    [issue] = issues(report_of(failing, [text], {"a.yaml": "\n" * 5}))
    assert issue["location"]["lines"] == {"begin": 2, "end": 4}
