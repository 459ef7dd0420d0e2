"""Markup: text is escaped, markup is not, and links go to the web alone."""

from __future__ import annotations

import pytest

from flowcheck.render.frame import printable
from flowcheck.render.map_html.markup import Html, el, is_web, joined, lines, link, name
from hostile import STRINGS


@pytest.mark.parametrize("text", STRINGS)
def test_text_and_attributes_are_escaped(text: str) -> None:
    written = el("p", text, title=text).text
    inner = written.removeprefix("<p title=").removesuffix("</p>")
    assert written.startswith('<p title="')
    assert written.count("<") == 2
    assert inner.count('"') == 2
    assert printable(written) == written


def test_attributes_are_names_values_or_left_out() -> None:
    built = el(
        "input", type="search", data_title=3, hidden=True, class_="x", id=None, checked=False
    )
    assert built.text == '<input type="search" data-title="3" hidden class="x">'


def test_parts_are_joined_and_nothing_is_left_out() -> None:
    assert joined(("<", Html("<b>"), None, "&"), " | ").text == "&lt; | <b> | &amp;"
    assert lines((el("p"), el("br"))).text == "\n<p></p>\n<br></br>"
    assert name("A <").text == "A &lt;"
    assert name("\u0627").text == "<bdi>\u0627</bdi>"


@pytest.mark.parametrize(
    "address", ["https://run.example/privacy?x=1#y", "http://run.example", "HTTPS://RUN.EXAMPLE/"]
)
def test_an_address_of_the_web_is_a_link(address: str) -> None:
    assert link("policy", address).text == (
        f'<a href="{address}" rel="noopener noreferrer">policy</a>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://evil.example",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "https://",
        "https://user@evil.example",
        "https://[evil",
        "https://a.example/\u202e",
        "https://a.example/ b",
        "mailto:a@b.example",
    ],
)
def test_any_other_address_is_none(address: str) -> None:
    assert not is_web(address)
    assert link("policy", address) == name("policy")
