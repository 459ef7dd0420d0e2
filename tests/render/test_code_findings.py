"""Findings on code in every format: their place, all further places, and what the policy says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from flowcheck.project import load
from flowcheck.render import Look, formats, render
from flowcheck.render.width import columns
from projects import FILES
from seen import scanned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flowcheck.engine import Report

TEXTS = (
    "shop/package.json: package npm:paywell direct",
    *(f"shop/src/{letter}.ts: host api.paywell.com call" for letter in "abcdefgh"),
    ".env: name PAYWELL_KEY set",
)
STRANGER = "shop/src/z.ts: host api.unknown.dev call"


@pytest.fixture
def report(write_project: Callable[..., Path]) -> Report:
    return scanned(write_project(FILES), *TEXTS, STRANGER).lint(select=["FC6"])


def test_text_shows_the_first_place_as_a_frame_and_six_more_as_lines(report: Report) -> None:
    shown = render("text", report, Look(width=100))
    assert (
        "error[FC601 undeclared-vendor]: Paywell, a payment processor, is seen in 10 places"
        in shown
    )
    assert " --> shop/package.json:1:8\n" in shown
    assert "^^^^^^^^^^^ package `npm:paywell`, asked for by a manifest (strong)" in shown
    seen = shown[shown.index("= seen: ") :].splitlines()
    assert seen[0].strip() == "= seen: shop/src/a.ts:2:8: host `api.paywell.com`, called (strong)"
    assert seen[5].strip().startswith("shop/src/f.ts:7:8: ")
    assert seen[6].strip() == "and 3 more (`flowcheck scan` lists all)"
    assert (
        "= help: declare it, with the flows that reach it: `- {id: paywell, name: Paywell" in shown
    )


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    for line in render("text", report, Look(width=width, quiet=True)).splitlines():
        if "-->" not in line:
            assert columns(line) <= width


def test_seven_further_places_are_all_shown(write_project: Callable[..., Path]) -> None:
    report = scanned(write_project(FILES), *TEXTS[:8]).lint(select=["FC601"])
    assert "more (" not in render("text", report, Look(width=100))


def test_json_has_all_places(report: Report) -> None:
    value = json.loads(render("json", report, Look()))
    vendor, stranger = value["findings"][-1], value["findings"][-2]
    if vendor["code"] != "FC601":
        vendor, stranger = stranger, vendor
    assert (vendor["code"], vendor["record"]) == ("FC601", {"kind": "vendor", "id": "paywell"})
    assert (vendor["path"], vendor["line"], vendor["column"]) == ("shop/package.json", 1, 8)
    assert len(vendor["places"]) == len(TEXTS)
    assert vendor["places"][1] == {
        "path": "shop/src/a.ts",
        "line": 2,
        "column": 8,
        "end_column": 23,
        "note": "host `api.paywell.com`, called (strong)",
    }
    assert stranger["record"] == {"kind": "party", "id": "unknown.dev"}


def test_sarif_and_rdjson_have_all_further_places(report: Report) -> None:
    run = json.loads(render("sarif", report, Look(prefix="sub/")))["runs"][0]
    result = next(r for r in run["results"] if r["ruleId"] == "FC601")
    related = result["relatedLocations"]
    assert len(related) == len(TEXTS) - 1
    assert [location["id"] for location in related] == list(range(1, len(TEXTS)))
    place = related[0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "sub/shop/src/a.ts"
    assert place["region"]["snippet"] == {"text": "api.paywell.com"}
    assert "contextRegion" not in result["locations"][0]["physicalLocation"]
    found = json.loads(render("rdjson", report, Look()))["diagnostics"]
    vendor = next(d for d in found if d["code"]["value"] == "FC601")
    assert len(vendor["related_locations"]) == len(TEXTS) - 1
    assert vendor["location"]["range"]["start"] == {"line": 1, "column": 8}


def test_the_formats_of_code_hosts_name_the_places(report: Report) -> None:
    for name in ("github", "gitlab", "junit", "markdown"):
        shown = render(name, report, Look(prefix="sub/"))
        assert "sub/shop/src/b.ts:3:8" in shown, name
        assert "and 3 more" in shown, name


@pytest.mark.parametrize("name", formats())
def test_a_line_that_is_too_long_to_show_is_none(
    name: str, write_project: Callable[..., Path]
) -> None:
    project = scanned(write_project(FILES), *TEXTS)
    code = project.facts.code
    assert code is not None
    blind = replace(code, mentions=tuple(replace(m, text="", column=5_000) for m in code.mentions))
    report = project.scanned(blind).lint(select=["FC601"])
    assert "package.json" in render(name, report, Look()) or name == "junit"


def test_without_a_scan_nothing_is_said(write_project: Callable[..., Path]) -> None:
    report = load(write_project(FILES)).lint()
    assert not [f for f in report.findings if f.code.startswith("FC6")]
    assert not [code for code in report.ran if code.startswith("FC6")]
    assert "places" not in render("json", report, Look())
