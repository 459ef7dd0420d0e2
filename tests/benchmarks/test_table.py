"""The tables: every row has its command, and `reached` is said of what is reached only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import rows
from generate import NAMED
from measure import Cost, Sample
from plan import Plan
from rows import FLOOR, FLOWS, RECORDS, SYSTEMS, TWICE, Row
from table import insert, machine
from tables import table
from verdicts import Verdicts

if TYPE_CHECKING:
    import pytest


def sample(*seconds: float, memory: float = 1e6) -> Sample:
    return Sample(tuple(Cost(wall, wall, memory) for wall in seconds))


def cells(shown: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in shown.splitlines()]


def test_every_row_has_commands_that_are_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "generate", lambda *_: None)
    programs = Path(sys.executable).parent
    commands = rows.commands(programs, tmp_path)
    assert {name for row in rows.rows(programs) for name in row.commands} <= set(commands)
    assert {"lint --help", "policy --help"} <= set(commands)


def test_only_the_second_of_two_lints_finds_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "generate", lambda *_: None)
    commands = rows.commands(Path(sys.executable).parent, tmp_path)
    lints = {name: one.arguments for name, one in commands.items()}
    assert {name for name, one in lints.items() if "--cache-dir" in one} == {rows.AGAIN}
    assert {name for name, one in lints.items() if "--no-cache" in one} == set(NAMED)


def test_a_target_is_a_ratio_to_the_floor_of_the_same_run() -> None:
    fast = Row("fast", ("a", "b"), "wall", 0.039)
    slow = Row("slow", ("a",), "wall", 0.0389)
    plan = Plan({}, [fast, slow], [])
    samples = {FLOOR: sample(0.02), "a": sample(0.06, 0.05, 0.07), "b": sample(0.01)}
    _, _, first, second = cells(Verdicts(plan, samples).targets())
    assert first == ["fast", "60 ms", "50-70", "60 ms", "3.0", "3.0", "3.0", "yes"]
    assert second[-1] == "no"


def test_on_a_busy_machine_the_processor_decides() -> None:
    plan = Plan({}, [Row("lint", ("a",), "wall", 0.039)], [])
    floor, lint = Cost(0.05, 0.01, 1e6), Cost(0.10, 0.04, 1e6)
    found = Verdicts(plan, {FLOOR: Sample((floor,)), "a": Sample((lint,))})
    assert cells(found.targets())[2][4:] == ["2.0", "4.0", "3.0", "no"]
    assert "seconds of the processor decide" in machine(found, 1, 0.0)


def test_memory_has_a_target_of_its_own() -> None:
    plan = Plan({}, [Row("peak", ("a",), "memory", 600e6)], [])
    samples = {FLOOR: sample(0.01), "a": sample(1.0, memory=601e6)}
    shown = cells(Verdicts(plan, samples).targets())
    assert shown[2] == ["peak", "601 MB", "601-601", "", "", "", "600 MB", "no"]


def test_peers_stand_beside_with_what_could_be_measured() -> None:
    plan = Plan({}, [], [], {"ruff, version": "ruff", "gone, version": "gone"}, {10: "fides"})
    samples = {FLOOR: sample(0.01), RECORDS: sample(0.2), "--version": sample(0.02)}
    samples |= {"ruff": sample(0.03), "fides": sample(2.0)}
    assert [line[0] for line in cells(Verdicts(plan, samples).beside())[2:]] == [
        f"flowcheck lint, {RECORDS}", "ruff", "fides"
    ]  # fmt: skip


def test_ratios_that_are_wanted_are_compared() -> None:
    plan = Plan({}, [], [], {"deptry, version": "deptry"}, {1_000: "fides"})
    samples = {RECORDS: sample(0.2), "deptry": sample(0.1), "fides": sample(42.0)}
    samples |= {FLOOR: sample(0.01), FLOWS: sample(3.0), TWICE: sample(6.0), SYSTEMS: sample(0.6)}
    assert [line[1:] for line in cells(Verdicts(plan, samples).compared())[2:]] == [
        ["2.00", "at most 1.5", "no"],
        ["2.00", "at most 2.2", "yes"],
        ["70.00", "at least 70", "yes"],
    ]


def test_tables_replace_what_stands_between_the_marks() -> None:
    page = "before\n<!-- measured -->\nold\n<!-- end of measured -->\nafter\n"
    new = insert(page, "new")
    assert new == "before\n<!-- measured -->\n\nnew\n\n<!-- end of measured -->\nafter\n"
    assert insert(new, "new") == new


def test_a_table_is_aligned() -> None:
    assert table(["a", "b"], [["long", "1"], ["x", "12"]]).splitlines() == [
        "| a    |  b |",
        "| ---- | -: |",
        "| long |  1 |",
        "| x    | 12 |",
    ]
