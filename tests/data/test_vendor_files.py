"""The built-in catalogue: whole, sound, and each vendor's own."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from compile_vendors import DATA, overlaps, read_vendors
from conftest import ROOT
from flowcheck.model.patterns import PACKAGE_KINDS
from flowcheck.model.vendor import NOT_EVIDENCE, Claim, Hit, Vendor, claims
from flowcheck.project.catalogue import built_in, built_in_catalogue
from flowcheck.project.vocabulary import built_in_vocabulary

TODAY = dt.date(2026, 11, 24)
LEAST = 300
READ = read_vendors()
VENDORS = READ.vendors
CATALOGUE = built_in_catalogue()
VOCABULARY = built_in_vocabulary()

INITIALS = sorted({name[0] for name in VENDORS})
some_vendors = pytest.mark.parametrize("initial", INITIALS)


def starting(initial: str) -> list[Vendor]:
    """Return the vendors whose id starts so: one test each would take a minute in all."""
    return [vendor for name, vendor in VENDORS.items() if name.startswith(initial)]


def test_nothing_is_wrong_with_any_file() -> None:
    """The reader checks forms, terms, owners, and that no two claim one thing (test_bad_input)."""
    assert READ.problems == []


def test_it_is_large_enough() -> None:
    assert len(VENDORS) >= LEAST


def test_every_file_is_a_vendor() -> None:
    assert sorted(VENDORS) == sorted(path.stem for path in (DATA / "vendors").iterdir())
    assert all(path.suffix == ".yaml" for path in (DATA / "vendors").iterdir())


def test_the_compiled_form_is_current() -> None:
    tool = ROOT / "tools" / "compile_vendors.py"
    done = subprocess.run(
        [sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert built_in() == VENDORS


@some_vendors
def test_it_was_reviewed(initial: str) -> None:
    for vendor in starting(initial):
        assert dt.date.fromisoformat(vendor.reviewed) <= TODAY


@some_vendors
def test_it_is_in_a_country(initial: str) -> None:
    for vendor in starting(initial):
        for country in (vendor.country, *vendor.legal_entities.values()):
            assert len(country) == 2
            assert country in VOCABULARY["region"].terms


@some_vendors
def test_its_products_are_of_roles_that_policies_disclose(initial: str) -> None:
    for vendor in starting(initial):
        recipients = VOCABULARY["recipient"]
        names = [product.name for product in vendor.products]
        assert len(set(names)) == len(names)
        for product in vendor.products:
            assert recipients.under(product.category, "third_party")
            assert product.category not in ("third_party", "service_provider"), "say which"


@some_vendors
def test_it_is_no_term_of_the_vocabulary(initial: str) -> None:
    for vendor in starting(initial):
        assert vendor.id not in VOCABULARY["recipient"].terms, "a project could not declare it"


def test_no_name_means_two_vendors() -> None:
    """Else a declared vendor would be taken for the wrong one."""
    for vendor in VENDORS.values():
        for name in (vendor.name, *vendor.aliases):
            meant = CATALOGUE.resolve(name)
            assert meant is not None
            assert meant.id == vendor.id, name


def look_up(claim: Claim, name: str) -> Hit:
    """Return what a name stands for."""
    finders = {
        "import": CATALOGUE.python_import,
        "host": CATALOGUE.host,
        "env": CATALOGUE.name,
        "terraform": CATALOGUE.terraform,
        "image": CATALOGUE.image,
        "action": CATALOGUE.action,
        "file": CATALOGUE.file,
    }
    if claim.kind in PACKAGE_KINDS:
        hit = CATALOGUE.package(claim.kind, name)
    else:
        hit = finders[claim.kind](name)
    assert hit is not None, (claim.kind, name)
    return hit


@some_vendors
def test_what_it_claims_is_found(initial: str) -> None:
    for vendor in starting(initial):
        for claim in claims(vendor):
            pattern = claim.hit.pattern
            name = pattern.removesuffix("*") + "zz" * pattern.endswith("*")
            name += "ZZ" * (claim.kind == "env" and pattern.endswith("_"))
            found = look_up(claim, name)
            if claim.hit.role == NOT_EVIDENCE:  # which several may name
                assert found.role == NOT_EVIDENCE, pattern
            else:
                assert found.vendor == vendor.id, pattern


def test_a_wide_pattern_that_holds_names_of_others_was_meant_so() -> None:
    """Each says most of its own name, and wins. To accept new ones, after a look at them:

    `python tools/compile_vendors.py --overlaps > tests/data/overlaps.txt`
    """
    known = (ROOT / "tests" / "data" / "overlaps.txt").read_text(encoding="utf-8")
    assert "".join(f"{line}\n" for line in overlaps(VENDORS)) == known
