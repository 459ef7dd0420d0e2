"""Markdown: as GitHub's own renderer shows it; no name makes a link, a mention, a tag or a cell."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from flowcheck.engine import NEVER
from flowcheck.render import Look, markdown_format, render
from flowcheck.render.markdown import code, link, plain, prose, row
from flowcheck.rule import DOCS
from hostile import STRINGS, finding, hostile, lifted, many, report_of

if TYPE_CHECKING:
    from flowcheck.engine import Report

TAGS = {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "br", "a", "strong"}
TAGS |= {"details", "summary"}
_MENTION = re.compile(r"(?<!\w)[@#]\w")


class Page(HTMLParser):
    """What a reader sees: tags, links, rows of cells, text."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.comments: list[str] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
        self.close()
        self.rows = [[cell.strip() for cell in row] for row in self.rows]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for key, value in attrs if key in ("href", "src")]
        assert {key for key, _ in attrs} <= {"href"}
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag == "br":
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def page(report: Report, look: Look | None = None) -> Page:
    return Page(render("markdown", report, look or Look()))


def test_a_comment_has_verdict_summary_errors_and_the_rest_folded(failing: Report) -> None:
    shown = page(failing)
    assert shown.comments == [" flowcheck report "]
    assert "❌ flowcheck fails: 3 errors" in shown.text
    assert "3 errors, 2 warnings, 1 note; 6 flows: 4 clear, 2 omitted" in shown.text
    head, first, *_ = shown.rows
    assert head == ["Who", "What is wrong", "What the policy says", "What to do"]
    assert first == [
        "web-ads\ninventory/systems.yaml:14",
        (
            "FC103 undisclosed-recipient\nthe policy does not disclose sharing email address and IP"
            " address with 広告ネット, an advertising network (adnet)."
        ),
        (
            "“We share it with hosting providers (AWS) and with analytics providers.”\nshare: the"
            " nearest it discloses: cloud_hosting_provider"
        ),
        (
            "stop the flow, or amend the policy: it would have to permit share with recipient"
            " advertising_network."
        ),
    ]
    assert shown.links[0] == f"{DOCS}rules/FC103/"
    text = render("markdown", failing, Look())
    folded = text[text.index("<details>") :]
    assert "<summary>2 warnings</summary>" in folded
    assert "<summary>1 note</summary>" in folded
    assert "FC103" not in folded


@pytest.mark.parametrize(
    ("fail_on", "verdict"),
    [
        ("error", "❌ flowcheck fails: 3 errors"),
        ("warning", "❌ flowcheck fails: 3 errors, 2 warnings"),
        ("info", "❌ flowcheck fails: 3 errors, 2 warnings, 1 note"),
        (NEVER, "✅ flowcheck passes"),
    ],
)
def test_the_verdict_is_that_of_the_exit_code(failing: Report, fail_on: str, verdict: str) -> None:
    report = replace(failing, fail_on=fail_on)
    assert render("markdown", report, Look()).splitlines()[1] == f"## {verdict}"
    assert report.failed == ("fails" in verdict)


def test_what_is_lifted_is_only_counted(failing: Report) -> None:
    shown = page(lifted(failing))
    assert "1 waived (1 expiring), 1 baselined" in shown.text
    assert len(shown.rows) == 6 - 2 + 2


def test_nothing_found_is_a_short_comment(failing: Report) -> None:
    text = render("markdown", report_of(failing, [], {}), Look())
    assert text.splitlines()[:2] == ["<!-- flowcheck report -->", "## ✅ flowcheck passes"]
    assert len(text.splitlines()) == 4


def test_each_project_of_a_repository_has_its_own_comment(failing: Report) -> None:
    shown = page(failing, Look(prefix="shop -->/"))
    assert shown.comments == [" flowcheck report shop%20--%3E/"]
    assert "shop -->/inventory/systems.yaml:14" in shown.rows[1][0]


def test_hostile_names_are_shown_and_do_nothing(failing: Report) -> None:
    shown = page(hostile(failing))
    assert shown.tags <= TAGS
    assert set(shown.links) == {f"{DOCS}rules/FC103/"}
    assert not _MENTION.search(shown.text)
    assert {len(cells) for cells in shown.rows} == {3, 4}
    assert len(shown.rows) == len(STRINGS) + 3


@given(st.text() | st.sampled_from(STRINGS) | st.text("`|\\<>&@#*_[]()!~$:/w.ax \n"))
def test_any_text_in_any_place_does_nothing(text: str) -> None:
    cells = row(plain(text), code(text), prose(text), link(text, DOCS))
    shown = Page(f"{row(*'abcd')}{row(*['---'] * 4)}{cells}\n{plain('x' + text)}\n")
    assert shown.tags <= TAGS
    assert set(shown.links) <= {DOCS}
    assert [len(found) for found in shown.rows] == [4, 4]
    assert not _MENTION.search(shown.text)
    seen = shown.rows[1][0].replace("\u200b", "")
    assert " ".join(seen.split()) == " ".join(shown_as(text).split())


def shown_as(text: str) -> str:
    """The text as printed, less the marks that are told apart by nothing."""
    from flowcheck.render.frame import printable

    return printable(text)[:1_000] + ("…" if len(printable(text)) > 1_000 else "")


def test_backticks_are_code() -> None:
    assert prose("has `tls_1_2`, not `a|b`") == (
        "has <code>tls_1_2</code>, not <code>a&#124;b</code>"
    )
    assert prose("a ` alone") == "a &#96; alone"


def test_more_than_a_comment_holds_is_cut_and_said(failing: Report) -> None:
    lots = many(failing, 2_000)
    mild = finding("mild", failing.findings[0].span, number=99_999, severity="warning")
    text = render("markdown", replace(lots, findings=(mild, *lots.findings)), Look())
    assert 60_000 < len(text) <= 65_536
    shown = Page(text)
    rows = len(shown.rows) - 1
    assert text.rstrip().endswith(
        f"**{2_001 - rows} more findings not shown**, as a comment holds no more: "
        "`flowcheck lint` shows all."
    )
    assert "mild" not in text
    assert "<details>" not in text


def test_folded_parts_are_closed_where_they_are_cut(
    failing: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown_format, "MOST_CHARACTERS", 4_000)
    text = render("markdown", many(failing, 100, "warning"), Look())
    assert len(text) <= 4_000
    assert text.count("<details>") == text.count("</details>") == 1
    assert "more findings not shown" in text
