"""The formats on one small company: golden text, concise lines, the JSON of the contract."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import TODAY
from flowcheck.engine import run
from flowcheck.facts import Facts
from flowcheck.project import load
from flowcheck.project.settings import Settings
from flowcheck.render import Look, formats, render
from projects import with_flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowcheck.engine import Report

FLOW = (
    "{id: web-ads, to: adnet, data: [email_address, ip_address], purpose: service_provision,"
    " subject: trial_user, transit: tls_1_2}"
)
VENDOR = "vendors:\n  - {id: adnet, name: AdNet, role: advertising_network, country: us}\n"


@pytest.fixture
def report(write_project: Callable[..., Path]) -> Report:
    files = {**with_flow(FLOW), "inventory/adnet.yaml": VENDOR}
    return load(write_project(files), today=TODAY).lint()


def test_the_formats_are_the_modules_of_the_folder() -> None:
    assert formats() == ("concise", "json", "text")


@pytest.mark.parametrize("width", [80, 120])
def test_text_is_as_approved(report: Report, width: int) -> None:
    golden = Path(__file__).parent / f"golden_{width}.txt"
    assert render("text", report, Look(width=width)) == golden.read_text(encoding="utf-8")


def test_json_is_that_of_the_contract(report: Report) -> None:
    value: dict[str, Any] = json.loads(render("json", report, Look(claims=True)))
    assert list(value) == ["version", "tool", "policy", "summary", "findings", "flows"]
    assert value["version"] == 1
    assert value["policy"]["document"] == "inventory/policy.txt"
    assert value["policy"]["effective"] == "2026-01-01"
    assert value["summary"]["flows"] == len(value["flows"]) == 5
    verdicts = ("clear", "vague", "ambiguous", "omitted", "incorrect")
    assert sum(value["summary"][verdict] for verdict in verdicts) == 5
    finding = next(f for f in value["findings"] if f["code"] == "FC103")
    assert finding["flow"] == "web-ads"
    assert finding["facets"] == {"recipient": ["adnet"]}
    assert finding["data"] == ["email_address", "ip_address"]
    assert finding["path"] == "inventory/systems.yaml"
    assert (finding["line"], finding["waived"]) == (14, False)
    assert finding["evidence"][0]["statement"] == "share"
    assert len(finding["fingerprint"]) == 32
    collects, *_ = value["flows"]
    assert (collects["id"], collects["from"]) == ("web<-user/account_registration", None)
    claims = collects["claims"]
    assert [(c["action"], c["data"], c["verdict"]) for c in claims] == [
        ("collect", "email_address", "clear"),
        ("use", "email_address", "clear"),
        ("collect", "full_name", "clear"),
        ("use", "full_name", "clear"),
    ]
    assert claims[0]["purpose"] is None
    assert claims[1]["source"] is None


def test_without_claims_flows_have_verdicts_alone(report: Report) -> None:
    value = json.loads(render("json", report, Look()))
    assert {key for flow in value["flows"] for key in flow} == {"id", "from", "to", "verdict"}


def test_reruns_are_byte_identical(report: Report) -> None:
    for name in formats():
        again = load_again(report)
        assert render(name, report, Look(claims=True)) == render(name, again, Look(claims=True))


def load_again(report: Report) -> Report:
    facts = Facts(report.facts.inventory, report.facts.vocabulary, TODAY)
    return run(facts, Settings(), report.sources)


def test_concise_is_a_line_a_finding(report: Report) -> None:
    lines = render("concise", report, Look()).splitlines()
    assert lines[-1].startswith("2 errors, 1 warning")
    places = [line.split(": ")[0] for line in lines[:-1]]
    assert places == [
        "inventory/policy.yaml:16:10",
        "inventory/systems.yaml:14:27",
        "inventory/systems.yaml:14:56",
        "inventory/systems.yaml:14:127",
    ]


def test_quiet_leaves_the_summary_out(report: Report) -> None:
    assert "flows:" not in render("text", report, Look(quiet=True))


def test_colour_changes_nothing_but_colour(report: Report) -> None:
    plain = render("text", report, Look())
    coloured = render("text", report, Look(color=True))
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
