"""The generated companies are what they say: so large, so many flows, and no error in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import TODAY
from flowcheck.project import load
from generate import NAMED, VENDORS, Company, generate

if TYPE_CHECKING:
    from pathlib import Path

COMPANIES = {
    "records": NAMED["200 records"],
    "systems": Company(40, 4),
    "flows": Company(12, 25),
}


@pytest.mark.parametrize("name", COMPANIES)
def test_a_company_has_its_flows_and_no_error(tmp_path: Path, name: str) -> None:
    company = COMPANIES[name]
    generate(tmp_path, company)
    report = load(tmp_path, today=TODAY).lint()
    assert len(report.facts.inventory.flows) == company.systems * company.flows
    assert not [finding for finding in report.findings if finding.severity == "error"]
    assert not report.failed


def test_two_hundred_records_are_two_hundred(tmp_path: Path) -> None:
    company = NAMED["200 records"]
    generate(tmp_path, company)
    inventory = load(tmp_path, today=TODAY).inventory
    vendors = len(inventory.vendors)
    assert len(inventory.systems) == company.systems
    flows = company.systems * company.flows
    assert len(inventory.policy.statements) + vendors + company.systems + flows == 200


@pytest.mark.parametrize(("name", "flows"), [("50,000 flows", 50_000), ("100,000 flows", 100_000)])
def test_a_flow_takes_some_210_bytes_so_that_50_000_are_10_mb(
    tmp_path: Path, name: str, flows: int
) -> None:
    company = NAMED[name]
    assert company.systems * company.flows == flows
    generate(tmp_path, Company(60, company.flows))
    written = sum(path.stat().st_size for path in tmp_path.glob("inventory/systems/*.yaml"))
    assert 9.8e6 < written / (60 * company.flows) * 50_000 < 10.6e6


def test_some_flows_stay_inside(tmp_path: Path) -> None:
    generate(tmp_path, Company(20, 4))
    lines = "".join(
        path.read_text("utf-8") for path in tmp_path.glob("inventory/systems/*.yaml")
    ).splitlines()
    recipients = [line.split()[1] for line in lines if line.strip().startswith("to:")]
    assert sum(recipient.startswith("system-") for recipient in recipients) == 20
    assert set(VENDORS.values()) <= set(recipients)


def test_a_company_is_the_same_every_time(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        generate(tmp_path / folder, Company(5, 3))
    one, other = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*.*")}
        for root in (tmp_path / "one", tmp_path / "other")
    )
    assert one == other
