"""Frames: carets under what is meant, for any width of characters and of the terminal."""

from __future__ import annotations

import pytest

from flowcheck.render.frame import Mark, Pen, columns, frame, printable

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
    ],
    ids=["east asian", "combining", "tab", "zero width, shown as a mark"],
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


def test_colours_are_only_written_where_wanted() -> None:
    assert Pen(color=False)("error", "x") == "x"
    assert Pen(color=True)("error", "x") == "\x1b[1;31mx\x1b[0m"
