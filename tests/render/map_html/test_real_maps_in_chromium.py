"""The HTML file that the command writes, of the example company and of a small one, in Chromium."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from browsers import opened, started
from conftest import ROOT, TODAY
from flowcheck.project import load
from flowcheck.render.flow_mark import flow_mark
from npm_clients import client

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

COMPANIES = {"run": ROOT, "example": ROOT / "examples" / "undisclosed-vendor"}
DEEP = """async marks => {
  const missed = [];
  for (const mark of marks) {
    location.hash = "#" + mark;
    await new Promise(resolve => setTimeout(resolve));
    const shown = [...document.querySelectorAll("article")].find(one => one.checkVisibility());
    const page = document.querySelector(".sheet.on");
    const drawn = page && [...page.querySelectorAll("[data-flows]")].some(
      group => group.dataset.flows.split(" ").includes(mark));
    if (shown?.querySelector("h3").id !== "h-" + mark || !drawn) missed.push(mark);
  }
  return missed;
}"""
"""Follows the link to each flow; returns those whose proof or page does not come."""
FOCUSED = """() => [document.activeElement.getAttribute("data-flows") ?? "",
  document.activeElement.getAttribute("aria-label") ?? ""]"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    yield from started()


@pytest.fixture(scope="module", params=COMPANIES)
def company(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401
    """The file as the command writes it, and the marks of all flows."""
    root = COMPANIES[request.param]
    file = tmp_path_factory.mktemp("map") / "map.html"
    command = [sys.executable, "-m", "flowcheck", "map", str(root), "--format", "html"]
    command += ["--today", TODAY.isoformat(), "-o", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    flows = load(root, today=TODAY).inventory.flows
    return file, [flow_mark(flow.id) for flow in flows]


Written = tuple["Path", list[str]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, company: Written, scheme: str) -> None:
    file, marks = company
    axe = (client("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    for fragment in ("", f"#{marks[-1]}"):
        with opened(browser, file, fragment, color_scheme=scheme) as page:
            page.evaluate(axe)
            found = page.evaluate("axe.run()")
            assert len(found["passes"]) > 20
            assert [
                (v["impact"], v["id"], [n["html"][:120] for n in v["nodes"][:3]])
                for v in found["violations"]
                if v["impact"] in ("serious", "critical")
            ] == []


def test_a_link_leads_to_every_flow(browser: Browser, company: Written) -> None:
    file, marks = company
    with opened(browser, file) as page:
        assert page.evaluate(DEEP, marks) == []


def test_keys_reach_every_flow_and_open_its_proof(browser: Browser, company: Written) -> None:
    file, marks = company
    reached: set[str] = set()
    with opened(browser, file) as page:
        pages = page.locator("#page option").count()
        assert pages >= 3
        for number in range(1, pages + 1):
            page.select_option("#page", str(number))
            reached |= _reached(page)
        assert reached == set(marks)
        page.keyboard.press("Enter")
        assert page.locator("article:visible").count() == 1


def _reached(page: Page) -> set[str]:
    """The flows on a page that Tab and arrow keys come to, each with a name."""
    stage = page.locator(".sheet.on .stage")
    stage.focus()
    page.keyboard.press("Tab")
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    while True:
        flows, label = page.evaluate(FOCUSED)
        if not flows or (flows, label) in seen:
            return found
        assert label
        seen.add((flows, label))
        found |= set(flows.split())
        page.keyboard.press("ArrowRight")
