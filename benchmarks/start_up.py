"""What a start costs: libraries, verbs, and what `flowcheck lint` imports, by package.

Usage: python benchmarks/start_up.py [--rounds N]
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from environments import PEERS, InstallError, environment, flowcheck_environment
from generate import NAMED, generate
from measure import Command, clean_environment, interleave
from plan import Plan
from rows import FLOOR, RECORDS, TODAY, helps
from tables import table
from verdicts import Verdicts

LIBRARIES = ("argparse", "click", "msgspec", "yaml", "networkx", "rich")
LEFT_BEHIND = ("typer", "pydantic")  # by ADR 7 and 8
IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)")


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="how often each command is measured")
    given = parser.parse_args()
    programs = flowcheck_environment()
    python, flowcheck = str(programs / "python"), str(programs / "flowcheck")
    commands = {FLOOR: Command((python, "-c", "pass"))}
    for library in LIBRARIES:
        commands[f"import {library}"] = Command((python, "-c", f"import {library}"))
    try:
        other = str(environment("peers", (PEERS,)) / "python")
        for library in LEFT_BEHIND:
            commands[f"import {library}"] = Command((other, "-c", f"import {library}"))
    except InstallError as error:
        print(f"not measured: {', '.join(LEFT_BEHIND)}: {error}", file=sys.stderr)
    for name in ("--version", *helps(programs)):
        commands[f"flowcheck {name}"] = Command((flowcheck, *name.split()))
    samples, failed = interleave(commands, given.rounds)
    if FLOOR in failed:
        raise SystemExit(failed[FLOOR])
    print(Verdicts(Plan({}, [], []), samples).lines(samples, "start"))
    for name, why in failed.items():
        print(f"- not measured: {name}: {why}")
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), NAMED[RECORDS])
        print("\n" + imports(python, "lint", folder, *TODAY, "--no-cache"))


def imports(python: str, *arguments: str) -> str:
    """Return what one run of flowcheck imports, as a table by top package, dearest first."""
    done = subprocess.run(  # noqa: S603 - our own command
        [python, "-X", "importtime", "-m", "flowcheck", *arguments],
        capture_output=True, text=True, check=False, env=clean_environment(),
    )  # fmt: skip
    spent: dict[str, int] = defaultdict(int)
    modules: dict[str, int] = defaultdict(int)
    for microseconds, module in IMPORT.findall(done.stderr):
        top = module.partition(".")[0]
        package = "standard library" if top in sys.stdlib_module_names else top
        spent[package] += int(microseconds)
        modules[package] += 1
    dearest = sorted(spent, key=spent.__getitem__, reverse=True)
    lines = [[name, str(modules[name]), f"{spent[name] / 1000:.1f} ms"] for name in dearest]
    return table([f"imported by flowcheck {arguments[0]}", "modules", "time"], lines)


if __name__ == "__main__":
    main()
