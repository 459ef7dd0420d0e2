"""The built-in vocabulary: whole, sound, and as large as the field needs."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest

from conftest import ROOT
from flowcheck.model.vocabulary import FACETS, ROOTS, Facet
from flowcheck.project.vocabulary import built_in_vocabulary

VOCABULARY = built_in_vocabulary()
SIZES = {
    "data": 150,
    "purpose": 70,
    "recipient": 60,
    "source": 20,
    "occasion": 20,
    "subject": 20,
    "condition": 12,
    "safeguard": 50,
    "region": 249,
    "basis": 6,
}
FIDES = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
DPV = re.compile(r"(dpv|pd|tech|loc|eu-gdpr|eu-dga|legal-eu|risk):[A-Za-z0-9][A-Za-z0-9-]*")

every_facet = pytest.mark.parametrize("facet", [VOCABULARY[name] for name in FACETS], ids=FACETS)


def test_the_facets_are_those_of_the_law() -> None:
    assert tuple(VOCABULARY.facets) == FACETS


@every_facet
def test_it_is_large_enough(facet: Facet) -> None:
    assert len(facet.terms) - 1 >= SIZES.get(facet.name, 0)


@every_facet
def test_there_is_one_root(facet: Facet) -> None:
    assert [t.id for t in facet.terms.values() if not t.parents] == [ROOTS[facet.name]]


@every_facet
def test_no_parent_dangles(facet: Facet) -> None:
    assert {p for t in facet.terms.values() for p in t.parents} <= facet.terms.keys()


@every_facet
def test_it_is_acyclic_and_every_term_reaches_the_root(facet: Facet) -> None:
    done = {facet.root}
    left = dict(facet.terms)
    while left:
        ready = [name for name, term in left.items() if done.issuperset(term.parents)]
        assert ready, f"a cycle among {sorted(left)}"
        for name in ready:
            done.add(name)
            del left[name]
    assert all(facet.under(name, facet.root) for name in facet.terms)


@every_facet
def test_every_term_is_described(facet: Facet) -> None:
    for term in facet.terms.values():
        assert re.fullmatch(r"[a-z0-9_]+", term.id)
        assert term.label.strip() == term.label != ""
        assert term.definition.endswith("."), term.id
        assert term.special in ("", "article_9", "article_10", "children")


@every_facet
def test_no_word_means_two_terms(facet: Facet) -> None:
    meant: dict[str, str] = {}
    for term in facet.terms.values():
        for word in {term.id.replace("_", " "), term.label.lower(), *term.synonyms}:
            assert word == word.lower().strip()
            assert meant.setdefault(word, term.id) == term.id, word


@every_facet
def test_crosswalk_keys_are_well_formed(facet: Facet) -> None:
    for term in facet.terms.values():
        assert not term.fides or FIDES.fullmatch(term.fides), term.id
        assert not term.dpv or DPV.fullmatch(term.dpv), term.id


def test_what_lies_below_a_special_category_is_special() -> None:
    data = VOCABULARY["data"]
    for term in data.terms.values():
        for parent in term.parents:
            if data.terms[parent].special in ("article_9", "article_10"):
                assert term.special, term.id


@pytest.mark.parametrize(
    "word",
    [
        *("racial", "politic", "religio", "trade_union", "genetic", "biometric", "health"),
        *("sex_life", "sexual_orientation"),
    ],
)
def test_every_category_of_article_9_is_there(word: str) -> None:
    found = [t for t in VOCABULARY["data"].terms.values() if word in t.id]
    assert any(term.special == "article_9" for term in found)


def test_criminal_data_are_of_article_10() -> None:
    assert any(t.special == "article_10" for t in VOCABULARY["data"].terms.values())


def test_the_stronger_safeguard_lies_below_the_weaker() -> None:
    safeguards = VOCABULARY["safeguard"]
    for stronger, weaker in (
        ("tls_1_3", "tls_1_2_or_better"),
        ("tls_1_2", "tls_1_2_or_better"),
        ("aes_256", "aes_128_or_better"),
        ("phishing_resistant_mfa", "mfa"),
        ("least_privilege", "access_control"),
        ("intrusion_prevention", "intrusion_detection"),
    ):
        assert safeguards.under(stronger, weaker), (stronger, weaker)
    assert not safeguards.under("tls_1_2", "tls_1_3")
    assert not safeguards.under("tls_1_2_or_better", "tls_1_3")


def test_precise_location_is_not_what_people_provide() -> None:
    data = VOCABULARY["data"]
    assert data.under("precise_location", "personal_information")
    for term in ("provided_information", "received_information", "approximate_location"):
        assert not data.under("precise_location", term)


def test_the_regions_are_the_countries_under_their_groups() -> None:
    regions = VOCABULARY["region"]
    countries = [name for name in regions.terms if re.fullmatch("[a-z]{2}", name)]
    assert len({*countries} - {"eu"}) == 249
    assert len([name for name in countries if regions.under(name, "eea") and name != "eu"]) >= 30
    assert regions.under("no", "eea")
    assert not regions.under("no", "eu")
    assert not regions.under("us", "eea")
    assert regions.under("ch", "adequate_country")


def test_adequacy_decisions_have_their_date() -> None:
    regions = VOCABULARY["region"]
    for name in regions.children("adequate_country"):
        assert date.fromisoformat(regions.terms[name].adequacy) < date(2027, 1, 1), name


def test_the_bases_of_article_6_and_9_are_there() -> None:
    basis = VOCABULARY["basis"].terms
    for name in (
        *("consent", "contract", "legal_obligation", "vital_interests", "public_task"),
        *("legitimate_interests", "explicit_consent"),
    ):
        assert name in basis


def test_the_compiled_form_is_current() -> None:
    tool = ROOT / "tools" / "compile_vocabulary.py"
    done = subprocess.run(
        [sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
