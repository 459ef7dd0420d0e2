"""The site: it builds without a warning, its links lead somewhere, it loads nothing from others."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

import pytest

from conftest import ROOT
from flowcheck.rule import DOCS, docs_url
from flowcheck.rules import all_rules

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("site")  # one process builds it

FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
"""What a browser loads by itself, and the attribute that says from where."""
ELSEWHERE = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)


@dataclass
class Document(HTMLParser):
    """What a page of the site loads, links to and can be linked at."""

    loads: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag in FETCHED and given.get("rel") not in ("canonical", "next", "prev"):
            self.loads.append(given.get(FETCHED[tag], ""))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-b", "dirhtml", "-W", "-n", "--keep-going", "-q"]
    done = subprocess.run(
        [*command, "-d", str(folder / "doctrees"), str(ROOT / "docs"), str(folder / "html")],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "html"


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[Path, Document]:
    """Return every page of the site."""
    found = {}
    for path in site.rglob("*.html"):
        document = Document()
        document.feed(path.read_text(encoding="utf-8"))
        found[path] = document
    return found


def test_every_page_is_in_the_site(site: Path) -> None:
    for path in (ROOT / "docs").rglob("*.md"):
        place = path.relative_to(ROOT / "docs").with_suffix("")
        folder = place.parent if place.name == "index" else place
        assert (site / folder / "index.html").is_file(), path


def test_every_rule_has_the_address_that_findings_give(site: Path) -> None:
    for rule in all_rules():
        assert (site / docs_url(rule.code).removeprefix(DOCS) / "index.html").is_file()


def test_a_page_loads_nothing_from_elsewhere(site: Path, documents: dict[Path, Document]) -> None:
    for path, document in documents.items():
        assert not [source for source in document.loads if ELSEWHERE.match(source)], path
    for path in site.rglob("*.css"):
        loads = re.findall(r"(?:url\(|@import)\s*[\"']?([^)\"';]+)", path.read_text("utf-8"))
        assert not [source for source in loads if ELSEWHERE.match(source)], path


def test_what_a_page_loads_is_found() -> None:
    document = Document()
    document.feed(
        '<link rel="stylesheet" href="//a.example/x.css"><script src="https://b.example">'
    )
    assert all(ELSEWHERE.match(source) for source in document.loads)
    assert len(document.loads) == 2


def test_links_lead_somewhere(site: Path, documents: dict[Path, Document]) -> None:
    for path, document in documents.items():
        for link in document.links:
            target, fragment = urldefrag(link)
            if ELSEWHERE.match(target) or target.startswith("mailto:"):
                continue
            place = (path.parent / unquote(target)).resolve() if target else path
            place = place / "index.html" if place.is_dir() else place
            assert place.is_file(), f"{path.relative_to(site)}: {link}"
            if fragment and place in documents:
                assert unquote(fragment) in documents[place].ids, (
                    f"{path.relative_to(site)}: {link}"
                )


def test_links_work_where_the_pages_are_read_as_they_are() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
            assert ELSEWHERE.match(link) or (path.parent / link).exists(), f"{path}: {link}"
