"""Engines: the programs that lay diagrams out, the bundled one and the system's `dot`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, distribution

from msgspec import Struct

from flowcheck.errors import UsageError

AUTO, BUNDLED, SYSTEM = ENGINES = ("auto", "bundled", "dot")
_PACKAGE = "graphviz-pure"


class Engine(Struct, frozen=True):
    """A program that takes DOT.

    Attributes:
        program: Its path.
        label: Its name and version.
    """

    program: str
    label: str

    def layout(self, dot: str) -> bytes:
        """Return the positions of a graph as JSON."""
        return self.run(dot, "-Kdot", "-Tjson0")

    def picture(self, dot: str) -> bytes:
        """Return the PNG of a graph whose positions are given."""
        return self.run(dot, "-Kneato", "-n2", "-Tpng")

    def run(self, dot: str, *arguments: str) -> bytes:
        """Return what the engine writes.

        Raises:
            RuntimeError: It fails, whatever it may have written.
        """
        done = subprocess.run(  # noqa: S603 - the engine itself, with our own arguments
            [self.program, *arguments], input=dot.encode(), capture_output=True, check=False
        )
        if done.returncode or not done.stdout:
            said = done.stderr.decode(errors="replace").strip()[-600:]
            raise RuntimeError(f"{self.label} failed ({done.returncode}): {said}")
        return done.stdout


def find_engine(choice: str) -> Engine:
    """Return an engine.

    Args:
        choice: auto, the bundled one if it is installed, else the system's; bundled; or dot.

    Raises:
        UsageError: It is not there.
    """
    if choice in (AUTO, BUNDLED):
        program = _bundled()
        if program:
            return Engine(program, _version(program, _PACKAGE))
        if choice == BUNDLED:
            raise UsageError(
                f"--engine: `{_PACKAGE}` is not installed here; install it with"
                f" `pip install {_PACKAGE}`, or use the system's Graphviz: --engine dot"
            )
    found = shutil.which("dot")
    if not found:
        raise UsageError(
            "--engine: there is no `dot` on the PATH; install Graphviz, or leave the option out"
            f" to draw with the engine that comes with flowcheck (`pip install {_PACKAGE}`)"
        )
    return Engine(found, _version(found, "graphviz"))


def _bundled() -> str:
    """Return the path of the bundled engine, "" where it is not installed."""
    try:
        files = distribution(_PACKAGE).files or []
    except PackageNotFoundError:
        return ""
    names = (_PACKAGE, f"{_PACKAGE}.exe")
    found = [os.path.normpath(str(file.locate())) for file in files if file.name in names]
    return next((path for path in found if os.access(path, os.X_OK)), "")


def _version(program: str, name: str) -> str:
    done = subprocess.run([program, "-V"], capture_output=True, text=True, check=False)  # noqa: S603 - see above
    number = re.search(r"version ([0-9][^ ]*)", done.stderr + done.stdout)
    return f"{name} {number[1] if number else 'of unknown version'}"
