"""A real browser, Debian's chromium, in which the HTML file is used as people use it."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """The browser's path; without one the test is skipped, but in CI, which skips nothing."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no chromium is installed: apt-get install chromium")
    return path


def started() -> Iterator[Browser]:
    """Yield a browser, for a fixture."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


class Said:
    """What a page said and asked for while it was open."""

    def __init__(self, page: Page) -> None:
        self.console: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("dialog", self._dismiss)
        page.on("request", lambda request: self.requests.append(request.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self.console.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def opened(browser: Browser, file: Path, fragment: str = "", **context: Any) -> Iterator[Page]:  # noqa: ANN401
    """A file in a browser of its own; it must have said nothing and asked for nothing else."""
    own = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **context})
    page = own.new_page()
    page.set_default_timeout(15_000)
    said = Said(page)
    page.goto(file.as_uri() + fragment)
    try:
        yield page
        assert said.console == []
        assert [url.partition("#")[0] for url in said.requests] == [file.as_uri()]
    finally:
        own.close()
