"""Whatever is written: nothing is raised, places are within the file, and comments say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanned import scan

PATHS = (
    *("a.py", "a.js", "a.ts", "a.tsx", "a.go", "a.java", "a.kt", "a.rb", "a.php", "a.cs", "a.rs"),
    *("a.swift", "a.ex", "a.html", "a.pug", "a.twig", "a.cshtml", "a.vue", "a.astro", "a.css"),
    *("a.json", "a.yaml", "a.ini", "a.properties", "a.conf", "a.xml", "_headers"),
)
PIECES = (
    *('"', "'", "`", '"""', "'''", "/*", "*/", "//", "#", "\n", "\\", "(", ")", "{", "}", "[", "]"),
    *(
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<?php",
        "?>",
        "<%#",
        "{{",
        "}}",
        "${",
        "#{",
        "=",
        ":",
    ),
    *("https://api.stripe.com", "https://${x}.y.com", "process.env.A_KEY", 'os.environ["A_KEY"]'),
    *("import stripe", "import x from 'stripe'", "connect-src https://a.io", "api.segment.io", " "),
    *("@", ";", ",", "=begin", "<<~A", "\u00fc", "\U0001f600", "\r\n", "\x00", "fetch(", "href="),
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=25).map("".join)
FOUND = (
    "https://api.stripe.com process.env.A_KEY os.environ['A_KEY'] ENV['A'] getenv('A_B')"
    " connect-src https://a.io \"api.segment.io\" import('stripe') require('stripe') url(//a.io)"
)
WORDS = st.text(
    st.characters(exclude_characters='*/\\-%}#"\n\r\x85\u2028', codec="utf-8"), max_size=9
)
COMMENTS = {
    **dict.fromkeys(
        ("a.js", "a.ts", "a.go", "a.java", "a.kt", "a.cs", "a.rs", "a.swift"), "/*{}*/"
    ),
    **dict.fromkeys(("a.py", "a.rb", "a.ex", "a.yaml", "a.conf", "a.properties"), "# {}"),
    "a.html": "<!--{}-->",
    "a.vue": "<!--{}-->",
    "a.erb": "<%#{}%>",
    "a.hbs": "{{{{!--{}--}}}}",
    "a.css": "/*{}*/",
    "a.json": "/*{}*/",
    "a.xml": "<!--{}-->",
    "a.php": "<?php /*{}*/",
}


@given(st.sampled_from(PATHS), TEXTS)
@settings(deadline=None, max_examples=400)
def test_any_text_is_read_and_every_place_is_within_it(path: str, text: str) -> None:
    lines = text.split("\n")
    for found in scan(path, text.encode(errors="replace")):
        line = lines[found.line - 1]
        assert 1 <= found.column < found.end_column <= len(line) + 1
        if found.kind == "host" and found.value.isascii():
            assert line[found.column - 1 : found.end_column - 1].lower() == found.value


@given(st.sampled_from(PATHS), st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_read(path: str, content: bytes) -> None:
    scan(path, content)


@pytest.mark.parametrize("path", COMMENTS)
@given(before=WORDS, after=WORDS)
@settings(deadline=None, max_examples=25)
def test_a_comment_says_nothing(path: str, before: str, after: str) -> None:
    comment = COMMENTS[path].format(f"{before} {FOUND} {after}")
    assert scan(path, f"{comment}\n") == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "seed", ['"', "/", "`${", "[", "<img a='", "{{!", "://", '("https://a.io"']
)
def test_what_has_no_end_is_survived(path: str, seed: str) -> None:
    scan(path, seed * (20_000 // len(seed)))
