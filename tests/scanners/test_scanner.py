"""Files as scanners see them."""

from __future__ import annotations

import codecs

from flowcheck.scanners import File


def test_a_mention_stands_at_its_line_and_column() -> None:
    file = File("a/b.txt", "x\nse\u00e9 stripe\n".encode())
    start = file.text.index("stripe")
    mention = file.mention("package", "npm:stripe", start, start + 6, "direct")
    assert (mention.path, mention.line, mention.column, mention.end_column) == ("a/b.txt", 2, 5, 11)
    assert mention.text == "se\u00e9 stripe"


def test_bytes_are_counted_as_characters() -> None:
    file = File("a", "\u00e9\u00e9 x".encode())
    assert file.text[file.offset(file.content.index(b"x"))] == "x"


def test_byte_order_marks_are_understood_and_rubbish_is_survived() -> None:
    assert File("a", codecs.BOM_UTF8 + b"x").text == "x"
    assert File("a", codecs.BOM_UTF16_LE + "x".encode("utf-16-le")).text == "x"
    assert File("a", b"\xffx").text == "\ufffdx"


def test_a_line_that_nobody_can_read_is_not_kept() -> None:
    file = File("a", b"x" * 5_000)
    assert file.mention("host", "x", 4_000, 4_001).text == ""


def test_what_spans_lines_ends_with_its_first() -> None:
    file = File("a", b"ab\ncd")
    assert file.mention("host", "x", 1, 4).end_column == 3
