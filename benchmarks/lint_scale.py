"""How `flowcheck lint` grows: CPU seconds over 1,000, 2,000 and 4,000 systems of 4 flows each.

Method: each size is generated (`generate.py`) and linted in a process of its own, in turn, five
times over after one warm-up; user and system time come from the operating system's accounting of
the finished child. Printed are the medians and their ratio to the first size, and to
`python -c pass` in the same run. The absolute figures are this machine's; the ratios travel.

Usage: python benchmarks/lint_scale.py [RUNS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import generate

SIZES = (1_000, 2_000, 4_000)
FLOWS = 4


def cpu_seconds(command: list[str]) -> float:
    """Return the user and system seconds of one finished run of a command."""
    before = os.times()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - our own commands
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        commands = {"python -c pass": [sys.executable, "-c", "pass"]}
        for size in SIZES:
            root = Path(folder) / str(size)
            generate(root, size, FLOWS)
            name = f"lint, {size:,} systems x {FLOWS} flows"
            commands[name] = [sys.executable, "-m", "flowcheck", "lint", str(root), "-q"]
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                seconds = cpu_seconds(command)
                if turn:  # the first is the warm-up
                    taken[name].append(seconds)
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    floor = medians["python -c pass"]
    first = medians[f"lint, {SIZES[0]:,} systems x {FLOWS} flows"]
    print(f"{'':36} {'CPU s':>8} {'x pass':>8} {'x first':>8}")
    for name, seconds in medians.items():
        print(f"{name:36} {seconds:8.2f} {seconds / floor:8.1f} {seconds / first:8.2f}")


if __name__ == "__main__":
    main()
