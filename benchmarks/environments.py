"""The virtual environments that are measured: flowcheck as users get it, and its peers.

They stand in `flowcheck-benchmarks` in the user's cache folder, are made on first use and kept
until what they are made from changes. flowcheck itself is installed anew from this checkout, not
editable, whenever it is asked for.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from measure import clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
LOCKS = (ROOT / "requirements" / "build.lock", ROOT / "requirements" / "main.lock")
PEERS = Path(__file__).parent / "peers.txt"
PIP = "pip==26.3"  # the programs that older ones write import `re` first: 5 ms
FIDES = Path(__file__).parent / "fides.txt"
STACK_ANALYSER = Path(__file__).parent / "stack_analyser.txt"


class InstallError(Exception):
    """An environment could not be made; says why."""


def cache_folder() -> Path:
    """Return where the environments stand."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "flowcheck-benchmarks"


def flowcheck_environment() -> Path:
    """Return the folder of programs of an environment with this checkout's flowcheck.

    Raises:
        InstallError: It could not be made.
    """
    programs = environment("flowcheck", LOCKS, "--require-hashes")
    options = ("--no-deps", "--no-build-isolation", "--force-reinstall")
    _install(programs, *options, str(ROOT))
    return programs


def environment(name: str, requirements: tuple[Path, ...], *options: str) -> Path:
    """Return the folder of programs of an environment, bytecode compiled; make it where needed.

    Args:
        name: What the folder's name starts with; a digest of the requirements follows.
        requirements: Files for pip.
        options: Further options for pip.

    Raises:
        InstallError: It could not be made.
    """
    digest = hashlib.sha256(f"{sys.version} {PIP}".encode())
    for path in requirements:
        digest.update(path.read_bytes())

    def make(folder: Path) -> None:
        _call(sys.executable, "-m", "venv", str(folder))
        _install(folder / "bin", "--upgrade", PIP)
        _install(folder / "bin", *options, *(f"--requirement={path}" for path in requirements))

    return _kept(name, digest.hexdigest(), make) / "bin"


def npm_environment(name: str, requirements: Path) -> Path:
    """Return the folder of programs of npm packages, whose scripts were not run; make it if needed.

    Args:
        name: What the folder's name starts with; a digest of the requirements follows.
        requirements: A file that names the packages, with their versions.

    Raises:
        InstallError: It could not be made.
    """

    def make(folder: Path) -> None:
        npm = shutil.which("npm")
        if npm is None:
            raise InstallError("there is no npm")
        folder.mkdir(parents=True)
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        packages = requirements.read_text(encoding="utf-8").split()
        _call(npm, "install", "--prefix", str(folder), *options, *packages)

    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    return _kept(name, digest, make) / "node_modules" / ".bin"


def _kept(name: str, digest: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of an environment, made where it is not there in this very form."""
    folder = cache_folder() / f"{name}-{digest[:12]}"
    finished = folder / "finished"
    if not finished.exists():
        print(f"making {folder}", file=sys.stderr)
        for old in cache_folder().glob(f"{name}-*"):
            shutil.rmtree(old)
        make(folder)
        finished.touch()
    return folder


def _install(programs: Path, *arguments: str) -> None:
    """Install into an environment, and compile all that is in it."""
    python = str(programs / "python")
    _call(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)
    packages = next((programs.parent / "lib").glob("python*/site-packages"))
    # a package may ship files that are no Python of this version: they are not run either
    subprocess.run(  # noqa: S603 - our own command
        [python, "-m", "compileall", "-qq", str(packages)], check=False, env=clean_environment()
    )


def _call(*arguments: str) -> None:
    """Run a command.

    Raises:
        InstallError: It failed.
    """
    done = subprocess.run(  # noqa: S603 - our own commands
        arguments, capture_output=True, text=True, check=False, env=clean_environment()
    )
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        said = (errors or done.stderr.splitlines() or ["no word why"])[-1]
        raise InstallError(f"`{' '.join(arguments[1:4])}` failed: {said}")
