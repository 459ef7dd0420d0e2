"""What every document must hold: each flow, statement and vendor, and what it says of itself."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from companies import COMPANY, judged
from conftest import ROOT
from flowcheck.render.documents import KINDS, NOT_DECLARED, Document, Table, make, write
from flowcheck.render.summary import verdict_counts

if TYPE_CHECKING:
    from flowcheck.engine import Report

PLACES = {"small": COMPANY, "run": ROOT}


@cache
def report(name: str) -> Report:
    return judged(PLACES[name])


@cache
def document(name: str, kind: str) -> Document:
    return make(kind, report(name))


def table(name: str, kind: str, key: str) -> Table:
    return next(table for table in document(name, kind).tables if table.key == key)


def values(found: Table, key: str) -> list[object]:
    """Every value of a column."""
    index = [column.key for column in found.columns].index(key)
    return [item.value for row in found.rows for item in row[index]]


def codes(name: str, code: str) -> list[str]:
    return [f.draft.subject for f in report(name).findings if f.code == code]


@pytest.mark.parametrize("name", PLACES)
def test_every_flow_is_traced_and_the_verdicts_are_those_of_lint(name: str) -> None:
    flows = table(name, "traceability", "flows")
    verdicts = dict(zip(values(flows, "flow"), values(flows, "verdict"), strict=True))
    assert list(verdicts) == [flow.id for flow in report(name).facts.inventory.flows]
    counts = {word: n for word, n in verdict_counts(report(name)).items() if n}
    assert Counter(verdicts.values()) == counts
    assert document(name, "traceability").facts["summary"] == {
        "flows": len(verdicts),
        **verdict_counts(report(name)),
        "findings": report(name).counts,
        "waived": sum(f.waiver is not None for f in report(name).findings),
        "baselined": 0,
    }


@pytest.mark.parametrize("name", PLACES)
def test_every_claim_is_in_one_proof_of_its_flow(name: str) -> None:
    flows = table(name, "traceability", "flows")
    keys = [column.key for column in flows.columns]
    told = Counter[object]()
    for row in flows.rows:
        cells = dict(zip(keys, row, strict=True))
        data = [item.value for item in cells["data"]]
        told.update((cells["flow"][0].value, cells["action"][0].value, d) for d in data)
    for flow in report(name).facts.inventory.flows:
        for judgement in report(name).facts.judgements(flow):
            assert told[flow.id, judgement.claim.action, judgement.claim.data]


@pytest.mark.parametrize("name", PLACES)
def test_a_proof_that_is_clear_rests_on_a_passage_that_is_quoted_whole(name: str) -> None:
    flows = table(name, "traceability", "flows")
    keys = [column.key for column in flows.columns]
    passages = set(values(table(name, "traceability", "passages"), "statement"))
    for row in flows.rows:
        cells = dict(zip(keys, row, strict=True))
        cited = {item.value["statement"] for item in cells["statements"]}  # type: ignore[index]
        assert cited <= passages
        assert cited or cells["finding"][0].value == "omitted"


@pytest.mark.parametrize("name", PLACES)
def test_every_statement_and_passage_is_covered(name: str) -> None:
    facts = report(name).facts
    statements = table(name, "coverage", "statements")
    passages = table(name, "coverage", "passages")
    assert values(statements, "statement") == [s.id for s in facts.inventory.policy.statements]
    assert values(passages, "passage") == [p.text for p in facts.text.passages]
    quoted = {s.id for s in facts.inventory.policy.statements if any(facts.quotes[s.id])}
    assert set(values(passages, "statements")) == quoted


@pytest.mark.parametrize("name", PLACES)
def test_what_is_unmodelled_or_unused_is_what_lint_finds(name: str) -> None:
    unmodelled = table(name, "coverage", "unmodelled")
    unused = table(name, "coverage", "unused")
    assert len(unmodelled.rows) == len(codes(name, "FC502"))
    assert sorted(map(str, values(unused, "statement"))) == sorted(codes(name, "FC505"))


@pytest.mark.parametrize("name", PLACES)
def test_the_flows_that_rest_on_a_statement_are_those_that_explain_names(name: str) -> None:
    from flowcheck.views.reliance import relying_flows

    facts = report(name).facts
    found = table(name, "coverage", "statements")
    flows = [column.key for column in found.columns].index("flows")
    for statement, row in zip(facts.inventory.policy.statements, found.rows, strict=True):
        wanted = [flow.id for flow in relying_flows(facts, statement)]
        assert [item.value for item in row[flows]] == wanted


@pytest.mark.parametrize("name", PLACES)
def test_every_vendor_with_a_flow_is_listed_once_and_the_others_apart(name: str) -> None:
    facts = report(name).facts
    listed: list[object] = []
    for found in document(name, "subprocessors").tables:
        if found.key in ("subprocessors", "controllers", "unknown"):
            listed += values(found, "vendor")
    wanted = [vendor for vendor in facts.inventory.vendors if vendor in facts.flows_into]
    assert sorted(map(str, listed)) == sorted(wanted)
    processors = values(table(name, "subprocessors", "subprocessors"), "vendor")
    acting = {v.id for v in facts.inventory.vendors.values() if v.acts_as == "processor"}
    assert set(processors) == acting & set(wanted)


def test_a_vendor_that_no_flow_reaches_is_told_of() -> None:
    assert values(table("small", "subprocessors", "idle"), "vendor") == codes("small", "FC302")


@pytest.mark.parametrize("role", ["controller", "processor"])
@pytest.mark.parametrize("name", PLACES)
def test_every_flow_is_in_the_record_of_processing(name: str, role: str) -> None:
    found = make("ropa", report(name), role=role).tables[0]
    wanted = {flow.id for flow in report(name).facts.inventory.flows}
    assert set(values(found, "flows")) == wanted
    keys = list(zip(values(found, "activity"), values(found, "purpose"), strict=True))
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", PLACES)
def test_the_record_answers_for_each_letter_of_the_article(name: str) -> None:
    columns = {c.title[-3:]: n for n, c in enumerate(table(name, "ropa", "records").columns)}
    assert {f"({letter})" for letter in "abcdefg"} <= set(columns)
    for row in table(name, "ropa", "records").rows:
        for letter in "abcfg":  # these are never nothing: they are declared, or said not to be
            assert row[columns[f"({letter})"]]


@pytest.mark.parametrize("name", PLACES)
def test_every_data_term_is_in_a_category_of_the_ccpa(name: str) -> None:
    facts = report(name).facts
    found = table(name, "ccpa", "categories")
    declared = {data for flow in facts.inventory.flows for data in flow.data}
    for system in facts.inventory.systems.values():
        declared |= {*system.derives, *(data for store in system.stores for data in store.data)}
    assert set(values(found, "data")) == declared
    assert set(values(found, "flows")) == {flow.id for flow in facts.inventory.flows}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PLACES)
def test_a_document_says_what_it_is_made_of_and_what_was_not_checked(name: str, kind: str) -> None:
    policy = report(name).facts.inventory.policy
    text = write("json", document(name, kind)).decode()
    for told in (policy.sha256, str(policy.effective), "2026-11-24", '"controller"'):
        assert told in text
    for format_ in ("markdown", "html"):
        text = write(format_, document(name, kind)).decode()
        for told in ("What was checked", "What was not", policy.sha256, "2026-11-24"):
            assert told in text
        assert "no finding of legal compliance" in text
        assert "N/A" not in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PLACES)
def test_what_is_not_declared_is_counted(name: str, kind: str) -> None:
    found = document(name, kind)
    total = sum(
        any(item.text.startswith(NOT_DECLARED) for item in cell)
        for part in found.tables
        for row in part.rows
        for cell in row
    )
    counted = sum(sum(part.missing().values()) for part in found.tables)
    told = dict(found.head)["Not declared"]
    assert counted == total
    assert told.startswith(f"{total} cell") if total else told == "nothing"
    for part in found.tables:
        for row in part.rows:
            assert all(
                item.missing == item.text.startswith(NOT_DECLARED) for cell in row for item in cell
            )


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_is_for_customers_does_not_tell_of_lint(kind: str) -> None:
    tells = kind != "subprocessors"
    assert ("Findings of flowcheck lint" in dict(document("small", kind).head)) is tells
    assert ("summary" in document("small", kind).facts) is tells
