"""The HTML file as people use it: searched, filtered, chosen from, linked to, moved and printed."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from browsers import Said, opened, started
from conftest import TODAY
from drawn_flows import page as drawn_page
from drawn_flows import pages
from flowcheck.project import load
from flowcheck.render.flow_mark import flow_mark
from flowcheck.render.map_html import map_html
from npm_clients import client
from projects import ADNET_FLOW, FAILING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from flowcheck.engine import Report

QUOTE = "We share it with hosting providers (AWS) and with analytics providers."
ROWS = "#flows tbody tr"
LINE = ".sheet.on .flow.edge"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    yield from started()


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The small company with an undisclosed vendor, judged."""
    return _judged(tmp_path_factory.mktemp("company"), FAILING)


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The same, where two flows have the same ends."""
    second = ADNET_FLOW.replace("web-ads", "web-ads-2").replace("ip_address", "full_name")
    flows = FAILING["inventory/systems.yaml"].replace(ADNET_FLOW, f"{second}\n      - {ADNET_FLOW}")
    files = {**FAILING, "inventory/systems.yaml": flows}
    return _judged(tmp_path_factory.mktemp("bundled"), files)


def _judged(root: Path, files: dict[str, str]) -> Report:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return load(root, today=TODAY).lint()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Report], Path]:
    """Write a report's HTML file, and return its path."""

    def write(report: Report) -> Path:
        path = tmp_path_factory.mktemp("map") / "data map.html"
        path.write_text(map_html(report, pages(report.facts)), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def file(company: Report, written: Callable[[Report], Path]) -> Path:
    """The small company's HTML file."""
    return written(company)


def rows(page: Page) -> list[str]:
    """The flows that the table shows."""
    return page.locator(f"{ROWS}:visible td:nth-child(2)").all_inner_texts()


def lines(page: Page) -> int:
    """How many lines of the page on show are not dimmed."""
    return page.locator(f"{LINE}:not(.out)").count()


def proof(page: Page) -> str:
    """The flow whose proof is shown, or ""."""
    shown = page.locator("article:visible")
    return (shown.get_attribute("aria-labelledby") or "")[2:] if shown.count() else ""


def focused(page: Page, what: str) -> str:
    """An attribute of what has the focus."""
    script = "name => { const at = document.activeElement; return at.getAttribute(name) ?? ''; }"
    found: str = page.evaluate(script, what)
    return found


def test_the_search_finds_names_data_and_words_of_the_policy(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        assert len(rows(page)) == 6
        assert page.inner_text("#count") == "6 of 6 flows"
        page.fill("input[type=search]", "広告")
        assert rows(page) == ["web-ads", "tokyo->adnet"]
        assert lines(page) == 2
        page.fill("input[type=search]", "WEB  ip address")
        assert rows(page) == ["web-ads"]
        page.fill("input[type=search]", "when you register")
        assert "web<-user/account_registration" in rows(page)
        page.fill("input[type=search]", "no such thing")
        assert rows(page) == []
        assert page.inner_text("#count") == "FILTERED: 0 of 6 flows (search: no such thing)"
        page.click("button[type=reset]")
        page.wait_for_selector(f"{ROWS}:visible")
        assert len(rows(page)) == 6


@pytest.mark.parametrize(
    ("facet", "value", "found"),
    [
        ("data", "ip_address", {"web-ads"}),
        ("purpose", "service_provision", None),
        ("recipient", "aws", {"backup"}),
        ("recipient", "advertising_network", {"web-ads", "tokyo->adnet"}),
        ("subject", "trial_user", None),
        ("verdict", "omitted", {"web-ads", "tokyo->adnet"}),
        ("verdict", "failing", {"web-ads", "tokyo->adnet"}),
    ],
)
def test_a_filter_leaves_what_it_finds(
    browser: Browser, file: Path, facet: str, value: str, found: set[str] | None
) -> None:
    with opened(browser, file) as page:
        every = set(rows(page))
        option = page.locator(f"select[name={facet}] option[value={value}]")
        page.select_option(f"select[name={facet}]", value)
        left = set(rows(page))
        assert left == (every if found is None else found)
        assert f"({len(left)})" in (option.text_content() or "")
        assert page.inner_text("#count").startswith(f"FILTERED: {len(left)} of 6 flows ({facet}: ")


def test_filters_add_up_and_dimmed_lines_are_out_of_reach(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.select_option("select[name=recipient]", "adnet")
        page.select_option("select[name=data]", "ip_address")
        assert rows(page) == ["web-ads"]
        assert lines(page) == 1
        out = page.locator(f"{LINE}.out")
        assert {out.nth(n).get_attribute("tabindex") for n in range(out.count())} == {"-1"}
        assert {out.nth(n).get_attribute("aria-hidden") for n in range(out.count())} == {"true"}


def test_a_click_on_a_line_shows_the_proof_with_the_quote(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        assert proof(page) == ""
        page.locator(f"{LINE}[data-flows=flow-to-analytics] .hit").dispatch_event("click")
        assert proof(page) == "flow-to-analytics"
        shown = page.inner_text("article:visible")
        assert QUOTE in shown
        assert "inventory/policy.txt:9" in shown
        assert "Web app \u2192 Amplitude" in shown
        assert page.locator("tr.on td:nth-child(2)").inner_text() == "to-analytics"
        assert page.url.endswith("#flow-to-analytics")


def test_a_thin_line_is_hit_beside_it(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        at = page.evaluate(
            """() => {
              const line = document.querySelector(".sheet.on [data-flows=flow-backup]");
              const path = line.querySelector("path:not(.hit)");
              const at = path.getPointAtLength(path.getTotalLength() * 0.9);
              const to = at.matrixTransform(path.getScreenCTM());
              return [to.x, to.y + 3];
            }"""
        )
        page.mouse.click(*at)
        assert proof(page) == "flow-backup"


def test_an_undisclosed_flow_says_why_and_what_to_do(browser: Browser, file: Path) -> None:
    with opened(browser, file, "#flow-web-ads") as page:
        shown = page.inner_text("article:visible")
        assert "error FC103 undisclosed-recipient" in shown
        assert "comes nearest" in shown
        assert QUOTE in shown
        assert "not in the published policy" in shown
        docs = page.locator("article:visible .finding a").first.get_attribute("href") or ""
        assert docs.endswith("/rules/FC103/")


def test_keys_go_from_line_to_line_and_enter_opens(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.locator(".sheet.on .stage").focus()
        page.keyboard.press("Tab")
        first = focused(page, "aria-label")
        assert re.match(r".+ to .+: .+; clear, disclosed", first)
        page.keyboard.press("ArrowRight")
        second = focused(page, "data-flows")
        assert focused(page, "aria-label") != first
        page.keyboard.press("Enter")
        assert proof(page) == second
        assert focused(page, "id") == f"h-{second}"
        page.keyboard.press("Escape")
        assert proof(page) == ""
        assert focused(page, "data-flows") == second
        page.keyboard.press("ArrowLeft")
        assert focused(page, "aria-label") == first
        page.keyboard.press("Tab")
        assert focused(page, "data-flows") == ""


def test_every_line_has_a_name_that_tells_the_flow(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        found = page.locator(".flow.edge")
        labels = [found.nth(n).get_attribute("aria-label") or "" for n in range(found.count())]
        assert len(labels) == 12
        assert (
            "Web app to 広告ネット: email address and IP address for service provision"
            in "".join(labels)
        )
        assert {found.nth(n).get_attribute("role") for n in range(12)} == {"button"}


def test_a_link_opens_its_flow_and_back_returns(browser: Browser, file: Path) -> None:
    with opened(browser, file, "#flow-to-store") as page:
        assert proof(page) == "flow-to-store"
        page.click(f"{ROWS}[data-mark=flow-backup] a")
        assert proof(page) == "flow-backup"
        page.go_back()
        assert proof(page) == "flow-to-store"
        page.click("#close")
        assert proof(page) == ""
        assert "#" not in page.url


@pytest.mark.parametrize("fragment", ["#web-ads", "#flow-web-ads"])
def test_a_link_may_name_the_flow_alone(browser: Browser, file: Path, fragment: str) -> None:
    with opened(browser, file, fragment) as page:
        assert proof(page) == "flow-web-ads"


def test_a_link_to_a_made_id_opens_it(browser: Browser, file: Path) -> None:
    mark = flow_mark("web<-user/account_registration")
    with opened(browser, file, f"#{mark}") as page:
        assert proof(page) == mark


PANEL = """() => ["#proofs", "#close"].map((what) => {
  const at = document.querySelector(what).getBoundingClientRect();
  return at.top >= 0 && at.bottom <= innerHeight && at.left >= 0 && at.right <= innerWidth;
})"""


@pytest.mark.parametrize("size", [(1440, 900), (1440, 500), (390, 844)])
@pytest.mark.parametrize("fragment", ["#flow-web-ads", "#flow-gone"])
def test_a_link_opens_a_panel_that_is_in_the_window_and_has_the_focus(
    browser: Browser, file: Path, size: tuple[int, int], fragment: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, file, fragment, viewport=viewport) as page:
        page.wait_for_timeout(200)  # the browser itself goes to what a link names, once it is there
        assert page.evaluate(PANEL) == [True, True]
        assert page.evaluate("document.activeElement.matches('article.on h3')")
        page.keyboard.press("Shift+Tab")
        assert focused(page, "id") == "close"
        page.keyboard.press("Enter")
        assert page.locator("#proofs:visible").count() == 0
        assert "#" not in page.url
        if fragment == "#flow-web-ads":
            assert focused(page, "data-flows") == "flow-web-ads"


def test_a_link_to_a_flow_that_is_not_there_says_so(browser: Browser, file: Path) -> None:
    with opened(browser, file, "#flow-gone") as page:
        shown = page.inner_text("article:visible")
        assert "no such flow" in shown
        assert "flow-gone names no flow of this file" in shown
        page.click("article:visible a")
        assert page.locator("#proofs:visible").count() == 0
        page.go_back()
        assert "flow-gone names no flow" in page.inner_text("article:visible")
        page.click(f"{ROWS}[data-mark=flow-backup] a")
        assert proof(page) == "flow-backup"
    for there in ("", "#flows", "#page-1"):
        with opened(browser, file, there) as page:
            assert page.locator("#proofs:visible").count() == 0


def test_paper_says_that_a_filter_leaves_nothing(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        assert page.locator("#nothing:visible").count() == 0
        page.fill("input[type=search]", "no such thing")
        assert "nothing is left" in page.inner_text("#nothing")
        page.emulate_media(media="print")
        assert page.locator(".sheet:visible").count() == 0
        assert page.locator("#nothing:visible, header:visible, caption:visible").count() == 3
        sheets = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
        page.emulate_media(media="screen")
        page.fill("input[type=search]", "")
        assert page.locator("#nothing:visible").count() == 0


def test_a_row_is_chosen_by_pointer_and_by_key(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.click(f"{ROWS}[data-mark=flow-backup] td:nth-child(5)")
        assert proof(page) == "flow-backup"
        page.locator(f"{ROWS}[data-mark=flow-to-store] a").focus()
        page.keyboard.press("Enter")
        assert proof(page) == "flow-to-store"
        page.keyboard.press("Escape")
        assert focused(page, "href") == "#flow-to-store"


def test_a_line_of_several_flows_offers_them(
    browser: Browser, bundled: Report, written: Callable[[Report], Path]
) -> None:
    with opened(browser, written(bundled)) as page:
        line = page.locator(f"{LINE}[data-flows*=' ']")
        assert (line.get_attribute("aria-label") or "").startswith("2 flows: Web app to 広告ネット")
        line.locator(".hit").dispatch_event("click")
        shown = page.locator("article:visible")
        assert "2 flows on this line" in shown.inner_text()
        shown.locator("a").nth(1).click()
        assert proof(page) == "flow-web-ads"
        page.select_option("select[name=data]", "ip_address")
        line.locator(".hit").dispatch_event("click")
        assert proof(page) == "flow-web-ads"


def matrix(page: Page) -> list[float]:
    """Scale and place of the drawing on show."""
    found = page.evaluate(
        "() => { const style = getComputedStyle(document.querySelector('.sheet.on .view'));"
        " const to = new DOMMatrix(style.transform); return [to.a, to.e, to.f]; }"
    )
    return [round(value, 2) for value in found]


def test_the_map_is_moved_and_scaled_by_keys(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.locator(".sheet.on .stage").focus()
        assert matrix(page) == [1, 0, 0]
        page.keyboard.press("+")
        page.keyboard.press("+")
        scale, x, y = matrix(page)
        assert scale == pytest.approx(1.96)
        page.keyboard.press("ArrowLeft")
        assert matrix(page)[1] > x
        page.keyboard.press("ArrowDown")
        assert matrix(page)[2] < y
        page.keyboard.press("-")
        assert matrix(page)[0] == pytest.approx(1.4)
        page.keyboard.press("0")
        assert matrix(page) == [1, 0, 0]


def test_the_map_is_moved_and_scaled_by_pointer(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        box = page.locator(".sheet.on .stage").bounding_box()
        assert box is not None
        x, y = box["x"] + 400, box["y"] + box["height"] - 20
        page.mouse.move(x, y)
        page.mouse.wheel(0, -200)
        assert matrix(page) == [1, 0, 0]  # a wheel alone scrolls the page
        page.keyboard.down("Control")
        page.mouse.wheel(0, -200)
        page.keyboard.up("Control")
        page.wait_for_function("document.querySelector('.stage.near')")
        scale, before, _ = matrix(page)
        assert scale > 1.5
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y - 10, steps=4)
        page.mouse.up()
        assert matrix(page)[1] > before
        assert proof(page) == ""
        page.click("text=Fit")
        assert matrix(page) == [1, 0, 0]


def test_two_fingers_scale_the_map_and_one_moves_it(browser: Browser, file: Path) -> None:
    viewport = {"width": 390, "height": 844}
    with opened(browser, file, viewport=viewport, has_touch=True, is_mobile=True) as page:
        page.locator(".sheet.on .stage").scroll_into_view_if_needed()
        box = page.locator(".sheet.on .stage").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        touch(page, *([(x - far, y), (x + far, y)] for far in (20, 30, 40, 60)))
        scale, before, _ = matrix(page)
        assert scale > 2
        touch(page, *([(x + at, y)] for at in (0, 15, 30, 45)))
        assert matrix(page)[0] == scale
        assert matrix(page)[1] > before
        assert proof(page) == ""


def touch(page: Page, *steps: list[tuple[float, float]]) -> None:
    """Put fingers down at the first places, move them to the others, and lift them."""
    session = page.context.new_cdp_session(page)
    for number, places in enumerate(steps):
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
        kind = "touchMove" if number else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_pages_are_turned(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        assert page.locator(".sheet:visible h2").inner_text() == "Overview"
        assert page.locator("[data-step='-1']").is_disabled()
        page.click("[aria-label='Next page']")
        assert page.locator(".sheet:visible h2").inner_text().startswith("Every flow")
        assert page.locator("[data-step='1']").is_disabled()
        page.select_option("#page", index=0)
        assert page.locator(".sheet:visible h2").inner_text() == "Overview"


def test_columns_sort_the_table(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        assert [*rows(page)][:2] == ["web-ads", "tokyo->adnet"]
        page.click("th:nth-child(2) button")
        assert rows(page) == sorted(rows(page))
        assert page.locator("th:nth-child(2)").get_attribute("aria-sort") == "ascending"
        page.click("th:nth-child(2) button")
        assert rows(page) == sorted(rows(page), reverse=True)
        page.click("th:nth-child(1) button")
        assert page.locator(f"{ROWS} .badge").first.inner_text() == "clear"
        assert page.locator("th:nth-child(2)").get_attribute("aria-sort") == "none"


def test_print_has_every_page_and_says_that_it_is_filtered(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.locator(".sheet.on .stage").focus()
        page.keyboard.press("+")
        page.emulate_media(media="print")
        assert page.locator(".sheet:visible").count() == 2
        assert page.locator(".filtered:visible").count() == 0
        assert page.locator("form:visible, #bar:visible, aside:visible").count() == 0
        assert matrix(page) == [1, 0, 0]
        page.emulate_media(media="screen")
        page.select_option("select[name=verdict]", "omitted")
        page.click(f"{ROWS}[data-mark=flow-web-ads] a")
        page.emulate_media(media="print")
        told = page.locator(".filtered:visible").all_inner_texts()
        assert (
            told == ["FILTERED: 2 of 6 flows (verdict: omitted: not in the published policy)"] * 3
        )
        assert page.locator(f"{ROWS}:visible").count() == 2
        assert proof(page) == "flow-web-ads"
        assert len(page.pdf(format="A4")) > 10_000


def test_pages_say_what_filters_leave_on_them_and_empty_ones_are_not_printed(
    browser: Browser, company: Report, tmp_path: Path
) -> None:
    backup = [flow for flow in company.facts.inventory.flows if flow.id == "backup"]
    drawn = [*pages(company.facts), ("One flow", drawn_page(company.facts, [backup]))]
    file = tmp_path / "map.html"
    file.write_text(map_html(company, drawn), encoding="utf-8")
    with opened(browser, file) as page:
        option = page.locator("#page option").nth(2)
        assert option.text_content() == "3 of 3: One flow"
        page.select_option("select[name=recipient]", "adnet")
        assert option.text_content() == "3 of 3: One flow (0)"
        assert page.locator("#page option").nth(0).text_content() == "1 of 3: Overview (2)"
        page.emulate_media(media="print")
        assert page.locator(".sheet:visible").count() == 2
        page.emulate_media(media="screen")
        page.select_option("select[name=recipient]", "aws")
        assert option.text_content() == "3 of 3: One flow (1)"
        page.click(f"{ROWS}[data-mark=flow-backup] a")
        assert page.locator(".sheet:visible h2").inner_text() == "One flow"


def test_the_dark_has_the_same_hues_on_dark_paper(browser: Browser, file: Path) -> None:
    with opened(browser, file, color_scheme="dark") as page:
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        drawn = page.evaluate("getComputedStyle(document.querySelector('.view > rect')).fill")
        assert paper == drawn == "rgb(22, 22, 22)"
        line = page.locator(f"{LINE}[data-flows=flow-web-ads] path:not(.hit)")
        stroke = line.evaluate("line => getComputedStyle(line).stroke")
        red, green, _ = map(int, re.findall(r"\d+", stroke))
        assert red > 200
        assert red > 1.5 * green
        page.emulate_media(media="print")
        assert (
            page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("fragment", ["", "#flow-web-ads", "#flow-gone"])
def test_axe_finds_nothing_serious(
    browser: Browser, file: Path, scheme: str, size: tuple[int, int], fragment: str
) -> None:
    axe = (client("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, file, fragment, color_scheme=scheme, viewport=viewport) as page:
        page.evaluate(axe)
        found = page.evaluate("axe.run()")
        assert len(found["passes"]) > 20
        told = [
            (v["impact"], v["id"], [n["html"][:120] for n in v["nodes"][:3]])
            for v in found["violations"]
        ]
        assert told == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_phone_shows_it_without_scrolling_sideways(
    browser: Browser, file: Path, width: int
) -> None:
    viewport = {"width": width, "height": 800}
    with opened(browser, file, viewport=viewport, has_touch=True, is_mobile=True) as page:
        page.locator(f"{ROWS} a").first.tap()
        assert proof(page) == "flow-web-ads"
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1] == width
        box = page.locator("#proofs").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] == pytest.approx(800, abs=2)
        page.tap("#close")
        assert proof(page) == ""


def test_without_scripts_everything_is_there_to_read(browser: Browser, file: Path) -> None:
    with opened(browser, file, java_script_enabled=False) as page:
        assert page.locator(".sheet:visible").count() == 2
        assert page.locator("article:visible").count() == 6
        assert page.locator(f"{ROWS}:visible").count() == 6


def test_a_server_is_asked_for_the_file_alone(browser: Browser, file: Path) -> None:
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(file.parent)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    page = browser.new_page()
    said = Said(page)
    page.goto(f"http://127.0.0.1:{server.server_port}/data%20map.html#flow-backup")
    assert proof(page) == "flow-backup"
    page.fill("input[type=search]", "web")
    page.wait_for_load_state("networkidle")
    page.close()
    server.shutdown()
    server.server_close()
    thread.join()
    assert asked == ["/data%20map.html"]
    assert said.console == []
