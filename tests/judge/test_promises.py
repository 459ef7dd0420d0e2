"""Whether a record keeps a promise: met, broken or undeclared."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from conftest import TODAY
from flowcheck.judge.promises import ATTRIBUTE_FACETS, DATED, KINDS, Outcome, outcome
from flowcheck.model.inventory import Demand
from judging import policy


def result(demand: Demand, value: Any) -> str:  # noqa: ANN401
    return outcome(policy(), demand, value, TODAY).value


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (("tls13",), "met"),
        (("tls",), "broken"),
        (("mfa", "tls13"), "met"),
        ((), "undeclared"),
        (None, "undeclared"),
    ],
)
def test_a_stronger_safeguard_is_needed_or_better(declared: Any, expected: str) -> None:  # noqa: ANN401
    assert result(Demand("transit", ("tls13",)), declared) == expected


def test_a_stronger_safeguard_than_demanded_will_do() -> None:
    assert result(Demand("transit", ("tls",)), ("tls13",)) == "met"


def test_any_of_the_demanded_terms_will_do() -> None:
    assert result(Demand("safeguards", ("mfa", "aes")), ("aes",)) == "met"


def test_a_root_demands_nothing_that_could_be_met() -> None:
    assert result(Demand("safeguards", ("any_safeguard",)), ("mfa",)) == "broken"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("P30D", "met"), ("P1M", "broken"), ("P29D", "met"), ("P1Y", "broken"), ("", "undeclared")],
)
def test_a_retention_is_at_most_the_bound(declared: str, expected: str) -> None:
    assert result(Demand("retention", max_days=30.0, max_text="P30D"), declared) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "met"), (365, "met"), (366, "broken"), (-1, "met")]
)
def test_a_date_is_at_most_so_old(days: int, expected: str) -> None:
    declared = TODAY - dt.timedelta(days=days)
    assert result(Demand("assessed", max_days=365.0, max_text="P1Y"), declared) == expected


@pytest.mark.parametrize(
    ("declared", "expected"),
    [(True, "met"), (False, "undeclared"), ("team-web", "met"), ("", "undeclared")],
)
def test_present_is_present(declared: Any, expected: str) -> None:  # noqa: ANN401
    assert result(Demand("contract"), declared) == expected


def test_every_attribute_has_its_records() -> None:
    assert set(ATTRIBUTE_FACETS) <= set(KINDS)
    assert set(DATED) <= set(KINDS)
    assert {o.value for o in Outcome} == {"met", "broken", "undeclared"}
