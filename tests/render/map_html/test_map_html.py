"""The HTML file as text: the same on each run, shut by its policy, counted as `lint` does."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, TODAY
from drawn_flows import pages
from flowcheck.project import load
from flowcheck.render.map_html import map_html
from flowcheck.render.summary import verdict_counts
from projects import FAILING, FILES, with_flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flowcheck.engine import Report

ASSETS = ROOT / "src" / "flowcheck" / "render" / "map_html"


def test_it_is_the_same_on_each_run(failing: Report) -> None:
    assert map_html(failing, pages(failing.facts)) == map_html(failing, pages(failing.facts))


def test_its_policy_names_its_script_and_style_and_nothing_else(failing: Report) -> None:
    text = map_html(failing, pages(failing.facts))
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', text)
    found = dict(part.strip().split(" ", 1) for part in unescape(policy).split(";"))
    for tag in ("script", "style"):
        [inner] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        digest = b64encode(sha256(inner.encode()).digest()).decode()
        assert found.pop(f"{tag}-src") == f"'sha256-{digest}'"
    assert found.pop("img-src") == "data:"
    assert set(found) == {"default-src", "base-uri", "form-action"}
    assert set(found.values()) == {"'none'"}
    assert " style=" not in text


@pytest.mark.parametrize("name", ["map.js", "map.css"])
def test_what_it_brings_is_small_and_our_own(name: str) -> None:
    text = (ASSETS / name).read_text(encoding="utf-8")
    assert len(text) < 12_000
    assert not re.search(r"https?:|@import|import |eval|document\.write|outerHTML", text)
    assert text.count("innerHTML") == (name == "map.js")


def test_counts_are_those_of_lint(failing: Report) -> None:
    text = map_html(failing, [])
    counts = ", ".join(f"{n} {word}" for word, n in verdict_counts(failing).items() if n)
    assert f"<b>X 2 UNDISCLOSED of 6 declared flows</b><span>{counts}</span>" in text
    assert text.count("<tr data-mark=") == len(failing.facts.inventory.flows) == 6
    assert text.count("<article id=") == 6


def test_what_is_disclosed_has_no_alarm(write_project: Callable[..., Path]) -> None:
    text = map_html(load(write_project(FILES), today=TODAY).lint(), [])
    assert (
        '<p id="verdict"><b>0 undisclosed of 4 declared flows</b><span>4 clear</span></p>' in text
    )
    assert "<option" in text
    assert "all that is not disclosed" not in text


WAIVED = """\
waivers:
  - {rule: FC103, flow: web-ads, reason: in review, owner: dpo, until: 2026-12-31}
"""


def test_what_somebody_answers_for_is_counted_and_told(write_project: Callable[..., Path]) -> None:
    report = load(write_project({**FAILING, "inventory/w.yaml": WAIVED}), today=TODAY).lint()
    text = map_html(report, [])
    assert "<span>4 clear, 2 omitted; 1 waived</span>" in text
    assert "Waived until 2026-12-31 by dpo: in review" in text


def test_filters_of_the_command_line_are_told_on_every_sheet(failing: Report) -> None:
    flows = [flow for flow in failing.facts.inventory.flows if flow.to == "adnet"]
    drawn = pages(failing.facts)
    text = map_html(failing, drawn, flows=flows, filtered="vendor adnet")
    assert text.count("FILTERED: 2 of 6 flows (vendor adnet)") == len(drawn) + 2
    assert text.count("<article id=") == 2
    assert 'data-flows="flow-backup"' not in text


def test_the_edition_and_the_policy_are_named(failing: Report) -> None:
    text = map_html(failing, [], edition="commit 3f9c1ab, 2026-11-02")
    policy = failing.facts.inventory.policy
    assert text.count("commit 3f9c1ab, 2026-11-02") == 2
    assert f"sha256 {policy.sha256[:12]}" in text
    assert "Privacy Policy, effective 2026-01-01" in text
    assert "2026-11-24" in text


def test_sensitive_data_and_children_are_marked(write_project: Callable[..., Path]) -> None:
    flow = (
        "{id: clinic, to: aws, data: [blood_type, email_address], purpose: service_provision,"
        " subject: child, transit: tls_1_3}"
    )
    text = map_html(load(write_project(with_flow(flow)), today=TODAY).lint(), [])
    [row] = re.findall(r'<tr data-mark="flow-clinic".*?</tr>', text)
    assert 'Blood type <b class="mark">Art. 9</b>, Email address</td>' in row
    assert 'Child <b class="mark">Art. 8</b>' in row


def test_links_to_a_vendor_and_its_contract_are_kept(write_project: Callable[..., Path]) -> None:
    vendor = "{id: aws, name: AWS, role: cloud_hosting_provider, country: us"
    more = ", url: 'https://aws.example', contract: {url: 'https://aws.example/dpa'}"
    systems = FILES["inventory/systems.yaml"].replace(vendor, vendor + more)
    files = {**FILES, "inventory/systems.yaml": systems}
    text = map_html(load(write_project(files), today=TODAY).lint(), [])
    assert '<a href="https://aws.example" rel="noopener noreferrer">AWS</a>' in text
    assert '<a href="https://aws.example/dpa" rel="noopener noreferrer">contract</a>' in text
