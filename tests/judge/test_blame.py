"""Which facet an omitted claim blames, and which permit comes nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowcheck.judge.blame import COMBINATION, Blame, blame
from flowcheck.judge.verdict import judge
from judging import claim, permit, policy

if TYPE_CHECKING:
    from flowcheck.model.claim import Claim
    from flowcheck.model.inventory import Statement

COLLECTING = permit("collect", data="email", source="user", occasion="signup", subject="customer")
SHARING = permit("share", data="email", recipient="cloud", purpose="service", subject="customer")
SHARED = {"data": "email", "recipient": "aws", "purpose": "service", "subject": "customer"}
COLLECTED = {"data": "email", "source": "user", "occasion": "signup", "subject": "customer"}


def blamed(what: Claim, *statements: Statement) -> Blame:
    compiled = policy(*statements)
    return blame(compiled, judge(compiled, what))


@pytest.mark.parametrize(
    ("facet", "term"),
    [("data", "device"), ("recipient", "acxiom"), ("purpose", "ads"), ("subject", "child")],
)
def test_a_share_blames_the_facet_that_nothing_matches(facet: str, term: str) -> None:
    found = blamed(claim("share", **{**SHARED, facet: term}), SHARING)
    assert found.facets == (facet,)
    assert found.lacking == (facet,)
    assert found.nearest is SHARING


@pytest.mark.parametrize(
    ("facet", "term"), [("source", "device"), ("occasion", "visit"), ("subject", "child")]
)
def test_a_collection_blames_source_and_occasion(facet: str, term: str) -> None:
    found = blamed(claim("collect", **{**COLLECTED, facet: term}), COLLECTING)
    assert found.facets == (facet,)


def test_an_undeclared_facet_is_blamed_where_every_permit_restricts_it() -> None:
    terms = {key: value for key, value in SHARED.items() if key != "purpose"}
    assert blamed(claim("share", **terms), SHARING).facets == ("purpose",)


def test_several_facets_are_blamed_in_the_order_of_the_law() -> None:
    what = claim("share", data="device", recipient="acxiom", purpose="ads", subject="child")
    assert blamed(what, SHARING).facets == ("data", "recipient", "purpose", "subject")


def test_the_combination_is_blamed_where_each_facet_is_matched_alone() -> None:
    other = permit("share", data="device", recipient="payment", purpose="ads", subject="customer")
    found = blamed(claim("share", **{**SHARED, "purpose": "ads"}), SHARING, other)
    assert found.facets == (COMBINATION,)
    assert found.nearest is SHARING
    assert found.lacking == ("purpose",)


def test_an_action_that_nothing_permits_is_one_blame() -> None:
    found = blamed(claim("sell", **SHARED), SHARING)
    assert (found.facets, found.nearest) == ((COMBINATION,), None)


def test_the_condition_is_blamed_where_it_alone_is_lacking() -> None:
    p = permit("share", data="email", recipient="cloud", condition="consent")
    found = blamed(claim("share", **SHARED), p)
    assert found.facets == ("condition",)
    assert found.nearest is p


def test_the_condition_is_blamed_where_the_unmet_permit_names_what_others_lack() -> None:
    p = permit("share", data="precise", condition="consent")
    found = blamed(claim("share", data="precise"), permit("share", data="email"), p)
    assert found.facets == ("condition",)


@pytest.mark.parametrize("recipient", ["", "third"])
def test_a_catch_all_with_consent_does_not_hide_an_undisclosed_recipient(recipient: str) -> None:
    box = {"recipient": recipient} if recipient else {}
    p = permit("share", data="email", condition="consent", **box)
    found = blamed(claim("share", **{**SHARED, "recipient": "acxiom"}), SHARING, p)
    assert found.facets == ("recipient",)


def test_a_condition_beside_another_lack_is_not_blamed_but_named_as_lacking() -> None:
    p = permit("share", data="email", recipient="cloud", condition="consent")
    found = blamed(claim("share", data="email", recipient="acxiom"), p)
    assert found.facets == ("recipient",)
    assert found.lacking == ("recipient", "condition")


def test_the_nearest_is_the_one_that_names_the_recipient() -> None:
    other = permit("share", data="email", recipient="cloud")
    own = permit("share", data="precise", recipient="acxiom")
    found = blamed(claim("share", data="email", recipient="acxiom"), other, own)
    assert found.facets == (COMBINATION,)
    assert found.nearest is own
    assert found.lacking == ("data",)
