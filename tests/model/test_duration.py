"""Durations: what is one, and how long it is."""

from __future__ import annotations

import pytest

from flowcheck.model.duration import parse_duration


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("P1D", 1),
        ("P30D", 30),
        ("P2W", 14),
        ("P1Y", 365),
        ("P12M", 365),
        ("P1Y6M", 547.5),
        ("PT24H", 1),
        ("PT1440M", 1),
        ("PT86400S", 1),
        ("P1DT12H", 1.5),
        ("P0D", 0),
    ],
)
def test_a_duration_has_a_length_in_days(text: str, days: float) -> None:
    assert parse_duration(text) == pytest.approx(days)


@pytest.mark.parametrize(
    "text",
    [
        *("", "P", "PT", "P1DT", "P-1D", "P1.5D", "p1d", "P1D ", "1D", "P1H", "P\u0663D"),
        *("P1D\n", "30 days", "P" + "9" * 70 + "D"),
    ],
)
def test_what_is_no_duration(text: str) -> None:
    assert parse_duration(text) is None
