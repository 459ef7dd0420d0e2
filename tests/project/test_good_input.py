"""What is read as it was typed, and how files make one inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bad_project import GOOD, spoil
from flowcheck import load
from flowcheck.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

CASE = "inventory/case.yaml"


def test_words_stay_as_typed(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        {
            CASE: "systems:\n"
            "  - {id: on, owner: 1.0, name: yes, flows: [{to: no, data: email_address}]}\n"
            "vendors:\n"
            "  - {id: no, role: auditor, country: no, owner: 2024-01-01, legal_entity: 0x10}\n"
        },
    )
    inventory = load(tmp_path).inventory
    assert inventory.systems["on"].owner == "1.0"
    assert inventory.systems["on"].name == "yes"
    assert inventory.vendors["no"].country == "no"
    assert inventory.vendors["no"].owner == "2024-01-01"
    assert inventory.vendors["no"].legal_entity == "0x10"
    assert [flow.id for flow in inventory.flows if flow.sender == "on"] == ["on->no"]
    assert inventory.flows[-1].region == "no"


def test_made_ids_are_numbered_apart(tmp_path: Path) -> None:
    flows = "      - {to: mailer, data: email_address}\n"
    spoil(
        tmp_path,
        {
            CASE: "systems:\n  - id: other\n    flows:\n"
            "      - {to: mailer, data: email_address, id: 'other->mailer#2'}\n" + flows * 3
        },
    )
    found = [flow.id for flow in load(tmp_path).inventory.flows if flow.sender == "other"]
    assert found == ["other->mailer#2", "other->mailer", "other->mailer#3", "other->mailer#4"]


def test_a_lone_term_is_a_list_of_one_and_twice_is_once(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        {CASE: "systems:\n  - {id: other, derives: prompt, safeguards: [mfa, mfa]}\n"},
    )
    system = load(tmp_path).inventory.systems["other"]
    assert system.derives == ("prompt",)
    assert system.safeguards == ("mfa",)


def test_an_owner_is_inherited(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        {
            CASE: "systems:\n  - id: other\n    owner: team\n"
            "    stores: [{data: prompt}, {data: prompt, owner: dba}]\n"
        },
    )
    system = load(tmp_path).inventory.systems["other"]
    assert [store.owner for store in system.stores] == ["team", "dba"]


def test_the_policy_scope_holds_for_statements_that_name_none(tmp_path: Path) -> None:
    policy = GOOD["inventory/policy.yaml"].replace(
        "document: policy.txt", "document: policy.txt, scope: {subject: trial_user}"
    )
    more = "  - {id: own, quote: We use it, permit: use, data: collected, subject: customer}\n"
    project = load(spoil(tmp_path, {"inventory/policy.yaml": policy + more}))
    subjects = {s.id: s.box["subject"] for s in project.inventory.policy.statements}
    assert subjects["use-email"] == ("trial_user",)
    assert subjects["own"] == ("customer",)


def test_a_project_may_add_terms_below_its_own(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        {
            "inventory/terms.yaml": "vocabulary:\n  data:\n"
            "    page: {parents: brand_book, generic: true}\n"
            "    brand_book: {parents: [contact_data, prompt], synonyms: style guide}\n"
            "    alone: {label: On its own}\n",
            CASE: "systems: [{id: other, derives: [page, alone]}]\n",
        },
    )
    data = load(tmp_path).vocabulary["data"]
    assert data.under("page", "contact_data")
    assert data.distance("page", "prompt") == 2
    assert data.terms["page"].generic
    assert data.terms["alone"].parents == (data.root,)
    assert data.terms["brand_book"].synonyms == ("style guide",)


def test_a_rule_pack_brings_statements_terms_and_settings(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        {
            "rules/pack.yml": "name: House\nseverity: {FC301: off}\n"
            "vocabulary: {data: {brand_book: {parents: contact_data}}}\n"
            "statements:\n  - {id: no-book, deny: share, data: brand_book, severity: warning}\n",
        },
    )
    (rule,) = load(tmp_path).inventory.house_rules
    assert (rule.id, rule.severity, rule.quotes) == ("no-book", "warning", ())


def test_a_waiver_may_name_a_rule_of_the_house(tmp_path: Path) -> None:
    waiver = "{rule: FC901, statement: no-book, reason: r, owner: o, until: 2030-01-01}"
    spoil(
        tmp_path,
        {
            "rules/pack.yml": "statements: [{id: no-book, deny: share, data: prompt}]\n",
            CASE: f"waivers: [{waiver}]\n",
        },
    )
    assert len(load(tmp_path).inventory.waivers) == 1


WORDS = st.sampled_from(
    [
        *("systems", "vendors", "statements", "vocabulary", "waivers", "policy"),
        *("id", "data", "flows", "to", "app", "mailer"),
        *("email_address", "collected", "permit", "deny", "require", "when"),
        *("parents", "quote", "rule", "until", "2024-02-30", "max"),
        *("P1D", "FC101", "~", "x", "except", "role"),
        *("retention", "stores", "unless", "recipient", "transit", "present"),
    ]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def as_yaml(node: object) -> str:
    """Write a value as YAML in flow style."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(inner)}" for key, inner in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(as_yaml(inner) for inner in node) + "]"
    return str(node)


def read(folder: Path, files: dict[str, str | bytes | None]) -> None:
    """Read a project; nothing but an input error may come of it."""
    try:
        load(spoil(folder, files))
    except InputError as error:
        for problem in error.problems:
            assert problem.message
            assert problem.why
            assert problem.help


FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(st.dictionaries(WORDS, TREES, max_size=3))
def test_any_tree_of_words_is_read_or_refused(tmp_path: Path, tree: object) -> None:
    read(tmp_path, {CASE: as_yaml(tree) + "\n"})


@FEW
@given(st.dictionaries(st.sampled_from(["statements", "systems", "vendors", "waivers"]), TREES))
def test_any_records_are_read_or_refused(tmp_path: Path, tree: object) -> None:
    read(tmp_path, {CASE: as_yaml(tree) + "\n", "rules/pack.yaml": as_yaml(tree) + "\n"})


@FEW
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    read(tmp_path, {CASE: content, "flowcheck.yaml": content, "inventory/policy.txt": content})


def test_a_built_in_term_may_be_declared_again_where_it_stands(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        {
            CASE: "vocabulary:\n  data:\n    brand_guideline: {label: Our brand book,"
            " parents: creative_material, synonyms: [look and feel]}\n"
        },
    )
    term = load(tmp_path).vocabulary["data"].terms["brand_guideline"]
    assert term.label == "Our brand book"
    assert term.parents == ("creative_material",)
    assert "look and feel" in term.synonyms
    assert len(term.synonyms) > 1
