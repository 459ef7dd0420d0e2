"""What a reading leaves out is named, piece by piece."""

from __future__ import annotations

import pytest

from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.views.phrases import Phrases
from flowcheck.views.unread import Span, shortened, unread

DATA = Phrases(built_in_vocabulary()["data"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("your name and your email address", []),
        ("your name and your cat", ["your cat"]),
        ("your name, your cat; a hat (or two)", ["your cat", "a hat", "two"]),
        ("when you order, your name from Mars", ["when you order", "from Mars"]),
        ("your date of birth and the information about you", ["your date of birth"]),
        ("your browser type and version", []),
        ("", []),
    ],
)
def test_pieces_that_name_none_of_the_terms(text: str, left: list[str]) -> None:
    named = [(DATA, ("full_name", "email_address", "browser_type"))]
    assert list(unread(text, named, Span(0, 0))) == left


def test_the_verb_is_read() -> None:
    text = "Sometimes we gladly collect your name"
    frame = Span(text.index("we"), text.index(" your"))
    assert list(unread(text, [(DATA, ["full_name"])], frame)) == []
    assert list(unread("we gladly collect, for a cat", [], Span(0, 17))) == ["for a cat"]
    assert list(unread("we gladly collect a cat", [], Span(0, 17))) == ["a cat"]
    assert list(unread("Loudly we collect a cat", [], Span(7, 17))) == ["Loudly we collect a cat"]


def test_a_long_piece_is_cut_between_words() -> None:
    assert shortened("word " * 12) == "word " * 12
    assert shortened("word " * 13) == "word " * 11 + "word ..."
