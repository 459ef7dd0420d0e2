"""To which records a promise applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from flowcheck.judge.promises import Point, Record, scope_reason
from flowcheck.judge.scopes import Scopes
from flowcheck.model.source import Address
from judging import permit, policy, statement

if TYPE_CHECKING:
    from flowcheck.model.inventory import Box, Statement


def promise(when: Box, except_: Box | None = None) -> Statement:
    return replace(statement("require", ""), when=when, except_=except_)


def record(*points: Point) -> Record:
    return Record("flow", "r", "r", Address(""), (points,), {})


def applies(found: Statement, *points: Point) -> bool:
    compiled = policy(permit("collect", data="email"))
    return bool(Scopes(compiled, [found]).of(record(*points)))


EMAIL = Point({"data": "email", "recipient": "aws", "purpose": "support"}, ("use", "share"))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({}, True),
        ({"data": ("contact",)}, True),
        ({"data": ("work_email",)}, True),
        ({"data": ("location",)}, False),
        ({"data": ("location", "email")}, True),
        ({"data": ("information",)}, False),
        ({"data": ("collected",)}, True),
        ({"recipient": ("cloud",)}, True),
        ({"recipient": ("payment",)}, False),
        ({"data": ("email",), "recipient": ("payment",)}, False),
        ({"action": ("share",)}, True),
        ({"action": ("sell",)}, True),
        ({"action": ("collect",)}, False),
        ({"condition": ("consent",)}, False),
    ],
)
def test_overlap_brings_a_record_into_scope(when: Box, expected: bool) -> None:  # noqa: FBT001
    assert applies(promise(when), EMAIL) is expected


def test_a_declared_condition_is_met() -> None:
    point = replace(EMAIL, condition=frozenset({"consent", "any_condition"}))
    assert applies(promise({"condition": ("consent",)}), point)


def test_what_is_undeclared_is_in_scope() -> None:
    assert applies(promise({"purpose": ("ads",)}), Point({"data": "email", "purpose": None}))


def test_a_facet_that_the_record_never_bears_is_not_compared() -> None:
    assert applies(promise({"purpose": ("ads",)}), Point({"data": "email"}))


def test_points_that_bear_the_facets_speak_for_the_others() -> None:
    stored = Point({"data": "email"}, ("store",))
    assert not applies(promise({"purpose": ("ads",)}), EMAIL, stored)
    assert applies(promise({"purpose": ("support",)}), EMAIL, stored)


def test_nothing_known_of_the_action_is_in_scope() -> None:
    assert applies(promise({"action": ("collect",)}), Point({"data": None}))


@pytest.mark.parametrize(
    ("except_", "expected"),
    [
        ({"data": ("contact",)}, False),
        ({"data": ("work_email",)}, True),
        ({"data": ("contact",), "recipient": ("cloud",)}, False),
        ({"data": ("contact",), "recipient": ("payment",)}, True),
        ({"action": ("use", "share")}, False),
        ({"action": ("use",)}, True),
    ],
)
def test_only_what_lies_wholly_inside_is_left_out(except_: Box, expected: bool) -> None:  # noqa: FBT001
    assert applies(promise({}, except_), EMAIL) is expected


def test_an_undeclared_term_is_never_wholly_inside() -> None:
    assert applies(promise({}, {"data": ("contact",)}), Point({"data": None}))


def test_one_point_outside_the_exception_is_enough() -> None:
    device = Point({"data": "device"}, ("use",))
    assert applies(promise({}, {"data": ("contact",)}), EMAIL, device)


def test_each_promise_has_its_own_bit() -> None:
    compiled = policy()
    promises = [promise({"data": ("location",)}), promise({"data": ("email",)}), promise({})]
    assert Scopes(compiled, promises).of(record(EMAIL)) == 0b110


def test_the_reason_names_the_terms_that_matter() -> None:
    found = promise({"data": ("contact",), "purpose": ("service",), "recipient": ("cloud",)})
    device = Point({"data": "device", "purpose": "support"})
    words = scope_reason(policy(), found, record(device, EMAIL))
    assert words == "data `email` and purpose `support`"
