"""Running commands in the process of the test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowcheck.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str


def commands_in(
    folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
) -> Commands:
    """Go to a folder, and return what runs commands there."""
    patch.chdir(folder)
    return Commands(capture)


class Commands:
    """Runs flowcheck's commands."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, *arguments: object) -> Result:
        """Run one command with its arguments."""
        self.capture.readouterr()
        code = run([str(argument) for argument in arguments])
        said = self.capture.readouterr()
        return Result(code, said.out, said.err)
