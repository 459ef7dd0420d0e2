"""What a project adds to the catalogue: vendors of its own, and more of those that are built in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bad_project import spoil
from flowcheck.project.catalogue import built_in, built_in_catalogue
from flowcheck.project.known import read_catalogue
from flowcheck.project.loading import Loader
from flowcheck.readers.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.model.catalogue import Catalogue

OWN = """
catalogue:
  - id: acme_mail
    name: Acme Mail
    legal_entities: {Acme AG: ch}
    country: ch
    homepage: https://acme.example
    reviewed: 2026-11-01
    products:
      - name: Letters
        category: email_service_provider
        packages: {npm: "@acme/*", maven: "example.acme:mail"}
        tools: {npm: ["@acme/cli"]}
        imports: {python: acme}
        hosts: {api: api.acme.example}
        env: [ACME_, ACMEKEY]
        terraform: "acme_*"
        images: acme/agent
        actions: "acme/*"
        self_hostable: true
        data_leaves: configured
    not_evidence: {npm: "@acme/icons"}
"""


def catalogue_of(folder: Path, text: str) -> Catalogue:
    loaded = Loader(Folder(str(spoil(folder, {"inventory/case.yaml": text})))).load()
    assert loaded.catalogue is not None
    return loaded.catalogue


def test_a_project_without_entries_has_no_catalogue_of_its_own(tmp_path: Path) -> None:
    assert Loader(Folder(str(spoil(tmp_path, {})))).load().catalogue is None


def test_a_vendor_of_ones_own(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, OWN)
    assert catalogue.vendors.keys() == built_in().keys() | {"acme_mail"}
    vendor = catalogue.vendors["acme_mail"]
    assert (vendor.country, vendor.reviewed) == ("ch", "2026-11-01")
    assert vendor.legal_entities == {"Acme AG": "ch"}
    (product,) = vendor.products
    assert product.self_hostable
    assert product.data_leaves == "configured"
    hits = [
        catalogue.package("npm", "@acme/mail"),
        catalogue.package("npm", "@acme/cli"),
        catalogue.package("npm", "@acme/icons"),
        catalogue.package("maven", "example.acme:mail"),
        catalogue.python_import("acme.mail"),
        catalogue.host("eu.api.acme.example"),
        catalogue.name("ACME_KEY"),
        catalogue.name("acmekey"),
        catalogue.terraform("acme_box"),
        catalogue.image("acme/agent"),
        catalogue.action("acme/send"),
    ]
    assert [hit and (hit.vendor, hit.role) for hit in hits] == [
        ("acme_mail", role)
        for role in (
            *("sdk", "tool", "not_evidence", "sdk", "sdk", "api"),
            *("env", "env", "terraform", "image", "action"),
        )
    ]
    assert catalogue.host("api.stripe.com") is not None


def test_more_of_a_vendor_that_is_built_in(tmp_path: Path) -> None:
    before = built_in()["stripe"]
    first = before.products[0]
    catalogue = catalogue_of(
        tmp_path,
        f"""
catalogue:
  - id: stripe
    aliases: Stripy
    dpa: https://stripe.com/ours
    products:
      - name: {first.name}
        packages: {{npm: [stripe, stripe-fork], pypi: stripe-fork}}
        env: PAYMENTS_
        self_hostable: true
      - name: Chits
        category: print_and_mail_provider
        hosts: {{api: chits.stripe.example}}
    not_evidence: {{npm: "@stripe/stripe-js"}}
""",
    )
    vendor = catalogue.vendors["stripe"]
    assert vendor.name == before.name
    assert vendor.country == before.country
    assert vendor.aliases == (*before.aliases, "Stripy")
    assert vendor.dpa == "https://stripe.com/ours"
    assert [p.name for p in vendor.products] == [*(p.name for p in before.products), "Chits"]
    product = vendor.products[0]
    assert product.category == first.category
    assert product.packages["npm"] == (*first.packages["npm"], "stripe-fork")
    assert product.packages["pypi"] == (*first.packages["pypi"], "stripe-fork")
    assert product.packages["golang"] == first.packages["golang"]
    assert product.env == (*first.env, "PAYMENTS_")
    assert product.self_hostable
    assert product.data_leaves == first.data_leaves
    hit = catalogue.package("npm", "@stripe/stripe-js")
    assert hit is not None
    assert hit.role == "not_evidence"
    assert catalogue.name("PAYMENTS_KEY") is not None
    assert catalogue.resolve("payments_firm", "stripy") is vendor
    assert built_in()["stripe"] == before


def test_a_flag_may_be_taken_back(tmp_path: Path) -> None:
    first = built_in()["sentry"].products[0]
    assert first.self_hostable
    text = f"catalogue: [{{id: sentry, products: [{{name: {first.name}, self_hostable: false}}]}}]"
    assert not catalogue_of(tmp_path, text).vendors["sentry"].products[0].self_hostable


def test_an_entry_may_belong_to_another_of_the_project(tmp_path: Path) -> None:
    text = (
        "catalogue:\n"
        "  - {id: acme, name: Acme, parent: acme_group}\n"
        "  - {id: acme_group, name: Acme Group}\n"
    )
    assert catalogue_of(tmp_path, text).covers("acme_group", "acme")


def test_what_is_known_of_a_broken_project(tmp_path: Path) -> None:
    text = OWN + "  - {id: zzz}\n  - {id: 7 7, name: x}\n"
    catalogue, vocabulary, problems = read_catalogue(spoil(tmp_path, {"inventory/x.yaml": text}))
    assert problems == 2
    assert catalogue.vendors["acme_mail"].name == "Acme Mail"
    assert catalogue.vendors["zzz"].name == "zzz"
    assert "mailer" in vocabulary["recipient"].terms


def test_where_there_is_no_project_the_catalogue_is_the_built_in_one(tmp_path: Path) -> None:
    catalogue, _, problems = read_catalogue(tmp_path)
    assert problems == 0
    assert catalogue.vendors == built_in_catalogue().vendors
