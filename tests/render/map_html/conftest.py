"""Companies as HTML files, and a browser to open them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsers import chromium
from conftest import TODAY
from drawn_flows import pages
from flowcheck.project import load
from flowcheck.render.map_html import map_html
from projects import FAILING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from flowcheck.engine import Report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path)
        yield started
        started.close()


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The small company with an undisclosed vendor, judged."""
    root = tmp_path_factory.mktemp("company")
    for name, content in FAILING.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return load(root, today=TODAY).lint()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Report], Path]:
    """Write a report's HTML file, and return its path."""

    def write(report: Report) -> Path:
        path = tmp_path_factory.mktemp("map") / "data map.html"
        path.write_text(map_html(report, pages(report.facts)), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def file(company: Report, written: Callable[[Report], Path]) -> Path:
    """The small company's HTML file."""
    return written(company)
