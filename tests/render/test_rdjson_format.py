"""rdjson: accepted by the validator of the format; its columns count bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flowcheck.model.source import Span
from flowcheck.render import Look, render
from flowcheck.rule import DOCS
from hostile import finding, hostile, lifted, report_of
from npm_clients import client, run_client

if TYPE_CHECKING:
    from pathlib import Path

    from flowcheck.engine import Report


def result(report: Report, look: Look | None = None) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render("rdjson", report, look or Look()))
    return value


def test_a_finding_is_a_diagnostic(failing: Report) -> None:
    value = result(failing)
    assert value["source"] == {"name": "flowcheck", "url": DOCS}
    found = next(d for d in value["diagnostics"] if d["code"]["value"] == "FC103")
    assert found["severity"] == "ERROR"
    assert found["code"]["url"] == f"{DOCS}rules/FC103/"
    assert found["location"] == {
        "path": "inventory/systems.yaml",
        "range": {"start": {"line": 14, "column": 27}, "end": {"line": 14, "column": 32}},
    }
    [related] = found["related_locations"]
    assert related["message"] == "share: the nearest it discloses: cloud_hosting_provider"
    assert related["location"]["range"]["start"] == {"line": 9, "column": 48}


def test_the_columns_cut_the_term_out_of_the_bytes(failing: Report) -> None:
    for found in result(failing)["diagnostics"]:
        if "東京" in found["location"]["path"]:
            at = found["location"]["range"]
            line = failing.line(found["location"]["path"], at["start"]["line"]).encode()
            cut = line[at["start"]["column"] - 1 : at["end"]["column"] - 1].decode()
            assert cut in ("adnet", "email_address")


def test_severities_are_those_of_the_format(failing: Report) -> None:
    grades = {d["severity"] for d in result(failing)["diagnostics"]}
    assert grades == {"ERROR", "WARNING", "INFO"}


def test_what_is_lifted_is_left_out(failing: Report) -> None:
    assert len(result(lifted(failing))["diagnostics"]) == len(failing.findings) - 2


def test_a_span_of_several_lines_ends_on_the_last(failing: Report) -> None:
    span = Span("a.yaml", 1, 2, 2, 3)
    report = report_of(failing, [finding("x", span)], {"a.yaml": "名名\né名\n"})
    [found] = result(report, Look(prefix="shop/"))["diagnostics"]
    assert found["location"] == {
        "path": "shop/a.yaml",
        "range": {"start": {"line": 1, "column": 4}, "end": {"line": 2, "column": 6}},
    }


@pytest.mark.parametrize("kind", ["failing", "hostile", "clean"])
def test_the_validator_of_the_format_accepts_it(failing: Report, tmp_path: Path, kind: str) -> None:
    validator = client("@umbrelladocs/rdformat-validator") / "bin" / "rdformat-validator.js"
    reports = {
        "failing": failing,
        "hostile": hostile(failing),
        "clean": report_of(failing, [], {}),
    }
    path = tmp_path / "flowcheck.rdjson"
    path.write_text(render("rdjson", reports[kind], Look()), encoding="utf-8")
    done = run_client("node", validator, "--strict", "--no-extra-fields", path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_validator_refuses_what_is_wrong(failing: Report, tmp_path: Path) -> None:
    validator = client("@umbrelladocs/rdformat-validator") / "bin" / "rdformat-validator.js"
    path = tmp_path / "flowcheck.rdjson"
    text = render("rdjson", failing, Look()).replace('"ERROR"', '"FATAL"')
    path.write_text(text, encoding="utf-8")
    done = run_client("node", validator, "--strict", "--no-extra-fields", path)
    assert done.returncode == 1
    assert "Total errors: 3" in done.stdout
