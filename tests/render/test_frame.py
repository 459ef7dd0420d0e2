"""Frames: carets under what is meant, for any width of characters and of the terminal."""

from __future__ import annotations

import pytest

from flowcheck.render.frame import Mark, Pen, frame, printable
from flowcheck.render.width import columns

PLAIN = Pen(color=False)


def drawn(text: str, meant: str, *, width: int = 80, label: str = "here") -> list[str]:
    column = text.index(meant) + 1
    mark = Mark("a.yaml", 12, column, column + len(meant), text, label)
    return frame(mark, PLAIN, gutter=2, width=width, style="error", caret="^")


def test_the_caret_stands_under_what_is_meant() -> None:
    assert drawn("  to: sentry", "sentry") == [
        "  --> a.yaml:12:7",
        "   |",
        "12 |   to: sentry",
        "   |       ^^^^^^ here",
    ]


@pytest.mark.parametrize(
    ("text", "meant", "indent", "carets"),
    [
        ("名前: 会社", "会社", 6, 4),
        ("e\u0301te\u0301: x", "x", 5, 1),
        ("\tto: x", "x", 8, 1),
        ("a\u200bb: x", "x", 5, 1),
        ("👩\u200d💻 to: x", "x", 7, 1),
        ("❤\ufe0f: 👍🏽", "👍🏽", 4, 2),
        ("\u1112\u1161\u11ab: x", "x", 4, 1),
        ("क्\u200dष: x", "x", 4, 1),
    ],
    ids=[
        "east asian",
        "combining",
        "tab",
        "zero width, shown as a mark",
        "joined emoji",
        "emoji by selector, and with a skin tone",
        "decomposed hangul",
        "joined letters",
    ],
)
def test_columns_are_those_of_the_terminal(text: str, meant: str, indent: int, carets: int) -> None:
    line = drawn(text, meant)[-1]
    assert line == f"   | {' ' * indent}{'^' * carets} here"


def test_a_long_line_is_windowed_around_the_caret() -> None:
    text = "a" * 200 + " meant " + "b" * 200
    shown, under = drawn(text, "meant", width=60)[2:]
    assert columns(shown) <= 60
    start = under.index("^")
    assert shown[start : start + 5] == "meant"
    assert shown.endswith("...")


def test_a_line_of_wide_characters_is_windowed_by_columns() -> None:
    shown, under = drawn("名" * 100 + " meant " + "名" * 100, "meant", width=60)[2:]
    assert columns(shown) <= 60
    assert shown.count("...") == 2
    assert columns(shown[: shown.index("meant")]) == under.index("^")


def test_what_stands_at_the_end_of_a_long_line_has_room_for_its_label() -> None:
    shown, under = drawn("a" * 200 + " meant", "meant", width=60, label="a label")[2:]
    assert shown.endswith("meant")
    assert under.endswith("^^^^^ a label")
    assert columns(under) == 60


def test_only_what_is_near_is_looked_at() -> None:
    """A line of megabytes, as in a generated file, costs no more than any other."""
    text = "a" * 5_000_000 + " meant " + "b" * 5_000_000
    lines = drawn(text, "meant")
    assert max(map(columns, lines)) <= 80


def test_a_label_that_does_not_fit_stands_below() -> None:
    label = "a label that is too long to stand beside the caret, and for one line of the terminal"
    lines = drawn("x: " + "m" * 50, "m" * 50, width=60, label=label)
    assert lines[3:] == [
        f"   |    {'^' * 50}",
        "   |    a label that is too long to stand beside the caret,",
        "   |    and for one line of the terminal",
    ]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (80, " ::: policy.txt:1:1  share-hosting, 受信者の名前"),
        (40, " ::: policy.txt:1:1  share-hosting, ..."),
        (30, " ::: policy.txt:1:1"),
    ],
)
def test_a_heading_is_cut_to_fit_and_the_place_never(width: int, line: str) -> None:
    mark = Mark("policy.txt", 1, 1, 2, "x", "", "share-hosting, 受信者の名前")
    shown = frame(mark, PLAIN, gutter=1, width=width, style="policy", caret="-")[0]
    assert shown == line
    assert columns(shown) <= width


def test_several_lines_are_shown_and_a_jump_between_them() -> None:
    more = (Mark("a.txt", 10, 1, 4, "two"), Mark("a.txt", 14, 3, 6, "  end"))
    mark = Mark("a.txt", 9, 5, 8, "the one", "meant", more=more)
    assert frame(mark, PLAIN, gutter=2, width=80, style="policy", caret="-") == [
        "  ::: a.txt:9:5",
        "   |",
        " 9 | the one",
        "   |     ---",
        "10 | two",
        "   | ---",
        "...",
        "14 |   end",
        "   |   --- meant",
    ]


def test_what_is_meant_is_cut_where_it_alone_is_too_long() -> None:
    shown, under = drawn("x: " + "m" * 300, "m" * 300, width=60, label="")[2:]
    assert columns(shown) <= 60
    assert columns(under) <= 60


def test_a_whole_file_has_no_line() -> None:
    mark = Mark("inventory", 0, 0, 0, "")
    lines = frame(mark, PLAIN, gutter=1, width=80, style="error", caret="^")
    assert lines == [" --> inventory"]


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\rb", "a\x00b", "a\u202eb"])
def test_control_characters_never_reach_the_terminal(text: str) -> None:
    assert printable(text).isprintable()


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000"])
def test_a_space_of_another_kind_is_a_space(space: str) -> None:
    assert printable(f"We share{space}: all") == "We share : all"


def test_such_a_space_keeps_the_carets_in_their_place() -> None:
    text = "a\u00a0b\u3000«\u00a0word\u00a0» more"
    shown, under = drawn(text, "word", label="")[2:]
    assert under.index("^") == shown.index("word")


def test_colours_are_only_written_where_wanted() -> None:
    assert Pen(color=False)("error", "x") == "x"
    assert Pen(color=True)("error", "x") == "\x1b[1;31mx\x1b[0m"


def test_links_are_only_written_where_wanted() -> None:
    assert Pen(color=True).link("https://x.example/", "x") == "x"
    assert Pen(color=True, links=True).file("a.yaml", "a.yaml") == "a.yaml"
    pen = Pen(color=False, links=True, base="file:///project/")
    assert pen.file("ü/a b.yaml", "a") == (
        "\x1b]8;;file:///project/%C3%BC/a%20b.yaml\x1b\\a\x1b]8;;\x1b\\"
    )


@pytest.mark.parametrize("text", ["sen\u200dtry", "\u200d名", "名\u200c", "a\u200d名"])
def test_a_joiner_that_joins_nothing_is_shown_as_a_mark(text: str) -> None:
    assert "\ufffd" in printable(text)
