"""What is measured of flowcheck: commands, and the rows of the table with what each may take."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generate import NAMED, generate
from measure import Command

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = 0.013  # seconds that `python -c pass` took where the targets were set
FLOOR = "python -c pass"
RECORDS, SYSTEMS, FLOWS, TWICE = NAMED
AGAIN = f"{RECORDS}, again"
TODAY = ("--today", "2026-11-24")
# of big companies a few runs tell as much
EVERY = {RECORDS: 1, SYSTEMS: 4, FLOWS: 7, TWICE: 7}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: What is measured.
        commands: The names of the commands that show it; the dearest counts.
        kind: `wall` or `cpu`, in seconds, or `memory`, in bytes.
        target: At most this: seconds where `python -c pass` takes REFERENCE, or bytes.
    """

    name: str
    commands: tuple[str, ...]
    kind: str
    target: float


def commands(programs: Path, folder: Path) -> dict[str, Command]:
    """Return what is run of flowcheck, by name; write the companies to a folder."""
    flowcheck = str(programs / "flowcheck")
    found = {
        FLOOR: Command((str(programs / "python"), "-c", "pass")),
        "--version": Command((flowcheck, "--version")),
    }
    for name in helps(programs):
        found[name] = Command((flowcheck, *name.split()), every=2)
    for name, company in NAMED.items():
        generate(folder / name, company)
        lint = (flowcheck, "lint", str(folder / name), *TODAY)
        found[name] = Command((*lint, "--no-cache"), every=EVERY[name])
        if name == RECORDS:  # the round that warms up fills the cache
            found[AGAIN] = Command((*lint, "--cache-dir", str(folder / "cache")))
    return found


def without_bytecode(programs: Path, folder: Path) -> dict[str, Command]:
    """Return lint of 200 records as in images where nothing, or not everything, is compiled.

    Args:
        programs: Those of a compiled environment, which is copied without its bytecode.
        folder: Where the companies are.
    """
    stripped = folder / "stripped"
    shutil.copytree(
        programs.parent, stripped, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
    )
    lint = ("-m", "flowcheck", "lint", str(folder / RECORDS), *TODAY, "--no-cache")
    never = {"PYTHONDONTWRITEBYTECODE": "1"}
    nowhere = {**never, "PYTHONPYCACHEPREFIX": str(folder / "nowhere")}
    bare, compiled = str(stripped / "bin" / "python"), str(programs / "python")
    return {
        "nothing compiled, nor the standard library": Command(
            (bare, *lint), None, nowhere, every=4
        ),
        "the packages not compiled": Command((bare, *lint), None, never, every=4),
        "all compiled": Command((compiled, *lint), every=4),
    }


def rows(programs: Path) -> list[Row]:
    """Return the lines of the table, in the order of the targets."""
    return [
        Row("`flowcheck --version`", ("--version",), "wall", 0.025),
        Row("`--help`, of the slowest verb", helps(programs), "wall", 0.100),
        Row(f"lint, {RECORDS}", (RECORDS,), "wall", 0.200),
        Row(f"lint, {RECORDS}, nothing changed", (AGAIN,), "wall", 0.090),
        Row(f"lint, {SYSTEMS}, CPU", (SYSTEMS,), "cpu", 0.600),
        Row(f"lint, {FLOWS} in 10 MB", (FLOWS,), "wall", 3.0),
        Row(f"lint, {TWICE} in 20 MB", (TWICE,), "wall", 6.0),
        Row(f"lint, {FLOWS}, peak memory", (FLOWS,), "memory", 600e6),
    ]


def helps(programs: Path) -> tuple[str, ...]:
    """Return what asks for help: of the program, and of each of its verbs."""
    asked = "from flowcheck.cli.verbs import VERBS; print(*VERBS)"
    done = subprocess.run(  # noqa: S603 - our own command
        [str(programs / "python"), "-c", asked], capture_output=True, text=True, check=True
    )
    return ("--help", *(f"{verb} --help" for verb in done.stdout.split()))
