"""The last lines of a run: what is found, how the flows fare, what is lifted and for how long."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from conftest import TODAY
from flowcheck.model.inventory import EXPIRING_DAYS
from flowcheck.render.frame import Pen
from flowcheck.render.summary import summary
from hostile import report_of

if TYPE_CHECKING:
    from flowcheck.engine import Report

FOUND = "3 errors, 2 warnings, 1 note; 6 flows: 4 clear, 2 omitted"


def line(report: Report, frames: int | None = None) -> str:
    [only] = summary(report, Pen(color=False), frames)
    return only


def with_waivers(report: Report, *days: int, baselined: int = 0) -> Report:
    """The report with findings besides its own, waived until so many days hence, or known."""
    one = report.findings[0]
    ends = [(TODAY + dt.timedelta(days=number)).isoformat() for number in days]
    waived = [replace(one, waiver=("r", "o", end)) for end in ends]
    known = [replace(one, baselined=True)] * baselined
    return report_of(report, [*report.findings, *waived, *known], {})


def test_findings_and_flows_are_counted(failing: Report) -> None:
    assert line(failing) == FOUND
    assert line(failing, 5) == FOUND
    assert line(failing, 4) == FOUND.replace("note;", "note in 4 frames;")


@pytest.mark.parametrize(
    ("days", "baselined", "said"),
    [
        ((), 0, ""),
        ((EXPIRING_DAYS + 1,), 0, "; 1 waived"),
        ((EXPIRING_DAYS, EXPIRING_DAYS + 1), 0, "; 2 waived (1 expiring)"),
        ((0, 1, 100), 2, "; 3 waived (2 expiring), 2 baselined"),
        ((), 1, "; 1 baselined"),
    ],
)
def test_what_is_lifted_is_counted(
    failing: Report, days: tuple[int, ...], baselined: int, said: str
) -> None:
    assert line(with_waivers(failing, *days, baselined=baselined)) == FOUND + said


def test_each_finding_is_counted_once(failing: Report) -> None:
    both = replace(with_waivers(failing, 100).findings[-1], baselined=True)
    assert line(report_of(failing, [*failing.findings, both], {})) == f"{FOUND}; 1 waived"
