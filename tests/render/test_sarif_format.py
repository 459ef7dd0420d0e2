"""SARIF: accepted by Microsoft's multitool under its own and GitHub's rules, within the limits."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from msgspec.structs import replace

from conftest import ROOT, TODAY
from flowcheck.project import load
from flowcheck.render import Look, render, sarif_format
from flowcheck.render.frame import printable
from flowcheck.rules import all_rules
from hostile import STRINGS, finding, hostile, lifted, many, report_of
from npm_clients import CLIENTS, client, run_client

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from flowcheck.engine import Report

KNOWN_NOTES = {
    "SARIF2002",  # wants message templates with arguments: our messages are sentences
    "SARIF2003",  # wants the commit: CI knows it, and uploads it with the log
}


def run_of(report: Report, look: Look | None = None) -> dict[str, Any]:
    log = json.loads(render("sarif", report, look or Look()))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    found: dict[str, Any] = run
    return found


def complaints(logs: dict[str, str], folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What Microsoft's multitool says of each log, by its own rules and by GitHub's."""
    multitool = client("@microsoft/sarif-multitool-linux") / "Sarif.Multitool"
    for name, text in logs.items():
        (folder / f"{name}.sarif").write_text(text, encoding="utf-8")
    options = ("--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "--kind", "Fail")
    config = ("--config", CLIENTS / "sarif_multitool.xml", "--output", folder / "said")
    files = [folder / f"{name}.sarif" for name in logs]
    done = run_client(multitool, "validate", *files, *options, *config)
    assert (folder / "said").exists(), done.stdout + done.stderr
    [run] = json.loads((folder / "said").read_text(encoding="utf-8-sig"))["runs"]
    assert all(call["executionSuccessful"] for call in run["invocations"]), done.stdout
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in logs}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        uri = place.get("uri") or run["artifacts"][place["index"]]["location"]["uri"]
        found[uri.rpartition("/")[2].removesuffix(".sarif")].append(result)
    return found


def test_the_multitool_has_only_notes_and_known_ones(
    failing: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = [text for text in STRINGS if len(text) < 1_000]  # a longer region has no snippet
    reports = {
        "failing": failing,
        "lifted": lifted(failing),
        "hostile": hostile(failing, short),
        "clean": report_of(failing, [], {}),
        "company": load(ROOT, today=TODAY).lint(),
    }
    logs = {name: render("sarif", report, Look()) for name, report in reports.items()}
    monkeypatch.setattr(sarif_format, "MOST_SHOWN", 2)
    monkeypatch.setattr(sarif_format, "MOST_RESULTS", 4)
    logs["cut"] = render("sarif", lifted(failing), Look())
    for name, said in complaints(logs, tmp_path).items():
        assert {found["level"] for found in said} <= {"note"}, name
        assert {found["ruleId"] for found in said} <= KNOWN_NOTES, name
        assert said, name  # the note on the commit: it was looked at


def test_the_multitool_would_say_what_is_wrong(failing: Report, tmp_path: Path) -> None:
    nowhere, unruled = (json.loads(render("sarif", failing, Look())) for _ in range(2))
    for result in nowhere["runs"][0]["results"]:
        result["locations"] = []
    for result in unruled["runs"][0]["results"]:
        result["ruleIndex"] = 99
    logs = {"nowhere": json.dumps(nowhere), "unruled": json.dumps(unruled)}
    said = complaints(logs, tmp_path)
    for name, rules in (("nowhere", "GH"), ("unruled", "SARIF")):
        assert [f for f in said[name] if f["ruleId"].startswith(rules) and f["level"] == "error"]


def test_a_result_has_what_code_scanning_shows(failing: Report) -> None:
    run = run_of(failing)
    assert run["columnKind"] == "unicodeCodePoints"
    result = run["results"][0]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert result["ruleId"] == rule["id"] == "FC103"
    assert result["level"] == "error"
    assert result["message"]["text"].startswith("the policy does not disclose sharing email")
    assert result["message"]["text"].endswith(
        " [share](1): the nearest it discloses: cloud_hosting_provider."
    )
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": "inventory/systems.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert place["region"] == {
        "startLine": 14,
        "startColumn": 27,
        "endLine": 14,
        "endColumn": 32,
        "snippet": {"text": "adnet"},
    }
    [related] = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "inventory/policy.txt"
    region = related["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"], region["endColumn"]) == (9, 10, 21)
    prints = {found.fingerprint for found in failing.findings}
    hashes = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
    assert set(hashes) == prints
    assert "suppressions" not in result
    assert "baselineState" not in result


def test_every_rule_is_described(failing: Report) -> None:
    rules = run_of(failing)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    for rule, ours in zip(rules, all_rules(), strict=True):
        assert rule["shortDescription"]["text"] == ours.title
        assert ours.title in rule["fullDescription"]["text"]
        assert len(rule["fullDescription"]["text"]) > len(ours.title) + 40
        assert len(rule["fullDescription"]["text"]) <= 1_024
        assert "**" not in rule["fullDescription"]["text"]
        assert rule["help"]["markdown"] == ours.page
        assert rule["helpUri"].endswith(f"/rules/{ours.code}/")
        assert len(rule["properties"]["tags"]) <= 10
    broken, note = (next(r for r in rules if r["id"] == code) for code in ("FC103", "FC505"))
    assert broken["defaultConfiguration"] == {"level": "error"}
    assert broken["properties"] == {
        "tags": ["privacy", "compliance", "disclosure"],
        "precision": "very-high",
        "problem.severity": "error",
    }
    assert note["defaultConfiguration"] == {"level": "note"}
    assert note["properties"]["problem.severity"] == "recommendation"


def test_what_is_lifted_is_suppressed_with_the_reason(failing: Report) -> None:
    results = run_of(lifted(failing))["results"]
    waived, known = (
        next(r for r in results if r["partialFingerprints"]["primaryLocationLineHash"] == f)
        for f in (failing.findings[0].fingerprint, failing.findings[1].fingerprint)
    )
    assert waived["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "in review (dpo, until 2026-12-08)",
        }
    ]
    assert known["suppressions"][0]["status"] == "accepted"
    assert (waived["baselineState"], known["baselineState"]) == ("new", "unchanged")
    others = [result for result in results if result not in (waived, known)]
    assert all(result["suppressions"] == [] for result in others)


def test_hostile_names_make_no_link_and_paths_are_escaped(failing: Report) -> None:
    results = run_of(hostile(failing))["results"]
    assert len(results) == 3 * len(STRINGS)
    paths = {
        unquote(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for r in results
    }
    assert paths == {f"inventory/{text}.yaml" for text in STRINGS}
    for result in results:
        assert printable(result["message"]["text"]) == result["message"]["text"]
        links = re.findall(r"\[[^\]]*\]\((.*?)\)", result["message"]["text"])
        assert links == [str(place["id"]) for place in result.get("relatedLocations", [])]


def test_more_than_github_takes_is_cut_and_said(
    failing: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif_format, "MOST_SHOWN", 2)
    monkeypatch.setattr(sarif_format, "MOST_RESULTS", 4)
    run = run_of(lifted(failing))
    assert [result["level"] for result in run["results"]] == ["error"] * 2 + ["warning"] * 2
    assert all(result["suppressions"] == [] for result in run["results"])
    [notice] = run["invocations"][0]["toolExecutionNotifications"]
    assert notice == {
        "level": "warning",
        "message": {"text": "Of 6 results the 4 gravest are given; GitHub shows the 2 gravest."},
    }


def test_more_than_github_shows_is_said(failing: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif_format, "MOST_SHOWN", 2)
    run = run_of(failing)
    assert len(run["results"]) == 6
    [notice] = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"] == "Of 6 results GitHub shows the 2 gravest."


def test_the_real_limits_are_those_of_github(failing: Report) -> None:
    mild = finding("mild", failing.findings[0].span, number=99_999, severity="info")
    lots = many(failing, 25_000)
    run = run_of(replace(lots, findings=(mild, *lots.findings)))
    assert len(run["results"]) == 25_000
    assert {result["level"] for result in run["results"]} == {"error"}
    assert run["invocations"][0]["exitCode"] == 1


def test_nothing_found_is_a_run_that_succeeded(failing: Report) -> None:
    run = run_of(report_of(failing, [], {}))
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 0}]


def test_files_are_named_from_the_root_of_the_repository(failing: Report) -> None:
    for result in run_of(failing, Look(prefix="my shop/"))["results"]:
        for place in (*result["locations"], *result.get("relatedLocations", [])):
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert uri.startswith("my%20shop/inventory/")
