"""`flowcheck schema`: kinds, projects in any state, and where it is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bad_project import spoil
from commands import Commands, commands_in
from flowcheck.cli.verbs.schema import KINDS as OFFERED
from flowcheck.views.json_schema import KINDS
from schema_check import SCHEMAS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Commands:
    return commands_in(tmp_path, capsys, monkeypatch)


def test_the_kinds_are_those_that_are_made() -> None:
    assert tuple(KINDS) == OFFERED


@pytest.mark.parametrize("kind", KINDS)
def test_outside_a_project_it_knows_what_is_built_in(run: Commands, kind: str) -> None:
    found = run("schema", kind)
    assert (found.code, found.err) == (0, "")
    assert found.out == (SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")


def test_the_inventory_is_the_default(run: Commands) -> None:
    assert run("schema").out == run("schema", "inventory").out


def test_in_a_project_it_knows_its_terms_and_vendors(run: Commands, tmp_path: Path) -> None:
    own = "vocabulary: {data: {brand_book: {label: Brand book}}}\n"
    spoil(tmp_path, {"inventory/own.yaml": own})
    found = run("schema", "rules", ".")
    assert (found.code, found.err) == (0, "")
    named = json.loads(found.out)["definitions"]
    assert "brand_book" in named["data"]["enum"]
    assert ["mailer"] in [part.get("enum") for part in named["recipient"]["anyOf"]]


def test_a_broken_project_gives_what_can_be_read(run: Commands, tmp_path: Path) -> None:
    spoil(tmp_path, {"inventory/own.yaml": "vendors: [{id: v, rol: auditor}]\n"})
    found = run("schema")
    assert found.code == 0
    assert found.err.startswith("flowcheck: 1 input error in this project: some of its own terms")
    named = json.loads(found.out)["definitions"]
    assert ["mailer"] in [part.get("enum") for part in named["recipient"]["anyOf"]]


def test_a_root_that_is_no_folder_is_said(run: Commands, tmp_path: Path) -> None:
    found = run("schema", "inventory", tmp_path / "nowhere")
    assert (found.code, found.out) == (2, "")
    assert "is not there" in found.err


def test_a_kind_that_is_none_names_the_nearest(run: Commands) -> None:
    found = run("schema", "rulez")
    assert (found.code, found.out) == (2, "")
    assert found.err == "flowcheck: KIND: `rulez` is not known; did you mean `rules`?\n"


def test_it_is_written_whole_to_a_file(run: Commands, tmp_path: Path) -> None:
    assert run("schema", "config", "-o", "config.json").out == ""
    written = (tmp_path / "config.json").read_text(encoding="utf-8")
    assert written == (SCHEMAS / "config.schema.json").read_text(encoding="utf-8")
