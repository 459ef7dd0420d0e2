"""Measuring: in turn, from the finished child's own accounts, and never what failed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from measure import Command, CommandError, Cost, Sample, interleave, run

if TYPE_CHECKING:
    from pathlib import Path


def python(program: str, **options: object) -> Command:
    return Command((sys.executable, "-c", program), **options)  # type: ignore[arg-type]


def writer(log: Path, letter: str, every: int = 1) -> Command:
    return python(f"open({str(log)!r}, 'a').write({letter!r})", every=every)


def test_commands_are_run_in_turn_after_one_round_to_warm_up(tmp_path: Path) -> None:
    log = tmp_path / "log"
    commands = {"a": writer(log, "a"), "b": writer(log, "b", every=2)}
    samples, failed = interleave(commands, 3)
    assert log.read_text() == "ab" + "ab" + "a" + "ab"
    assert {name: len(sample.costs) for name, sample in samples.items()} == {"a": 3, "b": 2}
    assert not failed


def test_processor_and_memory_are_the_childs() -> None:
    idle = run(python("import time; time.sleep(0.3)"))
    assert idle.cpu < idle.wall
    large = run(python("x = b'x' * 300_000_000"))
    assert large.memory > 300e6


def test_a_failure_is_no_figure() -> None:
    samples, failed = interleave({"bad": python("raise SystemExit('it broke')", codes=(0,))}, 1)
    assert not samples
    assert "exited 1: it broke" in failed["bad"]
    with pytest.raises(CommandError):
        run(python("import os; os.abort()"))


def test_a_program_that_is_missing_is_said(tmp_path: Path) -> None:
    _, failed = interleave({"none": Command((str(tmp_path / "none"),))}, 1)
    assert "No such file" in failed["none"]


def test_variables_of_python_are_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    run(python("import sys; raise SystemExit(2 if sys.dont_write_bytecode else 0)", codes=(0,)))


def test_a_sample_has_its_median_and_its_ends() -> None:
    sample = Sample(tuple(Cost(wall, wall / 2, 1e6) for wall in (3.0, 1.0, 2.0)))
    assert sample.of("wall") == 2.0
    assert (sample.of("cpu", min), sample.of("cpu", max)) == (0.5, 1.5)
