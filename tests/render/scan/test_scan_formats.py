"""A scan in every format: golden text, the JSON of the contract, names that are hostile."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from flowcheck.errors import Problem
from flowcheck.project.bare import bare_project
from flowcheck.render import Look
from flowcheck.render.scan import FORMATS, render
from flowcheck.render.width import columns
from flowcheck.views.code_scan import CodeScan, code_scan
from projects import FILES
from seen import CATALOGUE, code, scanned

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = (
    "shop/package.json: package npm:paywell direct",
    "shop/package.json: package npm:@paywell/risk direct",
    "shop/src/pay.ts: host api.paywell.com call",
    ".env: name NEXT_PUBLIC_PAYWELL_KEY set",
    "shop/package.json: package npm:@bugs/node direct",
    "shop/package.json: package npm:wire dev",
    ".env: name AMPLITUDE_KEY set",
    "infra/values.yaml: host hooks.bridge.dev config",
    "shop/src/hook.ts: host api.bridge.dev call",
    "shop/src/out.ts: host ingest.unknown.dev call",
    ".env: name ACMESMS_API_KEY set",
    ".env: name WIRE_REGION set",
    "shop/src/a.ts: import npm:wire",
    "shop/src/b.ts: import npm:wire",
)
DECISIONS = """\
decisions:
  - package: "npm:@bugs/*"
    is: self_hosted
    reason: runs on our own servers, see OPS-7
    owner: ops
    reviewed: 2026-11-01
  - {host: bridge.dev, is: user_directed, reason: the customer's own account, owner: shop}
"""
PROBLEMS = (
    Problem("shop/yarn.lock", 3, 1, "is no lock file of yarn", help="mend it"),
    Problem("big.json", 0, 0, "has 200 MB; at most 100 MB are read"),
)


def shown(root: Path) -> CodeScan:
    project = scanned(root, *TEXTS)
    found = project.facts.code
    assert found is not None
    aside = (("tests", 120), ("documentation", 1_033), ("vendored", 0))
    found = replace(found, files=4_812, aside=aside, problems=PROBLEMS)
    return code_scan(project.scanned(found).lint(select=["FC6"]))


@pytest.fixture
def scan(write_project: Callable[..., Path]) -> CodeScan:
    return shown(write_project({**FILES, "inventory/decisions.yaml": DECISIONS}))


@pytest.mark.parametrize("width", [80, 120])
def test_text_is_as_approved(scan: CodeScan, width: int) -> None:
    golden = Path(__file__).parent / f"golden_scan_{width}.txt"
    assert render("text", scan, Look(width=width)) == golden.read_text(encoding="utf-8")


def test_what_is_let_pass_is_counted(scan: CodeScan) -> None:
    known = tuple(replace(finding, baselined=True) for finding in scan.report.findings)
    found = replace(scan, report=replace(scan.report, findings=known))
    text = render("text", found, Look(width=200))
    assert f" nobody knows; {len(known)} findings baselined\n" in text


def test_colours_and_links_say_the_same(scan: CodeScan) -> None:
    look = Look(color=True, width=80, links=True, base="file:///project/")
    text = render("text", scan, look)
    assert "\x1b]8;;file:///project/shop/src/pay.ts\x1b\\" in text
    plain = re.sub(r"\x1b(\[[0-9;]*m|\]8;;.*?\x1b\\)", "", text)
    assert plain == render("text", scan, Look(width=80))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(scan: CodeScan, width: int) -> None:
    for line in render("text", scan, Look(width=width)).splitlines():
        assert columns(line) <= width


def test_markdown_is_as_approved(scan: CodeScan) -> None:
    golden = Path(__file__).parent / "golden_scan.md"
    assert render("markdown", scan, Look(prefix="sub/")) == golden.read_text(encoding="utf-8")


def test_json_is_that_of_the_contract(scan: CodeScan) -> None:
    value: dict[str, Any] = json.loads(render("json", scan, Look()))
    assert list(value) == [
        *("version", "tool", "summary", "vendors", "unclassified", "problems", "findings"),
    ]
    assert value["summary"] == {
        "files": 4812,
        "aside": {"tests": 120, "documentation": 1033, "vendored": 0},
        "whole": True,
        "inventory": True,
        "undeclared": 1,
        "weak": 1,
        "decided": 1,
        "declared": 1,
        "unclassified": 2,
        "findings": {"error": 1, "warning": 2, "info": 0},
    }
    vendor = value["vendors"][0]
    evidence = vendor.pop("evidence")
    assert vendor == {
        "id": "paywell",
        "name": "Paywell",
        "categories": ["payment_processor", "fraud_prevention_service"],
        "products": ["Payments", "Risk"],
        "state": "undeclared",
        "declared": None,
        "other_roles": [],
        "decision": None,
        "strength": "strong",
        "evident": True,
        "disclosed": None,
        "entry": {
            "id": "paywell",
            "name": "Paywell",
            "legal_entity": "Paywell, Inc.",
            "role": ["payment_processor", "fraud_prevention_service"],
            "country": "us",
            "url": "https://paywell.com",
        },
    }
    assert evidence[0] == {
        "signal": "package",
        "strength": "strong",
        "kind": "package",
        "value": "npm:paywell",
        "role": "direct",
        "path": "shop/package.json",
        "line": 1,
        "column": 8,
        "end_column": 19,
        "note": "asked for by a manifest",
        "decided": False,
    }
    states = {v["id"]: (v["state"], v["declared"]) for v in value["vendors"]}
    assert states["amplitude"] == ("declared", "amplitude")
    decided = next(v for v in value["vendors"] if v["state"] == "decided")
    assert decided["decision"] == {
        "package": "npm:@bugs/*",
        "path": None,
        "is": "self_hosted",
        "reason": "runs on our own servers, see OPS-7",
        "owner": "ops",
        "reviewed": "2026-11-01",
    }
    assert [(u["id"], u["kind"]) for u in value["unclassified"]] == [
        ("ACMESMS", "name"),
        ("bridge.dev", "host"),
        ("unknown.dev", "host"),
    ]
    assert value["problems"][1] == {
        "path": "big.json",
        "line": None,
        "column": None,
        "message": "has 200 MB; at most 100 MB are read",
        "help": "",
    }
    assert [f["code"] for f in value["findings"]] == ["FC603", "FC601", "FC603"]


def test_json_says_where_the_policy_discloses(write_project: Callable[..., Path]) -> None:
    policy = FILES["inventory/policy.yaml"].replace("[cloud", "[payment_processor, cloud")
    scan = shown(write_project({**FILES, "inventory/policy.yaml": policy}))
    value = json.loads(render("json", scan, Look()))
    assert value["vendors"][0]["disclosed"] == {
        "statement": "share",
        "section": None,
        "quote": "We share it with hosting providers (AWS) and with analytics providers.",
        "category": "payment_processor",
        "clearly": True,
        "note": "discloses the category payment processor (`payment_processor`)",
    }


def test_sarif_has_the_findings(scan: CodeScan) -> None:
    run = json.loads(render("sarif", scan, Look()))["runs"][0]
    found = {result["ruleId"] for result in run["results"]}
    assert found == {finding.code for finding in scan.report.findings}


def test_a_role_that_is_not_declared_is_told(write_project: Callable[..., Path]) -> None:
    extra = "vendors: [{id: paywell, name: Paywell, role: payment_processor}]\n"
    scan = shown(write_project({**FILES, "inventory/paywell.yaml": extra}))
    row = next(row for row in scan.vendors if row.party.vendor.id == "paywell")
    assert row.other_roles == ("fraud_prevention_service",)
    text = " ".join(render("text", scan, Look()).split())
    assert "it is used as fraud prevention service too, which its `role` does not say" in text


def test_without_an_inventory_it_says_how_to_begin(tmp_path: Path) -> None:
    project = replace(bare_project(tmp_path), own_catalogue=CATALOGUE).scanned(code(*TEXTS))
    scan = code_scan(project.lint(select=["FC6"]), has_inventory=False)
    for name in ("text", "markdown"):
        shown = " ".join(render(name, scan, Look()).split())
        assert "begin with" in shown
        assert "flowcheck init" in shown
        assert "the policy does not" not in shown
        assert "--write" not in shown
    value = json.loads(render("json", scan, Look()))
    assert value["summary"]["inventory"] is False
    assert value["vendors"][0]["disclosed"] is None


def test_where_nothing_is_seen_it_says_so(write_project: Callable[..., Path]) -> None:
    project = scanned(write_project(FILES), "name HOME read")
    scan = code_scan(project.lint(select=["FC601"]))
    assert render("text", scan, Look()) == "0 vendors in code\n1 file scanned\n"
    assert render("text", scan, Look(quiet=True)) == ""


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_drive_nothing(name: str, write_project: Callable[..., Path]) -> None:
    bad = "\x1b[31m|<b>@x`[a](b)\u202e"
    project = scanned(write_project(FILES), *TEXTS)
    found = project.facts.code
    assert found is not None
    mentions = tuple(
        replace(m, path=f"{bad}/{m.path}", value=m.value + bad if m.kind == "name" else m.value)
        for m in found.mentions
    )
    problems = (Problem(bad, 1, 1, bad),)
    report = project.scanned(replace(found, mentions=mentions, problems=problems)).lint()
    text = render(name, code_scan(report), Look())
    assert "\x1b" not in text
    assert "\u202e" not in text
    if name == "markdown":
        assert "<b>" not in text
        assert "[a](b)" not in text


def test_what_was_not_scanned_shows_nothing(failing: object) -> None:
    with pytest.raises(ValueError, match="None"):
        code_scan(failing)  # type: ignore[arg-type]


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_every_finding_that_may_fail_a_run_is_shown(
    write_project: Callable[..., Path], format_: str
) -> None:
    idle = "decisions:\n  - {host: idle.dev, is: dev_only, reason: none is left, owner: ops}\n"
    scan = shown(write_project({**FILES, "inventory/decisions.yaml": idle}))
    codes = {finding.code for finding in scan.report.standing}
    assert "FC604" in codes
    text = render(format_, scan, Look(width=200))
    assert "What the inventory and the code say differently (1)" in text
    assert "inventory/decisions.yaml:2:12: " in text
    assert "(FC604)" in text
