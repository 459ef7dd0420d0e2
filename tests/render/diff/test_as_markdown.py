"""A difference in Markdown and text: hostile names, vendors seen in code, the size of a comment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import cmarkgfm
import pytest
from msgspec.structs import replace

from flowcheck.judge.verdict import Verdict
from flowcheck.render import Look
from flowcheck.render.diff import FORMATS, render
from flowcheck.render.diff.as_markdown import MOST_CHARACTERS
from flowcheck.views.inventory_diff import Seen, compare
from flowcheck.views.inventory_diff.difference import Exposure, Passage
from hostile import STRINGS, hostile, many

if TYPE_CHECKING:
    from flowcheck.engine import Report
    from flowcheck.views.inventory_diff import Difference


def spoiled(report: Report, texts: tuple[str, ...]) -> Difference:
    """A difference whose every text is hostile."""
    passages = {text: Passage(text, text, text, text, text, 1) for text in texts}
    exposures = tuple(
        Exposure(
            t, "share", "data", (t,), (t,), (t,), (t,), (t,), (t,), Verdict.CLEAR, (passages[t],)
        )
        for t in texts
    )
    seen = tuple(Seen(t, t, t, (t,), passages=(passages[t],)) for t in texts)
    return replace(compare(None, hostile(report)), exposures=exposures, seen=seen, unseen=seen)


def test_names_do_nothing(failing: Report) -> None:
    text = render("markdown", spoiled(failing, STRINGS), Look())
    html = cmarkgfm.github_flavored_markdown_to_html(text)
    for tag in ("<script", "<img", "<h1", 'href="javascript', 'href="http://evil', "<em>", "<del>"):
        assert tag not in html, tag
    assert "@octocat" not in html
    assert html.count("<table>") == html.count("</table>")
    assert text.startswith("<!-- flowcheck diff -->\n## ")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_any_name(failing: Report, name: str) -> None:
    text = render(name, spoiled(failing, STRINGS), Look())
    assert "\x1b" not in text
    assert "\x00" not in text


def test_a_comment_is_never_too_long(failing: Report) -> None:
    found = spoiled(many(failing, 3_000), tuple(f"{n} {'x' * 200}" for n in range(2_000)))
    text = render("markdown", found, Look())
    assert len(text) <= MOST_CHARACTERS
    assert "more not shown**" in text


def test_a_vendor_seen_in_code_is_told(failing: Report) -> None:
    """Whoever looks at the code gives `seen`; every format has it."""
    covers = Passage("share", "share", "We share it", "Who", "inventory/policy.txt", 9)
    seen = (
        Seen("stripe", "Stripe", "payment_processor", ("app/package.json:3:5: stripe",)),
        Seen(
            "amplitude",
            "Amplitude",
            "analytics_provider",
            ("a.py:1:1: x",),
            is_declared=True,
            passages=(covers,),
        ),
    )
    found = replace(compare(failing, failing), seen=seen, unseen=seen[1:])
    assert not found.is_empty
    text, markdown = (render(name, found, Look()) for name in ("text", "markdown"))
    assert "No longer seen in code\n  - Amplitude (`amplitude`), and still declared" in text
    assert "- Amplitude (<code>amplitude</code>), and still declared" in markdown
    assert "! Stripe (`stripe`), Payment processor: not declared" in text
    assert "app/package.json:3:5: stripe" in text
    assert "no passage of the policy covers such a recipient" in text
    assert '"We share it" `share`, "Who", inventory/policy.txt:9' in text
    assert "| Stripe (<code>stripe</code>)<br>\u274c **not declared**" in markdown
    value = cast("dict[str, Any]", json.loads(render("json", found, Look())))
    assert value["seen"][0] == {
        "vendor": "stripe",
        "name": "Stripe",
        "category": "payment_processor",
        "places": ["app/package.json:3:5: stripe"],
        "declared": False,
        "proved": True,
        "passages": [],
    }
