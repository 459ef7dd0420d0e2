"""The progress bar end to end: on a terminal it is drawn on stderr, elsewhere nothing of it is."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from projects import FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AT_ONCE = "from flowcheck.cli import main, progress\nprogress.PATIENCE = -1.0\nmain()\n"
"""The program, for whoever takes any work for long."""
COMMANDS = {
    "map": ("--view", "all", "--format", "html"),
    "report": ("ropa",),
}
WORDS = {"map": "Drawing the map", "report": "report ropa"}


@pytest.fixture
def root(write_project: Callable[..., Path]) -> Path:
    return write_project(FILES)


def command(root: Path, verb: str) -> list[str]:
    """A long command, whose output goes to standard output."""
    first = (*COMMANDS[verb], str(root)) if verb == "report" else (str(root), *COMMANDS[verb])
    return [sys.executable, "-c", AT_ONCE, verb, *first, "--today", "2026-11-24"]


def on_a_terminal(arguments: list[str]) -> tuple[bytes, bytes, int]:
    """Run a command whose stderr is a terminal; return what it wrote to stdout and there."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        assert process.stdout is not None
        streams = {process.stdout.fileno(): b"", ours: b""}
        open_ = set(streams)
        while open_:
            for stream in select.select(list(open_), [], [])[0]:
                try:
                    part = os.read(stream, 65_536)
                except OSError:  # how a terminal on Linux says that the other side is closed
                    part = b""
                streams[stream] += part
                if not part:
                    open_.discard(stream)
        out, said = streams[process.stdout.fileno()], streams[ours]
    os.close(ours)
    return out, said, process.returncode


@pytest.mark.parametrize("verb", COMMANDS)
def test_a_terminal_shows_the_bar_and_standard_output_does_not(root: Path, verb: str) -> None:
    out, said, code = on_a_terminal(command(root, verb))
    assert code == 0
    assert WORDS[verb].encode() in said
    assert b"\x1b[" in said
    assert b"\x1b" not in out
    quiet = subprocess.run(command(root, verb), capture_output=True, check=True)
    assert out == quiet.stdout
    assert quiet.stderr == b""


@pytest.mark.parametrize("verb", COMMANDS)
def test_quick_work_shows_no_bar_on_a_terminal_either(root: Path, verb: str) -> None:
    patient = [part.replace("-1.0", "1e9") for part in command(root, verb)]
    out, said, code = on_a_terminal(patient)
    assert (said, code) == (b"", 0)
    assert out
