"""The programs that read flowcheck's formats, installed by `npm ci` in tests/clients."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CLIENTS = ROOT / "tests" / "clients"
MODULES = CLIENTS / "node_modules"


def client(name: str) -> Path:
    """The folder of a client; without it the test is skipped, but in CI, which skips nothing."""
    path = MODULES / name
    if not path.exists() or shutil.which("node") is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(f"{name} is not installed: make clients")
    return path


def run_client(*command: object, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a client, without the locale data that a bare machine lacks."""
    return subprocess.run(
        [str(part) for part in command],
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
