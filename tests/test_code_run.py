"""Runs of the rules on code: waivers, settings by path, fingerprints, baselines, partial scans."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from conftest import TODAY
from flowcheck.project import load
from flowcheck.project.bare import bare_project
from flowcheck.views.baseline import Baseline, against, recorded, shrunk
from projects import FILES
from seen import CATALOGUE, code, scanned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flowcheck.engine import Report

SDK = "shop/package.json: package npm:paywell direct"
CALL = "shop/src/a.ts: host api.paywell.com call"
WAIVER = """\
waivers:
  - {rule: FC601, vendor: stripe, reason: contract to be signed, owner: shop, until: 2026-12-24}
"""


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.standing if finding.code.startswith("FC6")]


def test_a_fingerprint_is_of_the_vendor_alone(write_project: Callable[..., Path]) -> None:
    root = write_project(FILES)
    here = scanned(root, SDK).lint(select=["FC601"]).findings
    there = scanned(root, "name HOME read", CALL, f"x/{SDK}").lint(select=["FC601"]).findings
    risk = scanned(root, "package npm:@paywell/risk direct").lint(select=["FC601"]).findings
    assert {f.fingerprint for f in (*here, *there, *risk)} == {here[0].fingerprint}


def test_a_vendor_of_the_catalogue_can_be_waived(write_project: Callable[..., Path]) -> None:
    root = write_project({**FILES, "inventory/waivers.yaml": WAIVER})
    project = load(root, today=TODAY)
    report = project.scanned(code("package npm:stripe direct")).lint()
    assert "FC601" not in codes(report)
    assert [f.code for f in report.findings if f.waiver] == ["FC601"]
    assert "FC401" not in [f.code for f in report.findings]


@pytest.mark.parametrize("whole", [True, False, None])
def test_a_waiver_is_unused_only_where_everything_was_scanned(
    write_project: Callable[..., Path], *, whole: bool | None
) -> None:
    project = load(write_project({**FILES, "inventory/waivers.yaml": WAIVER}), today=TODAY)
    if whole is not None:
        project = project.scanned(code("name HOME read", whole=whole))
    found = [f.code for f in project.lint().findings]
    assert ("FC401" in found) is (whole is True)


def test_settings_by_path_are_of_the_first_place(write_project: Callable[..., Path]) -> None:
    files = {**FILES, "flowcheck.yaml": 'per_path: {"shop/*": {severity: {FC601: info}}}\n'}
    project = scanned(write_project(files), SDK)
    assert [f.severity for f in project.lint(select=["FC601"]).findings] == ["info"]
    assert not project.idle_patterns()
    other = scanned(write_project(files), f"x/{SDK}")
    assert [f.severity for f in other.lint(select=["FC601"]).findings] == ["error"]
    assert [p.message for p in other.idle_patterns()] == ["`shop/*` matches no file"]
    assert not scanned(write_project(files), f"x/{SDK}", whole=False).idle_patterns()


def test_a_baseline_keeps_what_a_run_could_not_see(write_project: Callable[..., Path]) -> None:
    root = write_project(FILES)
    known = recorded(scanned(root, SDK).lint(select=["FC601"]), Baseline())
    assert [(entry.code, entry.subject) for entry in known.entries] == [("FC601", "paywell")]
    assert not against(scanned(root, CALL).lint(select=["FC601"]), known).failed
    for report in (load(root).lint(), scanned(root, "name HOME read", whole=False).lint()):
        assert shrunk(report, known) == known
    later = TODAY + dt.timedelta(days=1)
    project = load(root, today=later).scanned(code("name HOME read"))
    assert shrunk(project.lint(), known) == Baseline()


def test_part_of_the_code_proves_what_is_there_and_nothing_that_is_missing(
    write_project: Callable[..., Path],
) -> None:
    extra = (
        "vendors: [{id: wire, name: Wire, role: analytics_provider}]\n"
        "decisions: [{host: acme.dev, is: dev_only, reason: why, owner: who}]\n"
    )
    root = write_project({**FILES, "inventory/wire.yaml": extra})
    assert {"FC601", "FC602", "FC604"} == set(codes(scanned(root, SDK).lint()))
    assert codes(scanned(root, SDK, whole=False).lint()) == ["FC601"]


def test_where_there_is_no_inventory_everything_is_undeclared(tmp_path: Path) -> None:
    project = replace(bare_project(tmp_path), own_catalogue=CATALOGUE)
    report = project.scanned(code(SDK, CALL, "host api.unknown.dev call")).lint(select=["FC6"])
    assert sorted(codes(report)) == ["FC601", "FC603"]
    assert not any("policy" in line for f in report.findings for line in f.draft.help)


def test_the_policy_tells_whether_it_discloses_the_category(
    write_project: Callable[..., Path],
) -> None:
    policy = FILES["inventory/policy.yaml"]
    silent = "it does not disclose any payment processor"
    cases = {
        "": (silent, []),
        "payment_processor, ": ("", ["discloses the category payment processor"]),
        "service_provider, ": (silent, ["says no more than service provider"]),
    }
    for term, (told, notes) in cases.items():
        text = policy.replace("[cloud_hosting_provider, ", f"[{term}cloud_hosting_provider, ")
        root = write_project({**FILES, "inventory/policy.yaml": text})
        (finding,) = scanned(root, SDK).lint(select=["FC601"]).findings
        help_ = " ".join(finding.draft.help)
        assert told in help_
        assert bool(told) is ("does not disclose" in help_)
        assert [found.note.partition(" (")[0] for found in finding.evidence] == notes


def test_a_stranger_is_decided_upon_by_each_of_its_signs(
    write_project: Callable[..., Path],
) -> None:
    texts = ("host api.breadbox.io call", "name BREADBOX_API_KEY set")
    (finding,) = scanned(write_project(FILES), *texts).lint(select=["FC603"]).findings
    decided = finding.draft.help[1]
    assert (
        "`- {host: breadbox.io, is: not_a_recipient, reason: ..., owner: ...}` and `- {" in decided
    )
    assert 'name: "BREADBOX_API_KEY"' in decided
