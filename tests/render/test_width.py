"""Columns: those of a terminal, as a well-kept table of them says; cutting and folding."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from flowcheck.render.frame import printable
from flowcheck.render.width import cells, columns, fold, head, tail

WORDS = st.lists(
    st.sampled_from(
        (
            *"aZ0-_.,`",
            *"äß名前会社東京広告ﾈｯﾄＡ한글データ",
            *("e\u0301", "क\u0947", "ष", "مرحبا", "שלום", "ไทย", "\u1112\u1161\u11ab"),
            *(
                "❤\ufe0f",
                "👩\u200d💻",
                "👍🏽",
                "👨\u200d👩\u200d👧",
                "🇯🇵",
                "1\ufe0f\u20e3",
                "\ufffd",
                "…",
            ),
        )
    )
).map("".join)
TEXT = st.lists(WORDS).map(" ".join)


@given(TEXT)
@example("東京チーム 👩\u200d💻から ❤\ufe0f送る e\u0301")
def test_columns_are_those_of_the_table(text: str) -> None:
    assert columns(text) == wcswidth(text)


@given(st.text())
def test_any_text_that_is_printable_has_columns(text: str) -> None:
    shown = printable(text)
    assert "".join(cell for cell, _ in cells(shown)) == shown
    assert columns(shown) == sum(width for _, width in cells(shown)) >= 0


@given(TEXT, st.integers(0, 40))
def test_a_cut_fits_and_takes_no_cell_apart(text: str, room: int) -> None:
    for cut in (head(text, room), tail(text, room)):
        assert columns(cut) <= room
        assert not cut or unicodedata.category(cut[0]) not in ("Mn", "Me")
    assert text.startswith(head(text, room))
    assert text.endswith(tail(text, room))


@given(TEXT, st.integers(10, 40), st.integers(4, 40))
def test_a_fold_loses_nothing_and_fits(text: str, room: int, first: int) -> None:
    lines = fold(text, room, first)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for number, line in enumerate(lines):
        lone = " " not in line and line.isascii()
        assert columns(line) <= (room if number else first) or lone


def test_a_long_word_stands_alone_and_wide_text_breaks_anywhere() -> None:
    assert fold("a bb https://x.example/long c", 8) == ["a bb", "https://x.example/long", "c"]
    assert fold("名前会社東京", 8) == ["名前会社", "東京"]
    assert fold("one two", 80, 4) == ["one", "two"]
    assert fold("", 80) == [""]
