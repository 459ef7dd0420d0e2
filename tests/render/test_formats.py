"""The formats on one small company: golden text, concise lines, the JSON of the contract."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from conftest import TODAY
from flowcheck.engine import run
from flowcheck.facts import Facts
from flowcheck.project.settings import Settings
from flowcheck.render import Look, formats, render
from flowcheck.render.width import columns
from hostile import STRINGS, hostile, lifted, many

if TYPE_CHECKING:
    from flowcheck.engine import Report

NAMES = (
    "concise",
    "github",
    "gitlab",
    "grouped",
    "json",
    "jsonl",
    "junit",
    "markdown",
    "rdjson",
    "sarif",
    "text",
)


def test_the_formats_are_the_modules_of_the_folder() -> None:
    assert formats() == NAMES


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", ["text", "grouped"])
def test_a_format_is_as_approved(failing: Report, name: str, width: int) -> None:
    golden = Path(__file__).parent / f"golden_{name}_{width}.txt"
    assert render(name, failing, Look(width=width)) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", ["text", "grouped"])
def test_colours_and_links_are_as_approved(failing: Report, name: str, width: int) -> None:
    golden = Path(__file__).parent / f"golden_{name}_{width}_colour.txt"
    look = Look(color=True, width=width, links=True, base="file:///project/")
    shown = render(name, failing, look).replace("\x1b", "<ESC>")
    assert shown == golden.read_text(encoding="utf-8")
    plain = render(name, failing, Look(width=width))
    assert re.sub(r"<ESC>(\[[0-9;]*m|\]8;;.*?<ESC>\\)", "", shown) == plain


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("name", ["text", "grouped"])
def test_no_line_is_wider_than_the_terminal(failing: Report, name: str, width: int) -> None:
    for line in render(name, failing, Look(width=width)).splitlines():
        assert columns(line) <= width


def test_json_is_that_of_the_contract(failing: Report) -> None:
    value: dict[str, Any] = json.loads(render("json", failing, Look(claims=True)))
    assert list(value) == ["version", "tool", "policy", "summary", "findings", "flows"]
    assert value["version"] == 1
    assert value["policy"]["document"] == "inventory/policy.txt"
    assert value["policy"]["effective"] == "2026-01-01"
    assert value["summary"]["flows"] == len(value["flows"]) == 6
    verdicts = ("clear", "vague", "ambiguous", "omitted", "incorrect")
    assert sum(value["summary"][verdict] for verdict in verdicts) == 6
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


def test_without_claims_flows_have_verdicts_alone(failing: Report) -> None:
    value = json.loads(render("json", failing, Look()))
    assert {key for flow in value["flows"] for key in flow} == {"id", "from", "to", "verdict"}


def test_reruns_are_byte_identical(failing: Report) -> None:
    for name in formats():
        again = load_again(failing)
        assert render(name, failing, Look(claims=True)) == render(name, again, Look(claims=True))


def load_again(report: Report) -> Report:
    facts = Facts(report.facts.inventory, report.facts.vocabulary, TODAY)
    return run(facts, Settings(), report.sources)


def test_concise_is_a_line_a_finding(failing: Report) -> None:
    lines = render("concise", failing, Look()).splitlines()
    assert lines[-1].startswith("3 errors, 2 warnings, 1 note; 6 flows: ")
    places = [line.split(": ")[0] for line in lines[:-1]]
    assert places == [
        "inventory/policy.yaml:16:10",
        "inventory/systems.yaml:14:27",
        "inventory/systems.yaml:14:56",
        "inventory/systems.yaml:14:127",
        "inventory/東京.yaml:5:39",
        "inventory/東京.yaml:5:52",
    ]


@pytest.mark.parametrize("name", ["text", "concise", "grouped", "github", "markdown"])
def test_quiet_leaves_the_summary_out(failing: Report, name: str) -> None:
    assert "6 flows:" in render(name, failing, Look())
    assert "flows:" not in render(name, failing, Look(quiet=True))


@pytest.mark.parametrize("name", ["text", "concise", "grouped", "github", "markdown"])
def test_the_summary_tells_what_is_lifted(failing: Report, name: str) -> None:
    shown = render(name, lifted(failing), Look())
    assert "2 errors, 2 warnings" in shown
    assert "; 1 waived (1 expiring), 1 baselined" in shown


@pytest.mark.parametrize("name", ["concise", "github", "gitlab", "grouped", "rdjson", "text"])
def test_what_is_lifted_is_not_shown(failing: Report, name: str) -> None:
    without = replace(failing, findings=failing.findings[2:])
    look = Look(quiet=True)
    assert render(name, lifted(failing), look) == render(name, without, look)


def test_json_tells_what_is_lifted(failing: Report) -> None:
    value = json.loads(render("json", lifted(failing), Look()))
    assert (value["summary"]["waived"], value["summary"]["baselined"]) == (1, 1)
    assert [(f["waived"], f["baselined"]) for f in value["findings"][:3]] == [
        (True, False),
        (False, True),
        (False, False),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_drives_a_terminal(failing: Report, name: str) -> None:
    shown = render(name, hostile(failing), Look())
    assert not [c for c in shown if not c.isprintable() and c not in "\n\u200b\u200c\u200d"]


@pytest.mark.parametrize("name", ["concise", "grouped", "text"])
def test_a_name_never_makes_a_line(failing: Report, name: str) -> None:
    tame = hostile(failing, [text and f"name{number}" for number, text in enumerate(STRINGS)])
    look = Look(width=1_000_000)
    shown, wanted = render(name, hostile(failing), look), render(name, tame, look)
    assert len(shown.split("\n")) == len(wanted.split("\n"))


@pytest.mark.parametrize("name", NAMES)
def test_many_findings_cost_no_more_each(failing: Report, name: str) -> None:
    few, lots = (calls(name, many(failing, number)) for number in (500, 2_000))
    assert lots < 4.5 * few


def calls(name: str, report: Report) -> int:
    """Return how many functions are called to render a report."""
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counting)
    try:
        render(name, report, Look())
    finally:
        sys.setprofile(None)
    return count
