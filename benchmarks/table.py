"""The table of speed: flowcheck against its targets and beside its peers, measured in one run.

Usage: python benchmarks/table.py [--rounds N] [--fides SYSTEMS,SYSTEMS] [--write PAGE]
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from measure import interleave
from plan import plan
from rows import FLOOR, RECORDS
from verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
WORDS = {
    "wall": "`python -c pass` hardly waited, and the clock decides",
    "cpu": "`python -c pass` waited for others, and seconds of the processor decide",
}


def main() -> None:
    """Measure, print the tables, and write them into a page where one is named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="how often each command is measured")
    parser.add_argument("--fides", default="500,1000", help="its numbers of systems; 0 for none")
    parser.add_argument("--write", type=Path, help="the page between whose marks the tables go")
    given = parser.parse_args()
    sizes = [int(size) for size in given.fides.split(",") if int(size)]
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        wanted = plan(Path(folder), sizes)
        samples, failed = interleave(wanted.commands, given.rounds)
    if FLOOR in failed:
        raise SystemExit(failed[FLOOR])
    found = Verdicts(wanted, samples)
    missing = (wanted.missing | failed).items()
    parts = [
        machine(found, given.rounds, before),
        found.targets(),
        found.beside(),
        found.compared(),
        found.lines(wanted.images, f"bytecode: lint, {RECORDS}"),
        "\n".join(f"- Not measured: {name}: {why}" for name, why in missing),
    ]
    put(parts, given.write)
    if any(name in failed for row in wanted.rows for name in row.commands):
        raise SystemExit("some of flowcheck's own commands failed")


def put(parts: Iterable[str], path: Path | None, first: str = BEGIN, last: str = END) -> None:
    """Print what there is, and write it between two marks of a page where one is named."""
    text = "\n\n".join(part for part in parts if part)
    print(text)
    if path:
        page = insert(path.read_text(encoding="utf-8"), text, first, last)
        path.write_text(page, encoding="utf-8")


def machine(found: Verdicts, rounds: int, before: float) -> str:
    """Return what ran, and how quiet the machine was."""
    floor = found.samples[FLOOR]
    least, most = floor.of("wall", min) * 1000, floor.of("wall", max) * 1000
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} processors; {rounds} rounds after one to warm up.\n"
        f"`{FLOOR}`: {floor.of('wall') * 1000:.1f} ms ({least:.1f} to {most:.1f}),"
        f" {floor.of('cpu') * 1000:.1f} ms of CPU.\n"
        f"Load average {before:.1f} before, {os.getloadavg()[0]:.1f} after (the run's own: 1.0):"
        f" {WORDS[found.decisive]}."
    )


def insert(page: str, text: str, first: str = BEGIN, last: str = END) -> str:
    """Return a page with a text in place of what stands between its marks."""
    head, begin, rest = page.partition(first)
    _, end, tail = rest.partition(last)
    if not end:
        raise SystemExit(f"the page has no {first} and {last} for the tables to go between")
    return f"{head}{begin}\n\n{text}\n\n{end}{tail}"


if __name__ == "__main__":
    main()
