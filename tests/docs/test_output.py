"""The page of the output shows every key of the JSON, and none that is not there."""

from __future__ import annotations

import json
import re
from typing import Any

from conftest import ROOT, TODAY
from flowcheck.project import load
from flowcheck.render import Look, render

PAGE = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")


def _keys(value: Any, path: str = "") -> set[str]:  # noqa: ANN401 - JSON
    """Return the ways to all values but those below free keys."""
    if isinstance(value, list):
        return {key for item in value for key in _keys(item, f"{path}[]")}
    if not isinstance(value, dict) or path.endswith("facets"):
        return {path}
    return {path} | {key for name, item in value.items() for key in _keys(item, f"{path}.{name}")}


def test_the_keys_of_the_json_are_those_of_the_page() -> None:
    (sample,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    report = load(ROOT, today=TODAY).lint()
    printed = _keys(json.loads(render("json", report, Look(claims=True))))
    waived = {key for key in printed if ".waiver" in key}
    lists = {key for key in printed if key.endswith("[]")}  # of texts
    assert printed - waived - lists == {k for k in _keys(json.loads(sample)) if k[-2:] != "[]"}
    assert {key.rpartition(".")[2] for key in waived} == {"waiver", "reason", "owner", "until"}
    assert "`waiver: {reason, owner, until}`" in PAGE
