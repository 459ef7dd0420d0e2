"""What each kind of sighting weighs: every row of the table is reached, and for its reason."""

from __future__ import annotations

import pytest

from flowcheck.facts.parties.sighting import is_evident
from flowcheck.facts.parties.weights import SIGNALS, STRENGTHS, WEIGHTS
from seen import sightings

CASES = [
    ("asked", "package npm:paywell direct", "strong"),
    ("asked", "package npm:paywell locked", "strong"),
    ("asked_copy", "package npm:@bugs/node direct", "medium"),
    ("asked_configured", "package npm:wire direct", "medium"),
    ("indirect", "package npm:paywell indirect", "weak"),
    ("dev", "package npm:paywell dev", "weak"),
    ("managed", "package pypi:paywell managed", "weak"),
    ("tool", "package npm:@paywell/cli direct", "weak"),
    ("types", "package npm:@types/paywell direct", "weak"),
    ("import", "import npm:paywell", "medium"),
    ("import", "import python:paywell.cards", "medium"),
    ("terraform", "terraform paywell/paywell", "strong"),
    ("infrastructure_copy", "image bugs/agent", "medium"),
    ("image", "image wires/agent", "strong"),
    ("action", "action paywell/release", "medium"),
    ("file", "file paywell.toml", "medium"),
    ("call", "host api.paywell.com call", "strong"),
    ("call", "host js.paywell.com call", "strong"),
    ("load", "host js.paywell.com script", "strong"),
    ("csp", "host js.paywell.com csp", "medium"),
    ("config", "host api.paywell.com config", "medium"),
    ("literal", "host api.paywell.com literal", "medium"),
    ("link", "host paywell.com literal", "weak"),
    ("link", "host www.wirehq.net literal", "weak"),
    ("credential", "name PAYWELL_SECRET_KEY set", "medium"),
    ("credential", "name NEXT_PUBLIC_PAYWELL_URL read", "medium"),
    ("credential", "name BUGS_DSN set", "medium"),
    ("workflow_key", ".github/workflows/x.yml: name PAYWELL_TOKEN set", "medium"),
    ("workflow_key", "sub/.gitlab-ci.yml: name PAYWELL_URL read", "medium"),
    ("address_copy", "name BUGS_HOST set", "weak"),
    ("setting", "name PAYWELL_REGION set", "weak"),
    ("service", "service Paywell", "strong"),
]


@pytest.mark.parametrize(("row", "text", "strength"), CASES)
def test_what_a_mention_weighs(row: str, text: str, strength: str) -> None:
    (found,) = sightings(text)
    assert found.weight == WEIGHTS[row]
    assert found.weight.strength == strength


def test_every_row_is_reached_by_a_case() -> None:
    assert {row for row, _, _ in CASES} | {"locked"} == set(WEIGHTS)


def test_what_a_lock_file_holds_counts_less_where_a_manifest_tells_what_is_asked_for() -> None:
    lock, manifest, other = sightings(
        "package npm:paywell locked", "package npm:@bugs/node direct", "package pypi:paywell locked"
    )
    assert lock.weight == WEIGHTS["locked"]
    assert manifest.weight == WEIGHTS["asked_copy"]
    assert other.weight == WEIGHTS["asked"]


def test_a_lock_file_alone_proves_nothing_where_the_manifest_was_not_scanned() -> None:
    (lock,) = sightings("package npm:paywell locked", whole=False)
    assert lock.weight == WEIGHTS["locked"]


@pytest.mark.parametrize(
    "text",
    [
        "package npm:@paywell/icons direct",
        "host dashboard.paywell.com call",
        "host docs.paywell.com literal",
        "host status.paywell.com call",
        "package npm:left-pad direct",
        "host example.com call",
        "name HOME read",
        "include requirements.txt",
        "service Nobody",
    ],
)
def test_what_is_no_evidence(text: str) -> None:
    assert not sightings(text)


@pytest.mark.parametrize(
    ("texts", "proved"),
    [
        (["package npm:paywell direct"], True),
        (["package npm:@bugs/node direct"], False),
        (["package npm:@bugs/node direct", "import npm:@bugs/node"], False),
        (["package npm:@bugs/node direct", "name BUGS_HOST set"], False),
        (["package npm:@bugs/node direct", "name BUGS_DSN set"], True),
        (["package npm:@bugs/node direct", "host o1.ingest.bugs.io config"], True),
        (["package npm:paywell dev", "package npm:paywell indirect"], False),
        (["package npm:paywell dev", "name PAYWELL_KEY set"], False),
        (["import npm:paywell", "name PAYWELL_KEY set"], True),
        (["action paywell/release", ".circleci/config.yml: name PAYWELL_TOKEN set"], False),
        (["action paywell/release", ".env: name PAYWELL_TOKEN set"], True),
        ([], False),
    ],
)
def test_proof_is_one_strong_sighting_or_two_medium_ones_that_are_independent(
    texts: list[str], *, proved: bool
) -> None:
    assert is_evident(sightings(*texts)) is proved


def test_the_table_says_what_it_means() -> None:
    for weight in WEIGHTS.values():
        assert weight.signal in SIGNALS
        assert weight.strength in STRENGTHS
        assert all((weight.says, weight.sees, weight.why))
    assert {weight.signal for weight in WEIGHTS.values()} == set(SIGNALS)
