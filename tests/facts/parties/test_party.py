"""Parties seen in code: their states, what lifts them, whom nobody knows; and laws of all that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from flowcheck.facts.parties.party import parties_of
from flowcheck.model.decision import Decision
from flowcheck.model.inventory import Inventory, Policy, System, Vendor
from flowcheck.model.mention import Code, Mention
from flowcheck.model.source import Address
from seen import CATALOGUE, EMPTY, mention, parties

if TYPE_CHECKING:
    import random

HERE = Address("inventory/x.yaml")


def declaring(*vendors: Vendor) -> Inventory:
    return replace(EMPTY, vendors={vendor.id: vendor for vendor in vendors})


def deciding(kind: str, target: str, says: str = "not_a_recipient", path: str = "") -> Inventory:
    return replace(EMPTY, decisions=(Decision(HERE, kind, target, path, says, "why", "who"),))


def states(*texts: str, inventory: Inventory = EMPTY) -> dict[str, str]:
    return {p.vendor.id: p.state for p in parties(*texts, inventory=inventory).vendors}


def strangers(*texts: str, inventory: Inventory = EMPTY) -> list[str]:
    found = parties(*texts, inventory=inventory).strangers
    return [stranger.id for stranger in found if stranger.counting]


SDK = "package npm:paywell direct"


@pytest.mark.parametrize(
    "vendor",
    [
        Vendor("paywell", HERE, "P", ("payment_processor",)),
        Vendor("cards", HERE, "Paywell Payments", ("payment_processor",)),
        Vendor("cards", HERE, "C", ("payment_processor",), legal_entity="Paywell, Inc."),
        Vendor("cards", HERE, "C", ("payment_processor",), catalogue=("wire", "paywell")),
    ],
    ids=["id", "alias", "company", "catalogue"],
)
def test_a_vendor_is_declared_by_any_of_its_names(vendor: Vendor) -> None:
    assert states(SDK, inventory=declaring(vendor)) == {"paywell": "declared"}
    assert states(SDK) == {"paywell": "undeclared"}


def test_a_declared_owner_stands_for_what_it_owns_and_not_the_other_way_round() -> None:
    texts = ("package npm:nest-bugs direct", "package npm:@bugs/node direct", "name BUGS_DSN set")
    owner = Vendor("bugs", HERE, "Bugs", ())
    assert states(*texts, inventory=declaring(owner)) == {
        "bugs": "declared",
        "bugsnest": "declared",
    }
    owned = Vendor("bugsnest", HERE, "Nest", ())
    assert states(*texts, inventory=declaring(owned))["bugs"] == "undeclared"


def test_categories_are_of_the_products_seen() -> None:
    (party,) = parties("package npm:@paywell/risk direct").vendors
    assert (party.products, party.categories) == (("Risk",), ("fraud_prevention_service",))
    (party,) = parties("service Paywell").vendors
    assert party.categories == ("payment_processor",)


def test_the_own_packages_of_the_repository_are_nobodys() -> None:
    both = ("own npm:@paywell/shop", "own npm:@paywell/web")
    assert not states(*both, "package npm:@paywell/sdk direct")
    assert not states("package.json: own npm:@paywell/shop", "package npm:@paywell/sdk direct")
    assert states("own npm:@paywell/shop", "package npm:@paywell/sdk direct")
    assert not states("go.mod: own golang:pay.dev/app", "package golang:pay.dev/go direct")
    assert not states("own pypi:paywell", "package pypi:Paywell direct")
    assert states("own npm:shop", "package npm:@paywell/sdk direct")
    assert not states("paywell/x.py: import python:paywell", "a.py: name X read")
    assert states("app/paywell/x.py: import python:paywell")


@pytest.mark.parametrize(
    ("kind", "target", "text"),
    [
        ("vendor", "paywell", SDK),
        ("package", "npm:paywell", SDK),
        ("package", "npm:@paywell/*", "package npm:@paywell/sdk direct"),
        ("package", "pypi:paywell", "import python:paywell.cards"),
        ("package", "golang:pay.dev/go", "package golang:pay.dev/go/v3 direct"),
        ("host", "paywell.com", "host api.paywell.com call"),
        ("name", "PAYWELL_*", "name PAYWELL_KEY set"),
        ("name", "PAYWELL_KEY", "name PAYWELL_KEY set"),
    ],
)  # fmt: skip
def test_what_a_decision_is_about(kind: str, target: str, text: str) -> None:
    seen = parties(text, inventory=deciding(kind, target))
    assert [party.state for party in seen.vendors] == ["decided"]
    assert not seen.unused
    assert parties(text, inventory=deciding(kind, target, path="web/*")).unused
    assert not parties(f"web/a/b: {text}", inventory=deciding(kind, target, path="web/*")).unused


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("vendor", "wire"),
        ("package", "npm:paywel"),
        ("package", "pypi:paywell"),
        ("host", "paywell.com"),
        ("name", "PAYWELL"),
    ],
)
def test_a_decision_that_lifts_nothing_is_unused(kind: str, target: str) -> None:
    seen = parties(SDK, "name PAYWELL_KEY set", inventory=deciding(kind, target))
    assert len(seen.unused) == 1
    assert [party.state for party in seen.vendors] == ["undeclared"]


def test_what_is_self_hosted_calls_no_host_of_its_vendors() -> None:
    hosted = deciding("vendor", "bugs", "self_hosted")
    texts = ["package npm:@bugs/node direct", "name BUGS_DSN set", "image bugs/agent"]
    (party,) = parties(*texts, inventory=hosted).vendors
    assert (party.state, party.contradicted) == ("decided", None)
    (party,) = parties(*texts, "host o1.ingest.bugs.io call", inventory=hosted).vendors
    assert (party.state, party.contradicted) == ("undeclared", hosted.decisions[0])
    assert [s.mention.kind for s in party.counting] == ["host"]
    assert parties("host o1.ingest.bugs.io call", inventory=hosted).unused
    (party,) = parties(
        *texts, "host o1.ingest.bugs.io call", inventory=deciding("vendor", "bugs", "user_directed")
    ).vendors
    assert party.state == "decided"


def test_a_decision_on_one_sighting_leaves_the_others() -> None:
    texts = (SDK, "host api.paywell.com call")
    assert states(*texts, inventory=deciding("package", "npm:paywell")) == {"paywell": "undeclared"}


def test_whom_nobody_knows() -> None:
    assert strangers(
        "host api.unknown.dev literal",
        "host www.called.dev call",
        "host cdn.loaded.dev script",
        "host eu.api.unknown.dev call",
        "name ACMESMS_API_KEY set",
        "name VITE_ACMESMS_API_KEY read",
    ) == ["ACMESMS", "called.dev", "loaded.dev", "unknown.dev"]


def test_a_key_and_a_host_of_one_name_are_one_party() -> None:
    key, host = "name BREAD_BOX_API_KEY set", "host api.breadbox.io call"
    assert strangers(key, host) == ["breadbox.io"]
    assert strangers(key) == ["BREAD_BOX"]
    other = "host api.breadbox.com call"
    assert strangers(key, host, other) == ["BREAD_BOX", "breadbox.com", "breadbox.io"]


def test_whom_somebody_knows_or_nobody_runs() -> None:
    assert not strangers(
        "host www.linked.dev literal",
        "host www.linked.dev config",
        "host api.github.com call",
        "host api.example.com call",
        "host api.thing.internal call",
        "host console.log call",
        "host 10.0.0.1 call",
        "host api.paywell.com call",
        "host docs.paywell.com call",
        "name PAYWELL_API_KEY set",
        "name WIRE_API_KEY set",
        "name JWT_SECRET_KEY set",
        "package npm:unknown direct",
    )


def test_a_key_named_after_a_vendor_is_a_sign_of_it() -> None:
    (party,) = parties("name WIRE_API_KEY set").vendors
    assert (party.vendor.id, party.strength) == ("wire", "medium")


def test_a_host_on_the_domain_of_a_vendors_site_is_the_vendors() -> None:
    called = "host api.wire.dev call"
    assert not strangers(called)
    assert states(called) == {"wire": "undeclared"}
    assert states("host collector.wire.dev literal") == {"wire": "weak"}
    assert not states(
        "host blog.wire.dev literal", "host wire.dev literal", "host www.wire.dev call"
    )


def test_the_controllers_own_names_and_domains_are_no_strangers() -> None:
    policy = Policy(
        HERE, "Corner Bakery", "", "", "", url="https://www.bread.shop/privacy",
        contact={"dpo": "Ann <dpo@mail.bakery-group.com>", "odd": "https://[", "none": "-"},
    )  # fmt: skip
    system = System("ovens", HERE, "Oven control", "service")
    inventory = replace(EMPTY, policy=policy, systems={"ovens": system})
    assert not strangers(
        "own npm:@crumbs/web",
        "name CRUMBS_API_KEY set",
        "name CORNER_API_KEY set",
        "name OVENS_API_KEY set",
        "name OVEN_CONTROL_API_KEY set",
        "host api.bread.shop call",
        "host api.bakery-group.com call",
        "host api.corner-bakery.com call",
        "host api.crumbs.io call",
        inventory=inventory,
    )


def test_what_is_declared_is_no_stranger() -> None:
    vendor = Vendor("acme", HERE, "Acme Mail", (), url="https://www.acme-mail.com/about")
    assert not strangers(
        "name ACME_API_KEY set", "name ACME_EU_API_KEY set", "name ACME_MAIL_API_KEY set",
        "host api.acme-mail.com call", "host api.acme.com call",
        inventory=declaring(vendor),
    )  # fmt: skip
    assert strangers("name ACMES_API_KEY set", inventory=declaring(vendor)) == ["ACMES"]


def test_vendors_of_which_nothing_is_seen() -> None:
    wire = Vendor("wire", HERE, "Wire", ())
    unknown = Vendor("unknown", HERE, "Unknown", ())
    seen = parties(SDK, inventory=declaring(wire, unknown))
    assert [vendor.id for vendor in seen.unseen] == ["wire"]
    assert not parties("package npm:wire dev", inventory=declaring(wire, unknown)).unseen
    decided = replace(declaring(wire), decisions=deciding("vendor", "wire").decisions)
    assert not parties(SDK, inventory=decided).unseen


TEXTS = (
    "package npm:paywell direct", "package npm:paywell dev", "package npm:paywell indirect",
    "package npm:@paywell/risk direct", "package npm:@bugs/node direct", "package npm:wire direct",
    "package npm:@paywell/cli dev", "package npm:@paywell/icons direct", "import npm:paywell",
    "host api.paywell.com call", "host api.paywell.com literal", "host paywell.com literal",
    "host o1.ingest.bugs.io csp", "host docs.paywell.com call", "host api.unknown.dev call",
    "name PAYWELL_KEY set", "name BUGS_DSN read", "name BUGS_HOST set", "name ACMESMS_API_KEY set",
    "image bugs/agent", "image wires/agent", "terraform paywell/paywell", "action paywell/release",
    "service Wire", "service Bugs",
)  # fmt: skip
MENTIONS = st.lists(
    st.builds(
        mention, st.sampled_from(TEXTS), st.sampled_from(["a.ts", "b/c.yaml"]), st.integers(1, 9)
    ),
    max_size=8,
)
DECISIONS = st.lists(
    st.builds(
        lambda what, says, path: Decision(HERE, what[0], what[1], path, says, "why", "who"),
        st.sampled_from(
            [("vendor", "paywell"), ("vendor", "bugs"), ("package", "npm:@bugs/*"),
             ("host", "paywell.com"), ("name", "PAYWELL_*")]
        ),
        st.sampled_from(["not_a_recipient", "self_hosted", "user_directed", "dev_only"]),
        st.sampled_from(["", "a.ts"]),
    ),
    max_size=3,
)  # fmt: skip


def undeclared(mentions: list[Mention], decisions: list[Decision]) -> list[str]:
    inventory = replace(EMPTY, decisions=tuple(decisions))
    seen = parties_of(Code(tuple(mentions)), CATALOGUE, inventory)
    return [party.vendor.id for party in seen.vendors if party.state == "undeclared"]


@given(MENTIONS, MENTIONS, DECISIONS)
def test_more_that_is_seen_never_proves_less(
    some: list[Mention], more: list[Mention], decisions: list[Decision]
) -> None:
    assert set(undeclared(some, decisions)) <= set(undeclared(some + more, decisions))


@given(MENTIONS, DECISIONS, DECISIONS)
def test_more_that_is_decided_never_proves_more(
    some: list[Mention], few: list[Decision], more: list[Decision]
) -> None:
    assert set(undeclared(some, few + more)) <= set(undeclared(some, few))


@given(MENTIONS, DECISIONS, st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter(
    some: list[Mention], decisions: list[Decision], chance: random.Random
) -> None:
    inventory = replace(EMPTY, decisions=tuple(decisions))
    shuffled = chance.sample(some, len(some))
    assert parties_of(Code(tuple(some)), CATALOGUE, inventory) == parties_of(
        Code(tuple(shuffled)), CATALOGUE, inventory
    )


@given(MENTIONS, DECISIONS)
def test_every_decision_is_used_or_told(some: list[Mention], decisions: list[Decision]) -> None:
    inventory = replace(EMPTY, decisions=tuple(decisions))
    seen = parties_of(Code(tuple(some)), CATALOGUE, inventory)
    every = [s for vendor in seen.vendors for s in vendor.sightings]
    every += [s for stranger in seen.strangers for s in stranger.sightings]
    lifting = {s.decision for s in every if s.decision is not None}
    assert lifting.isdisjoint(seen.unused)
    assert all(not s.decision or s.decision in decisions for s in every)
