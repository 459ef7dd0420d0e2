"""Every verdict, every reason, and which statements decide."""

from __future__ import annotations

import pytest

from flowcheck.judge.verdict import Judgement, Verdict
from judging import claim, deny, judged, permit

COLLECT = permit("collect", id="collect", data="email")


def said(found: Judgement) -> tuple[str, str | None]:
    return found.verdict.word, found.reason


def test_clear_where_every_facet_is_exact() -> None:
    found = judged(
        claim("share", data="email", recipient="aws", purpose="support", subject="trial"),
        permit("share", id="p", data="email", recipient="cloud", purpose="support"),
    )
    assert said(found) == ("clear", None)
    assert found.vagueness == 0
    assert [s.id for s in found.statements] == ["p"]


def test_a_vendor_that_is_named_is_exact() -> None:
    found = judged(
        claim("share", data="email", recipient="aws"),
        permit("share", data="email", recipient="cloud aws"),
    )
    assert said(found) == ("clear", None)


def test_a_vendor_of_a_role_whose_vendors_are_named_is_unnamed() -> None:
    found = judged(
        claim("share", data="email", recipient="hetzner"),
        permit("share", data="email", recipient="cloud aws gcp"),
    )
    assert said(found) == ("vague", "unnamed")
    assert found.vagueness == 0


def test_a_vendor_with_a_second_role_that_names_nobody_is_exact() -> None:
    found = judged(
        claim("share", data="email", recipient="megacorp"),
        permit("share", data="email", recipient="cloud aws big"),
    )
    assert said(found) == ("clear", None)


def test_inferred_by_the_vocabulary_with_its_vagueness() -> None:
    found = judged(claim("use", data="work_email"), permit("use", data="contact"))
    assert said(found) == ("vague", "inferred")
    assert found.vagueness == 2 / (2 + 2)


def test_the_vagueness_of_a_permit_is_its_worst_facets() -> None:
    found = judged(
        claim("use", data="email", purpose="support"),
        permit("use", data="contact", purpose="service"),
    )
    assert found.vagueness == max(1 / (1 + 2), 1 / (1 + 1))


def test_a_generic_term_discloses_nothing_clearly_even_to_itself() -> None:
    found = judged(claim("use", data="personal"), permit("use", data="personal"))
    assert said(found) == ("vague", "generic")


def test_the_reason_is_the_worst_quality_of_the_best_cover() -> None:
    found = judged(
        claim("share", data="email", recipient="hetzner"),
        permit("share", data="contact", recipient="cloud aws"),
    )
    assert said(found) == ("vague", "inferred")


def test_the_best_cover_is_exact_before_it_is_early() -> None:
    found = judged(
        claim("use", data="email"),
        permit("use", id="wide", data="contact", order="0"),
        permit("use", id="exact", data="email", order="1"),
    )
    assert said(found) == ("clear", None)
    assert [s.id for s in found.statements] == ["exact"]


def test_of_covers_alike_the_first_stated_decides() -> None:
    first = permit("use", id="first", data="email", order="0")
    second = permit("use", id="second", data="email", order="1")
    found = judged(claim("use", data="email"), first, second)
    assert [s.id for s in found.statements] == ["first"]


def test_collected_takes_the_quality_of_the_best_permit_to_collect() -> None:
    wide = permit("collect", data="contact")
    use = permit("use", data="collected", purpose="support")
    what = claim("use", data="email", purpose="support")
    assert said(judged(what, wide, use)) == ("vague", "inferred")
    assert said(judged(what, wide, COLLECT, use)) == ("clear", None)
    assert said(judged(what, use)) == ("omitted", None)


def test_shadowed_where_the_specific_passage_leaves_the_purpose_out() -> None:
    general = permit("use", id="general", data="collected", purpose="training")
    specific = permit("use", id="specific", data="email", purpose="service")
    found = judged(claim("use", data="email", purpose="training"), COLLECT, general, specific)
    assert said(found) == ("vague", "shadowed")
    assert [s.id for s in found.statements] == ["general", "specific"]


def test_a_proper_ancestor_is_shadowed_by_a_closer_passage() -> None:
    found = judged(
        claim("use", data="work_email", purpose="ads"),
        permit("use", data="contact", purpose="ads"),
        permit("use", data="email", purpose="service"),
    )
    assert said(found) == ("vague", "shadowed")


def test_not_shadowed_where_the_specific_passage_covers_the_purpose() -> None:
    found = judged(
        claim("use", data="email", purpose="support"),
        COLLECT,
        permit("use", data="collected", purpose="support"),
        permit("use", data="email", purpose="service"),
    )
    assert said(found) == ("clear", None)


def test_sharing_is_never_shadowed() -> None:
    found = judged(
        claim("share", data="email", purpose="training", recipient="aws"),
        COLLECT,
        permit("share", data="collected"),
        permit("use", data="email", purpose="service"),
    )
    assert said(found) == ("clear", None)


def test_omitted_where_nothing_permits() -> None:
    found = judged(claim("share", data="email", recipient="aws"), permit("use", data="email"))
    assert said(found) == ("omitted", None)
    assert found.vagueness is None
    assert found.statements == ()


def test_a_permission_to_share_is_none_to_sell() -> None:
    assert said(judged(claim("sell", data="email"), permit("share", data="email")))[0] == "omitted"


@pytest.mark.parametrize(("kind", "root"), [("data", "information"), ("purpose", "any_purpose")])
def test_a_root_matches_nothing(kind: str, root: str) -> None:
    terms = {"data": "email", "purpose": "ads", kind: root}
    found = judged(claim("use", data="email", purpose="ads"), permit("use", **terms))
    assert found.verdict is Verdict.OMITTED


def test_an_unmet_condition_is_no_cover_and_is_named() -> None:
    p = permit("use", id="with-consent", data="email", condition="consent")
    found = judged(claim("use", data="email"), p)
    assert found.verdict is Verdict.OMITTED
    assert [s.id for s in found.unmet] == ["with-consent"]
    assert judged(claim("use", data="email", condition=["consent"]), p).verdict is Verdict.CLEAR


def test_explicit_consent_is_consent() -> None:
    p = permit("use", data="email", condition="consent")
    assert judged(claim("use", data="email", condition=["explicit"]), p).verdict is Verdict.CLEAR


def test_incorrect_where_a_deny_covers_and_nothing_permits() -> None:
    found = judged(claim("sell", data="email"), deny("sell", id="no", data="contact"))
    assert said(found) == ("incorrect", None)
    assert [s.id for s in found.statements] == ["no"]
    assert found.pair is None


def test_a_denial_of_sharing_forbids_selling() -> None:
    assert judged(claim("sell", data="email"), deny("share", data="email")).verdict is (
        Verdict.INCORRECT
    )


def test_a_denial_of_selling_leaves_sharing_alone() -> None:
    found = judged(
        claim("share", data="email"), permit("share", data="email"), deny("sell", data="email")
    )
    assert found.verdict is Verdict.CLEAR


def test_a_deny_that_only_touches_leaves_an_uncovered_claim_omitted() -> None:
    found = judged(claim("share", data="location"), deny("share", data="precise"))
    assert said(found) == ("omitted", None)


def test_a_coarse_claim_is_partly_denied() -> None:
    found = judged(
        claim("share", data="location"),
        permit("share", id="p", data="location"),
        deny("share", id="n", data="precise"),
    )
    assert said(found) == ("ambiguous", "partly_denied")
    assert [s.id for s in found.statements] == ["p", "n"]
    assert found.vagueness is None


def test_silence_touches_every_deny_that_restricts_the_facet() -> None:
    found = judged(
        claim("use", data="email"),
        permit("use", data="email"),
        deny("use", data="email", purpose="ads"),
    )
    assert said(found) == ("ambiguous", "partly_denied")


def test_silence_matches_no_permit_that_restricts_the_facet() -> None:
    found = judged(claim("use", data="email"), permit("use", data="email", purpose="ads"))
    assert found.verdict is Verdict.OMITTED


def test_unless_lifts_a_deny() -> None:
    n = deny("share", data="email", unless="consent notice")
    p = permit("share", data="email")
    what = {"data": "email"}
    assert judged(claim("share", **what, condition=["consent"]), p, n).verdict is Verdict.CLEAR
    assert judged(claim("share", **what), p, n).verdict is Verdict.INCORRECT


def test_with_several_denies_a_specific_one_stands() -> None:
    found = judged(
        claim("share", data="email", recipient="aws"),
        permit("share", data="contact", recipient="cloud"),
        deny("share", id="same", data="contact", recipient="cloud", order="1"),
        deny("share", id="specific", data="email", recipient="cloud", order="2"),
    )
    assert found.verdict is Verdict.INCORRECT
    assert [s.id for s in found.winning] == ["specific"]


def test_a_deny_wins_only_where_it_narrows_every_covering_permit() -> None:
    found = judged(
        claim("share", data="email", recipient="aws"),
        permit("share", id="wide", data="contact", recipient="cloud", order="0"),
        permit("share", id="same", data="email", recipient="cloud", order="1"),
        deny("share", data="email", recipient="cloud"),
    )
    assert said(found) == ("ambiguous", "contradiction")
    assert found.pair is not None
    assert (found.pair.permit.id, found.pair.type) == ("same", "C1")


@pytest.mark.parametrize("facet", ["source", "occasion"])
def test_facets_of_another_action_are_not_compared(facet: str) -> None:
    said_there = {"source": "user", "occasion": "signup"}[facet]
    found = judged(claim("use", data="email"), permit("use", data="email", **{facet: said_there}))
    assert found.verdict is Verdict.CLEAR


def test_the_region_of_the_vendor_counts_for_sharing() -> None:
    p = permit("share", data="email", region="eea")
    assert judged(claim("share", data="email", region="de"), p).reason == "inferred"
    assert judged(claim("share", data="email", region="us"), p).verdict is Verdict.OMITTED
