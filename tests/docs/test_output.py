"""The page of the output shows every key of the JSON, and none that is not there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from conftest import ROOT, TODAY
from flowcheck.errors import Problem
from flowcheck.project import load
from flowcheck.render import Look, render
from flowcheck.render.scan import render as render_scan
from flowcheck.views.code_scan import code_scan
from projects import FILES
from seen import scanned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")


def _keys(value: Any, path: str = "") -> set[str]:  # noqa: ANN401 - JSON
    """Return the ways to all values but those below free keys."""
    if isinstance(value, list):
        return {key for item in value for key in _keys(item, f"{path}[]")}
    if not isinstance(value, dict) or path.endswith("facets"):
        return {path}
    return {path} | {key for name, item in value.items() for key in _keys(item, f"{path}.{name}")}


def test_the_keys_of_the_json_are_those_of_the_page() -> None:
    sample, _ = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    report = load(ROOT, today=TODAY).lint()
    printed = _keys(json.loads(render("json", report, Look(claims=True))))
    waived = {key for key in printed if ".waiver" in key}
    lists = {key for key in printed if key.endswith("[]")}  # of texts
    assert printed - waived - lists == {k for k in _keys(json.loads(sample)) if k[-2:] != "[]"}
    assert {key.rpartition(".")[2] for key in waived} == {"waiver", "reason", "owner", "until"}
    assert "`waiver: {reason, owner, until}`" in PAGE


def test_the_keys_of_a_scan_are_those_of_the_page(write_project: Callable[..., Path]) -> None:
    _, sample = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    shown = _keys(json.loads(sample))
    policy = FILES["inventory/policy.yaml"].replace("[cloud", "[payment_processor, cloud")
    project = scanned(
        write_project({**FILES, "inventory/policy.yaml": policy}),
        "package npm:paywell direct",
        "host api.unknown.dev call",
    )
    code = project.facts.code
    assert code is not None
    problem = Problem("x", 1, 1, "is broken")
    code = replace(code, aside=(("tests", 1),), problems=(problem,))
    scan = code_scan(project.scanned(code).lint(select=["FC6"]))
    printed = _keys(json.loads(render_scan("json", scan, Look())))
    inner = {key for key in printed if ".findings[]" in key or "unclassified[].evidence[]" in key}
    lists = {key for key in printed if key.endswith("[]")}
    extra = {".vendors[].entry.legal_entity", ".vendors[].entry.url"}
    wanted = {key for key in shown if key[-2:] != "[]"}
    assert printed - inner - lists - extra == wanted - {".findings", ".unclassified[].evidence"}
