"""Names that mean to break a document: data stays data in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import cmarkgfm
import openpyxl
import pytest
from cmarkgfm.cmark import Options

from companies import COMPANY, judged
from flowcheck.render.documents import Cell, Column, Document, Item, Table, make, write
from flowcheck.render.documents.as_csv import guarded
from flowcheck.render.documents.links import safe_url
from flowcheck.render.frame import printable
from hostile import STRINGS

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "|x",
    "%0A=1",
    "\uff1d1+1",
    '=HYPERLINK("http://evil.example","x")',
    '"; =1; "',
)
NAMES = (*STRINGS, *FORMULAS)
URLS = (
    "javascript:alert(1)",
    "data:text/html,x",
    "http://evil.example/)](x",
    'https://evil.example/"onclick="x',
    "https://evil.example/<b>",
    "//evil.example",
    "file:///etc/passwd",
    "https://evil.example/a b",
)
COLUMNS = (Column("name", "Name", 20, many=False), Column("more", "More", 30, join="; "))


def hostile() -> Document:
    """A document all of whose names, and all that it says of itself, are hostile."""
    cells = [(Item(name, name), Item(name, {"id": name}, missing=True)) for name in NAMES]
    links = tuple(Item("link", url, url) for url in URLS)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        ((first,), (first, second)) for first, second in cells
    )
    rows += (((Item("links", "links"),), links), ((Item("none", "none"),), ()))
    facts = {"version": 1, "judged": "2026-11-24", "controller": "".join(NAMES)}
    head = [(f"{n}", name) for n, name in enumerate(NAMES)]
    about = [("Judged as of", "2026-11-24"), ("Policy", NAMES[0])]
    table = Table("rows", "Rows", COLUMNS, rows, note=" ".join(NAMES))
    title = "=<script>alert(1)</script>|`x`"
    return Document("ropa", title, (*about, *head), facts, NAMES, NAMES, (table,))


class _Page(HTMLParser):
    """Collects the elements of a page, and the texts of its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.rows = 0
        self.items: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.rows += tag == "tr"
        if tag in ("li", "th", "td"):
            self.items.append("")

    def handle_data(self, data: str) -> None:
        if self.items:
            self.items[-1] += data


def parsed(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    return page


def test_html_has_no_element_of_a_name_and_leads_nowhere() -> None:
    document = hostile()
    text = write("html", document).decode()
    page = parsed(text)
    known = "html head meta title style body main h1 h2 dl dt dd ul li p div table thead tbody tr"
    assert page.elements <= {*known.split(), "th", "td", "span", "a"}
    assert not {name for name in page.attributes if name.startswith("on")}
    assert page.links == []
    assert page.rows == 1 + len(document.tables[0].rows)
    for name in NAMES:
        assert printable(name) in page.items
    assert "default-src 'none'" in text


def test_the_policy_of_the_page_names_its_own_style() -> None:
    import base64
    import hashlib

    text = write("html", hostile()).decode()
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in text


def test_markdown_as_github_renders_it_has_no_link_or_element_of_a_name() -> None:
    document = hostile()
    text = write("markdown", document).decode()
    options = Options.CMARK_OPT_UNSAFE
    html = cmarkgfm.github_flavored_markdown_to_html(text, options)
    page = parsed(html)
    allowed = {"h1", "h2", "table", "thead", "tbody", "tr", "th", "td", "br", "b", "i", "p"}
    assert page.elements <= {*allowed, "ul", "li", "a"}
    assert [link for link in page.links if not link.startswith("mailto:")] == []
    tables = [part for part in text.split("\n\n") if part.startswith("|")]
    assert page.rows == sum(len(part.strip().split("\n")) - 1 for part in tables)
    assert len(document.tables[0].rows) == len(tables[-1].strip().split("\n")) - 2


def test_no_cell_of_csv_is_a_formula_and_no_name_makes_a_row() -> None:
    document = hostile()
    text = write("csv", document).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 1 + len(document.tables[0].rows)
    assert len({len(row) for row in rows}) == 1
    for row in rows[1:]:
        for cell in row:
            assert not re.match(r"\s*[=+\-@|%\uff1d]", cell)
            assert not re.search(r"; \s*[=+@|%\uff1d]", cell.replace('"; =1; "', ""))
            assert cell.isprintable() or "\u200d" in cell


@pytest.mark.parametrize("text", [text for text in FORMULAS[:-1] if text[0] != "\r"])
def test_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{printable(text)}"


@pytest.mark.parametrize("text", ["Acme", "a=b", "1-2", "", "'=x", "NOT DECLARED: -"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    document = hostile()
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", document)), rich_text=False)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.value
                assert cell.data_type == "s" or cell.value is None
                assert cell.hyperlink is None
    texts = [str(row[0].value or "") for row in book["Rows"].iter_rows()]
    for name in NAMES:
        assert len(name) > 1_000 or printable(name) in texts


def test_json_keeps_every_name() -> None:
    value = json.loads(write("json", hostile()))
    assert [row["name"] for row in value["rows"]] == [*NAMES, "links", "none"]
    assert value["rows"][0]["more"] == [NAMES[0], {"id": NAMES[0]}]
    assert value["rows"][-1]["more"] == []
    assert value["not_checked"] == list(NAMES)


@pytest.mark.parametrize("url", URLS)
def test_only_a_plain_address_of_the_web_is_linked(url: str) -> None:
    assert safe_url(url) == ""


def test_the_address_of_a_vendor_is_linked() -> None:
    url = "https://aws.amazon.com/"
    assert safe_url(url) == url
    document = make("subprocessors", judged(COMPANY))
    assert f"](<{url}>)" in write("markdown", document).decode() or (
        f"]({url})" in write("markdown", document).decode()
    )
    assert parsed(write("html", document).decode()).links == [url]


def test_ids_are_copied_from_markdown_as_they_are() -> None:
    text = write("markdown", make("ropa", judged(COMPANY))).decode()
    assert "dpo@acme.example" in text
