"""The tables of `flowcheck scan`: its speed, beside a peer, and what the two find.

Usage: python benchmarks/scan.py [--rounds N] [--write PAGE]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import code_base
import generate
from environments import (
    STACK_ANALYSER,
    InstallError,
    cache_folder,
    flowcheck_environment,
    npm_environment,
)
from lock_files import LAYOUTS, lock_file
from measure import Command, clean_environment, interleave
from plan import Plan
from recall import found_by_flowcheck, found_by_peer, recall
from rows import FLOOR, RECORDS, TODAY, Row
from table import machine, put
from tables import table
from verdicts import Verdicts

BEGIN, END = "<!-- measured: scan -->", "<!-- end of measured: scan -->"
GENERATED, REAL, MANY = "5,000 generated files", "installed packages", "200,000 tiny files"
FILES, TINY, FOLDERS = 5_000, 200_000, 500
CHANGED = 20
PEER = "stack-analyser"
ONE, ALL, AGAIN = "one core", "all cores", "nothing changed"
DIFF = f"--diff, {CHANGED} files changed"
LINT = "lint that scans, nothing changed"
LARGE = 99_000_000


def main() -> None:
    """Measure, print the tables, and write them into a page where one is named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="how often each command is measured")
    parser.add_argument("--write", type=Path, help="the page between whose marks the tables go")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wanted = plan(folder)
        samples, failed = interleave(wanted.commands, given.rounds)
        shown = "" if wanted.missing else _recall(wanted, folder)
    if FLOOR in failed:
        raise SystemExit(failed[FLOOR])
    found = Verdicts(wanted, samples)
    missing = (wanted.missing | failed).items()
    parts = [
        machine(found, given.rounds, before),
        found.targets(),
        found.lines(wanted.images, "scan of a code base"),
        _compared(found),
        shown,
        "\n".join(f"- Not measured: {name}: {why}" for name, why in missing),
    ]
    put(parts, given.write, BEGIN, END)
    if failed.keys() - {name for name in failed if name.endswith(PEER)}:
        raise SystemExit("some of flowcheck's own commands failed")


def plan(folder: Path) -> Plan:
    """Make the environments, write what is scanned to a folder, and return what to measure.

    Raises:
        InstallError: flowcheck could not be installed. Of the peer, the plan says so instead.
    """
    programs = flowcheck_environment()
    commands = {FLOOR: Command((str(programs / "python"), "-c", "pass"))}
    missing: dict[str, str] = {}
    peer: Path | None = None
    try:
        peer = npm_environment(PEER, STACK_ANALYSER) / PEER
    except InstallError as error:
        missing[PEER] = str(error)
    code_base.generate(folder / GENERATED, FILES)
    _copy_packages(folder / REAL)
    for name in (GENERATED, REAL):
        commands |= _scans(programs, folder, name)
        if peer:
            arguments = ("-o", f"{name}.json", "--flat", str(folder / name))
            commands[f"{name}: {PEER}"] = Command(
                (*_on_one_core(), str(peer), *arguments), cwd=folder
            )
    _write_tiny(folder / MANY)
    scan = (str(programs / "flowcheck"), "scan")
    commands[MANY] = Command((*scan, str(folder / MANY), "--no-cache"), every=1_000)
    for name in LAYOUTS:
        place = folder / "locks" / name
        place.mkdir(parents=True)
        (place / name).write_text(lock_file(name, LARGE), encoding="utf-8")
        commands[f"{name} of 99 MB"] = Command((*scan, str(place), "--no-cache"), every=1_000)
    rows = [
        Row(f"scan, {GENERATED}, {ONE}", (f"{GENERATED}: {ONE}",), "wall", 5.0),
        Row(f"scan, {REAL}, {ONE}", (f"{REAL}: {ONE}",), "wall", 5.0),
        Row(f"scan, {GENERATED}, {DIFF}", (f"{GENERATED}: {DIFF}",), "wall", 1.0),
    ]
    return Plan(commands, rows, [name for name in commands if name != FLOOR], missing=missing)


def _scans(programs: Path, folder: Path, name: str) -> dict[str, Command]:
    """Return what scans a code base, after making it a project in a repository."""
    root = folder / name
    generate.generate(folder / "company", generate.NAMED[RECORDS])
    shutil.move(folder / "company" / "inventory", root / "inventory")
    changed = _commit(root)
    for path in changed:
        with path.open("a", encoding="utf-8") as stream:
            stream.write("\n")
    scan = (str(programs / "flowcheck"), "scan", str(root), *TODAY)
    lint = (str(programs / "flowcheck"), "lint", str(root), *TODAY, "--scan")
    cache = ("--cache-dir", str(folder / "cache"))
    return {
        f"{name}: {ONE}": Command((*_on_one_core(), *scan, "--jobs", "1", "--no-cache")),
        f"{name}: {ALL}": Command((*scan, "--no-cache")),
        f"{name}: {AGAIN}": Command((*scan, *cache)),  # the round that warms up fills the cache
        f"{name}: {DIFF}": Command((*scan, "--diff", "HEAD", "--no-cache")),
        f"{name}: {LINT}": Command((*lint, *cache)),
    }


def _on_one_core() -> tuple[str, ...]:
    """Return what holds a command to one core, where the machine has it."""
    taskset = shutil.which("taskset")
    return (taskset, "-c", str(min(os.sched_getaffinity(0)))) if taskset else ()


def _commit(root: Path) -> list[Path]:
    """Commit a folder as it is, and return files that are then to be changed."""
    identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.com")
    for arguments in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "-m", "all")):
        subprocess.run(  # noqa: S603 - our own command
            ["git", "-C", str(root), *identity, *arguments],  # noqa: S607
            check=True, env=clean_environment(),
        )  # fmt: skip
    code = sorted(path for path in root.rglob("*.[jp][sy]") if path.is_file())
    return code[:: len(code) // CHANGED][:CHANGED]


def _copy_packages(root: Path) -> None:
    """Copy every so many-th file that the benchmarks install, as if somebody had written it."""
    tops = sorted((*cache_folder().glob("*/lib/python*/site-packages"),
                   *cache_folder().glob("*/node_modules")))  # fmt: skip
    files = [(top, path) for top in tops for path in sorted(top.rglob("*")) if _is_source(path)]
    for top, path in files[:: max(1, len(files) // FILES)]:
        inner = str(path.relative_to(top)).replace("node_modules/", "packages/")
        place = root / f"services/{tops.index(top)}" / inner
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def _is_source(path: Path) -> bool:
    return path.suffix in _SOURCES and path.is_file() and not path.is_symlink()


_SOURCES = frozenset(
    (*(".py", ".pyi", ".js", ".mjs", ".cjs", ".ts", ".json", ".yaml", ".yml"),
     *(".html", ".css", ".toml", ".xml", ".md", ".txt"))
)  # fmt: skip


def _write_tiny(root: Path) -> None:
    for number in range(TINY):
        place = root / f"{number % FOLDERS}"
        if number < FOLDERS:
            place.mkdir(parents=True)
        (place / f"{number}.py").write_bytes(b"import os\n")


def _compared(found: Verdicts) -> str:
    """Return how many times as long as the peer a scan on one core takes."""
    lines = []
    for name in (GENERATED, REAL):
        ours, peer = f"{name}: {ONE}", f"{name}: {PEER}"
        if {ours, peer} <= set(found.samples):
            ratios = [
                found.samples[ours].of(k) / found.samples[peer].of(k) for k in ("wall", "cpu")
            ]
            lines.append([name, *(f"{ratio:.2f}" for ratio in ratios)])
    return table((f"flowcheck scan / {PEER}, {ONE}", "wall", "CPU"), lines)


def _recall(wanted: Plan, folder: Path) -> str:
    """Return the table of what both find of what the generator planted."""
    command = wanted.commands[f"{GENERATED}: {ONE}"].arguments
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "--format", "json"], capture_output=True, check=False, env=clean_environment()
    )
    return recall(
        found_by_flowcheck(done.stdout),
        found_by_peer((folder / f"{GENERATED}.json").read_bytes()),
        PEER,
    )


if __name__ == "__main__":
    main()
