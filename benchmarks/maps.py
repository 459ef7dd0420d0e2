"""Maps and documents of generated companies: their tables, measured in one run.

Usage: python benchmarks/maps.py [--rounds N] [--write PAGE]
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from environments import flowcheck_environment
from generate import NAMED, Company, generate
from measure import Command, interleave
from plan import Plan
from rows import FLOOR, TODAY, Row
from table import machine, put
from verdicts import Verdicts

BEGIN, END = "<!-- maps measured -->", "<!-- end of maps measured -->"
FEW, MORE, MANY = "300 flows", "2,000 flows", "50,000 flows"
SIZES = {FEW: Company(75, 4), MORE: Company(500, 4), MANY: NAMED[MANY]}
KINDS = ("ropa", "subprocessors", "coverage", "traceability", "ccpa")
EVERY = {FEW: 1, MORE: 2, MANY: 3}
# of big companies a few runs tell as much
TARGETS = {f"map, {FEW}, all views as SVG": 3.0, f"map, {MORE}, all views as SVG": 10.0}


def commands(programs: Path, folder: Path) -> dict[str, Command]:
    """Return what is run, by name; write the companies to a folder.

    Args:
        programs: Those of an environment with flowcheck.
        folder: An empty one.
    """
    flowcheck = str(programs / "flowcheck")
    found = {FLOOR: Command((str(programs / "python"), "-c", "pass"))}
    for size, company in SIZES.items():
        root = folder / size
        generate(root, company)
        drawn = (flowcheck, "map", str(root), *TODAY, "--view", "all", "--output")
        if size == MANY:
            refused = Command((*drawn, str(folder / "no.svg")), codes=(2,), every=EVERY[size])
            found[f"map, {size}: refused, with the filter to use"] = refused
        else:
            for form in ("svg", "html"):
                file = str(folder / f"{size}.{form}")
                name = f"map, {size}, all views as {form.upper()}"
                found[name] = Command((*drawn, file), every=EVERY[size])
        for kind in KINDS:
            report = (flowcheck, "report", kind, str(root), *TODAY, "--output")
            file = str(folder / f"{size}-{kind}.md")
            found[f"report {kind}, {size}"] = Command((*report, file), every=EVERY[size])
    workbook = (flowcheck, "report", "ropa", str(folder / MANY), *TODAY, "--output")
    name = f"report ropa, {MANY}, as a workbook"
    found[name] = Command((*workbook, str(folder / "ropa.xlsx")), every=EVERY[MANY])
    return found


def main() -> None:
    """Measure, print the tables, and write them into a page where one is named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=6, help="how often the small are measured")
    parser.add_argument("--write", type=Path, help="the page between whose marks the tables go")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        wanted = commands(flowcheck_environment(), Path(folder))
        samples, failed = interleave(wanted, given.rounds)
    if failed:
        raise SystemExit("\n".join(f"{name}: {why}" for name, why in failed.items()))
    text = tables(wanted, Verdicts(plan(wanted), samples), given.rounds, before)
    put([text], given.write, BEGIN, END)


def plan(wanted: dict[str, Command]) -> Plan:
    """Return what is to be reached: each target with its command."""
    rows = [Row(name, (name,), "wall", most) for name, most in TARGETS.items()]
    return Plan(wanted, rows, [])


def tables(wanted: dict[str, Command], found: Verdicts, rounds: int, before: float) -> str:
    """Return what ran, what is to be reached, and what the rest takes."""
    rest = [name for name in wanted if name not in (FLOOR, *TARGETS)]
    parts = [machine(found, rounds, before), found.targets()]
    return "\n\n".join([*parts, found.lines(rest, "maps and documents")])


if __name__ == "__main__":
    main()
