"""What commands cost, each in a process of its own: time, processor time and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

KIBIBYTE = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss


class CommandError(Exception):
    """A command ended with an exit code that is none of those expected."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is run.

    Attributes:
        arguments: The program, as a path, and its arguments.
        cwd: The folder that it runs in; the present one where there is none.
        environment: Variables, besides the clean ones.
        codes: The exit codes that are no failure.
        every: It is measured in every so many-th round.
    """

    arguments: tuple[str, ...]
    cwd: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[int, ...] = (0, 1)
    every: int = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds by the clock, seconds of the processor, peak bytes resident."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Sample:
    """The costs of several runs of one command."""

    costs: tuple[Cost, ...]

    def of(self, kind: str, among: Callable[[Sequence[float]], float] = statistics.median) -> float:
        """Return the median, or what `among` picks, of `wall`, `cpu` or `memory`."""
        return among([getattr(cost, kind) for cost in self.costs])


def clean_environment() -> dict[str, str]:
    """Return our variables without those by which Python behaves otherwise."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def run(command: Command) -> Cost:
    """Run a command to its end, its output thrown away.

    Returns:
        Its cost, by the operating system's accounting of that one child (wait4). The peak memory is
        never below this process's own, which a child starts out with.

    Raises:
        CommandError: It failed; the message ends with the last of what it said.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command.arguments,
            cwd=command.cwd,
            env={**clean_environment(), **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in command.codes:
            said.seek(0)
            last = said.read().decode(errors="replace").strip().splitlines()[-3:]
            program = command.arguments[0].rpartition("/")[2]
            raise CommandError(f"`{program}` exited {process.returncode}: {' / '.join(last)}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, float(usage.ru_maxrss * KIBIBYTE))


def interleave(
    commands: Mapping[str, Command], rounds: int
) -> tuple[dict[str, Sample], dict[str, str]]:
    """Measure commands in turn, A B C A B C, so that a change of the machine's mood meets them all.

    Args:
        commands: By name.
        rounds: How many, besides the first, which warms up and is not counted.

    Returns:
        The samples by name, and, of commands that failed, why.
    """
    taken: dict[str, list[Cost]] = {name: [] for name in commands}
    failed: dict[str, str] = {}
    for number in range(rounds + 1):
        print(f"\rround {number} of {rounds} ", end="", file=sys.stderr, flush=True)
        for name, command in commands.items():
            if name in failed or (number and (number - 1) % command.every):
                continue
            try:
                cost = run(command)
            except (CommandError, OSError) as error:
                failed[name] = str(error)
                continue
            if number:
                taken[name].append(cost)
    print(file=sys.stderr)
    samples = {name: Sample(tuple(taken[name])) for name in commands if name not in failed}
    return samples, failed
