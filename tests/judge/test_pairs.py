"""Each cell of the table, the remaining facets and the conditions, and pairs of statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowcheck.judge.pairs import classify, pair_of_statements
from flowcheck.judge.verdict import Verdict
from judging import claim, deny, judged, permit, policy

if TYPE_CHECKING:
    from flowcheck.model.inventory import Statement

# the claim is: share the e-mail address with AWS
#   data: `=` email/email, `<` email/contact, `>` contact/email, `~` two parents of hashed_email
#   recipient: `=` cloud/cloud, `<` aws/cloud, `>` provider/cloud, `~` big/cloud, both of megacorp
DATA = {
    "=": ("email", "email", "email"),
    "<": ("email", "email", "contact"),
    ">": ("email", "contact", "email"),
    "~": ("hashed_email", "email", "device"),
}
RECIPIENT = {
    "=": ("aws", "cloud", "cloud"),
    "<": ("aws", "aws", "cloud"),
    ">": ("aws", "provider", "cloud"),
    "~": ("megacorp", "big", "cloud"),
}
TABLE = {
    "=": {"=": "C1", "<": "C2", ">": "N1", "~": "C6"},
    "<": {"=": "C3", "<": "C4", ">": "N2", "~": "C7"},
    ">": {"=": "N3", "<": "C5", ">": "N4", "~": "C8"},
    "~": {"=": "C9", "<": "C10", ">": "C11", "~": "C12"},
}
CELLS = [(r, d, TABLE[r][d]) for r in TABLE for d in TABLE[r]]


@pytest.mark.parametrize(("recipient", "data", "expected"), CELLS)
def test_each_cell_of_the_table_decides_a_flow(recipient: str, data: str, expected: str) -> None:
    datum, p_data, n_data = DATA[data]
    vendor, p_recipient, n_recipient = RECIPIENT[recipient]
    found = judged(
        claim("share", data=datum, recipient=vendor),
        permit("share", data=p_data, recipient=p_recipient),
        deny("share", data=n_data, recipient=n_recipient),
    )
    assert found.pair is not None
    assert found.pair.type == expected
    narrowing = expected.startswith("N")
    assert found.verdict is (Verdict.INCORRECT if narrowing else Verdict.AMBIGUOUS)
    assert found.reason == (None if narrowing else "contradiction")


@pytest.mark.parametrize(("recipient", "data", "expected"), CELLS)
def test_each_cell_of_the_table_holds_between_statements(
    recipient: str, data: str, expected: str
) -> None:
    _, p_data, n_data = DATA[data]
    _, p_recipient, n_recipient = RECIPIENT[recipient]
    p = permit("share", data=p_data, recipient=p_recipient)
    n = deny("share", data=n_data, recipient=n_recipient)
    pair = pair_of_statements(policy(p, n), p, n)
    assert pair is not None
    assert pair.type == expected


@pytest.mark.parametrize(
    ("cell", "rest", "expected"),
    [
        (("=", "="), "==", "C1"),
        (("=", "="), "=>", "N"),
        (("=", "="), "=<", "C1"),
        (("=", "="), "><", "C1"),
        (("=", "="), ">~", "C1"),
        (("=", ">"), "==", "N1"),
        (("=", ">"), ">>", "N1"),
        (("=", ">"), "<=", "C"),
        (("=", ">"), "~>", "C"),
    ],
)
def test_the_remaining_facets_turn_a_cell(cell: tuple[str, str], rest: str, expected: str) -> None:
    assert classify(*cell, rest) == expected


def test_a_use_claim_has_the_row_equal() -> None:
    found = judged(
        claim("use", data="email", purpose="ads"),
        permit("use", data="contact", purpose="ads"),
        deny("use", data="email", purpose="ads"),
    )
    assert (found.verdict, found.pair and found.pair.type) == (Verdict.INCORRECT, "N1")


def test_a_facet_that_the_permit_leaves_open_makes_it_broader() -> None:
    found = judged(
        claim("use", data="email", purpose="ads"),
        permit("use", data="email"),
        deny("use", data="email", purpose="marketing"),
    )
    assert (found.verdict, found.pair and found.pair.type) == (Verdict.INCORRECT, "N")


def test_a_facet_that_the_deny_leaves_open_makes_the_permit_narrower() -> None:
    found = judged(
        claim("share", data="email", recipient="aws"),
        permit("share", data="contact", recipient="cloud"),
        deny("share", data="email"),
    )
    assert (found.verdict, found.pair and found.pair.type) == (Verdict.INCORRECT, "N2")


@pytest.mark.parametrize(
    ("condition", "unless", "kind"),
    [("", "", "C1"), ("consent", "", "C1"), ("", "notice", "N"), ("consent", "notice", "C1")],
)
def test_fewer_conditions_are_broader(condition: str, unless: str, kind: str) -> None:
    found = judged(
        claim("use", data="email", purpose="ads", condition=["consent"]),
        permit("use", data="email", purpose="ads", condition=condition),
        deny("use", data="email", purpose="ads", unless=unless),
    )
    assert found.pair is not None
    assert found.pair.type == kind


def test_collected_is_broader_where_more_is_collected_than_is_denied() -> None:
    statements = (
        permit("collect", data="email device"),
        permit("share", data="collected", recipient="cloud"),
        deny("share", data="email", recipient="cloud"),
    )
    found = judged(claim("share", data="email", recipient="aws"), *statements)
    assert (found.verdict, found.pair and found.pair.type) == (Verdict.INCORRECT, "N1")


def test_collected_is_narrower_where_all_of_it_is_denied() -> None:
    statements = (
        permit("collect", data="email"),
        permit("share", data="collected", recipient="cloud"),
        deny("share", data="contact", recipient="cloud"),
    )
    found = judged(claim("share", data="email", recipient="aws"), *statements)
    assert (found.verdict, found.pair and found.pair.type) == (Verdict.AMBIGUOUS, "C2")


def test_two_statements_that_say_collected_are_about_the_same() -> None:
    statements = (
        permit("collect", data="email device"),
        permit("share", data="collected", recipient="cloud"),
        deny("share", data="collected", recipient="cloud"),
    )
    found = judged(claim("share", data="email", recipient="aws"), *statements)
    assert (found.verdict, found.pair and found.pair.type) == (Verdict.AMBIGUOUS, "C1")


def test_any_contradicting_combination_makes_a_contradiction() -> None:
    found = judged(
        claim("share", data="email", recipient="aws"),
        permit("share", data="contact email", recipient="cloud"),
        deny("share", data="email", recipient="cloud"),
    )
    assert (found.verdict, found.pair and found.pair.type) == (Verdict.AMBIGUOUS, "C1")


@pytest.mark.parametrize(
    ("p", "n"),
    [
        (permit("share", data="email"), deny("share", data="location", purpose="ads")),
        (
            permit("share", data="email", purpose="support"),
            deny("share", data="email", purpose="ads"),
        ),
        (permit("use", data="email"), deny("share", data="email")),
        (permit("share", data="email"), deny("sell", data="email")),
        (permit("share", data="collected"), deny("share", data="email")),
    ],
    ids=["data apart", "purpose apart", "action apart", "a wider action", "nothing collected"],
)
def test_statements_that_never_meet_are_no_pair(p: Statement, n: Statement) -> None:
    assert pair_of_statements(policy(p, n), p, n) is None


def test_a_deny_of_sharing_meets_a_permit_to_sell() -> None:
    p, n = permit("sell", data="contact"), deny("share", data="email")
    pair = pair_of_statements(policy(p, n), p, n)
    assert pair is not None
    assert pair.type == "N1"
