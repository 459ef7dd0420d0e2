"""Shared fixtures: a fixed day, and small projects written to a temporary folder."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from flowcheck.project import load
from projects import FAILING

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowcheck.engine import Report

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 24)

# the same examples in every run, and no clock: a slow machine is no defect
settings.register_profile(
    "flowcheck", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("flowcheck")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the cache of whoever runs the tests out of them, and them out of it."""
    os.environ["FLOWCHECK_CACHE_DIR"] = str(tmp_path_factory.mktemp("flowcheck-cache"))


@pytest.fixture
def write_project(tmp_path: Path) -> Callable[..., Path]:
    """Write files, given by their path, below a fresh folder, and return the folder."""

    def write(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(content, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def failing(write_project: Callable[..., Path]) -> Report:
    """The small company with an undisclosed vendor and a broken promise, judged."""
    return load(write_project(FAILING), today=TODAY).lint()


@pytest.fixture(scope="session")
def package_index() -> None:
    """Skip what installs packages where pip reaches no index."""
    command = [sys.executable, "-m", "pip", "index", "versions", "hatchling"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs a package index that pip reaches")
