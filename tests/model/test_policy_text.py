"""The published text: its passages, where quotes stand, and what no quote covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcheck.model.policy_text import PolicyText
from flowcheck.model.source import TextRange


def passages(text: str) -> list[str]:
    return [passage.text for passage in PolicyText("p.txt", text).passages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("We collect data. We use it!", ["We collect data.", "We use it!"]),
        ("We collect\n  your data.\nWe use it.", ["We collect your data.", "We use it."]),
        ("Heading\n\nText.", ["Heading", "Text."]),
        ("- one\n- two", ["one", "two"]),
        ("- one\n  goes on\n- two", ["one goes on", "two"]),
        ("- one\nnot indented", ["one", "not indented"]),
        ("\u2022 dot\n* star\n1. number\n(a) letter", ["dot", "star", "number", "letter"]),
        ("Mail us at a.b@c.d now.", ["Mail us at a.b@c.d now."]),
        ("See e.g. the list.", ["See e.g. the list."]),
        ('He said "Yes." Then he left.', ['He said "Yes."', "Then he left."]),
        ("One.\r\nTwo.\r\n", ["One.", "Two."]),
        ("a\u00a0b", ["a b"]),
    ],
)
def test_passages(text: str, expected: list[str]) -> None:
    assert passages(text) == expected


@given(st.text(alphabet="ab .!?\n\r\t-\u2022()1\u00a0\u2028\"'A\x0b\x0c\x85", max_size=80))
def test_passages_are_in_order_apart_and_leave_no_word_out(text: str) -> None:
    policy = PolicyText("p.txt", text)
    end = 0
    for passage in policy.passages:
        assert end <= passage.range.start < passage.range.end <= len(text)
        end = passage.range.end
        assert policy.locate(passage.text) is not None
    covered = "".join(text[p.range.start : p.range.end] for p in policy.passages)
    assert [c for c in covered if c in "abA"] == [c for c in text if c in "abA"]
    assert policy.uncovered([p.range for p in policy.passages]) == []


TEXT = """\
First

We share your data.

Second

We share your data. We share your data only when asked.
"""


def located(quote: str, section: str = "", text: str = TEXT) -> str:
    policy = PolicyText("p.txt", text)
    found = policy.locate(quote, section)
    if found is None:
        return ""
    line, column = policy.place(found.start)
    return f"{line}:{column}-{found.end - found.start}"


def test_a_quote_is_found_once() -> None:
    assert located("only when asked") == "7:40-15"
    assert located("not there") == ""
    assert located("") == ""
    assert located("  ") == ""


def test_white_space_is_folded_and_nothing_else() -> None:
    text = "We  share\n   your\tdata."
    assert located("We share your data.", text=text) == "1:1-23"
    assert located("We share\n your data.", text=text) == "1:1-23"
    assert located("we share your data.", text=text) == ""
    assert located("Weshare your data.", text=text) == ""


def test_of_several_places_a_whole_passage_is_preferred() -> None:
    assert located("We share your data.") == "3:1-19"
    assert located("We share your data") == "3:1-18"
    assert located("your data only") == "7:30-14"


def test_of_several_places_the_section_decides() -> None:
    assert located("We share your data.", "Second") == "7:1-19"
    assert located("We share your data.", "First") == "3:1-19"
    assert located("We share your data.", "Third") == "3:1-19"


def test_a_heading_is_a_passage_of_its_own() -> None:
    policy = PolicyText("p.txt", TEXT)
    assert policy.heading("Second") == TextRange(28, 34)
    assert policy.heading("We share") is None


@pytest.mark.parametrize(
    "section", ["6. Security", "Security", "## 6. Security", "##  6.  Security"]
)
def test_a_numbered_heading_is_one_passage_and_known_by_its_words(section: str) -> None:
    policy = PolicyText("p.md", "# P\n\n## 6. Security\n\nWe encrypt. It is kept 2. No more.\n")
    assert [passage.text for passage in policy.passages][:2] == ["# P", "## 6. Security"]
    assert policy.heading(section) == policy.passages[1].range
    assert len(policy.passages) == 5


def gaps(text: str, *quotes: str) -> list[str]:
    policy = PolicyText("p.txt", text)
    ranges = [found for quote in quotes if (found := policy.locate(quote))]
    return [text[gap.start : gap.end] for _, gap in policy.uncovered(ranges)]


def test_what_no_quote_covers() -> None:
    text = "We collect your name, your mail. We use it."
    assert gaps(text) == ["We collect your name, your mail.", "We use it."]
    assert gaps(text, "We use it.") == ["We collect your name, your mail."]
    assert gaps(text, "We collect your name", "your mail.", "We use it.") == []
    assert gaps(text, "your name", "We use it.") == ["We collect"]
    assert gaps(text, "We collect your", "collect your name, your", "mail. We use it.") == []
    assert gaps(text, text) == []


def test_a_long_text_takes_no_quadratic_time() -> None:
    policy = PolicyText("p.txt", "We collect it. We use it.\n" * 20_000)
    ranges = [passage.range for passage in policy.passages[:10_000]]
    assert len(policy.uncovered(ranges)) == 30_000
