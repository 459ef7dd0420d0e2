"""JSON Lines: a value a line, its findings those of JSON, whole where the last is the summary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowcheck.render import Look, render
from hostile import STRINGS, hostile, lifted, report_of

if TYPE_CHECKING:
    from flowcheck.engine import Report


def values(report: Report, look: Look | None = None) -> list[dict[str, Any]]:
    text = render("jsonl", report, look or Look())
    assert text.endswith("\n")
    assert text.splitlines() == text[:-1].split("\n")  # no other line ends, as U+2028
    return [json.loads(line) for line in text.splitlines()]


def test_the_lines_are_the_values_of_json(failing: Report) -> None:
    report = lifted(failing)
    whole = json.loads(render("json", report, Look()))
    first, *middle, last = values(report)
    head = {key: whole[key] for key in ("version", "tool", "policy")}
    assert first == {"type": "run", **head}
    assert middle == [{"type": "finding", **found} for found in whole["findings"]]
    assert last == {"type": "summary", **whole["summary"]}


def test_claims_come_with_their_flows(failing: Report) -> None:
    whole = json.loads(render("json", failing, Look(claims=True)))
    lines = values(failing, Look(claims=True))
    flows = [line for line in lines if line["type"] == "flow"]
    assert flows == [{"type": "flow", **flow} for flow in whole["flows"]]
    assert lines[-1]["type"] == "summary"


def test_hostile_names_stay_in_their_line_as_they_are(failing: Report) -> None:
    found = values(hostile(failing))[1:-1]
    assert [line["message"] for line in found] == [text for text in STRINGS for _ in range(3)]


def test_nothing_found_is_a_run_and_a_summary(failing: Report) -> None:
    lines = values(report_of(failing, [], {}))
    assert [line["type"] for line in lines] == ["run", "summary"]
