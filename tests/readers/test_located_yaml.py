"""The YAML reader: texts as typed, places of everything, and no input that breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcheck.errors import InputError, Problem
from flowcheck.readers import composer
from flowcheck.readers.located_yaml import MAX_BYTES, read_yaml
from flowcheck.readers.text import decode

if TYPE_CHECKING:
    from flowcheck.model.source import Source


def value(text: str) -> object:
    source, problems = read_yaml("a.yaml", text.encode())
    assert not problems
    assert source.complete
    return source.value


def said(content: bytes | str) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    _, problems = read_yaml("a.yaml", data)
    return [f"{p.line}:{p.column}-{p.end_column} {p.message}" for p in problems]


@pytest.mark.parametrize(
    "word",
    [
        *("no", "on", "off", "yes", "y", "1.0", "1", "010", "0x1f", "1e3", ".inf", ".nan", "true"),
        *("2024-01-01", "12:30:45", "1_000", "=", "2001-12-14t21:59:43.10-05:00", "nil", "NO"),
    ],
)
def test_a_plain_scalar_stays_as_typed(word: str) -> None:
    assert value(f"a: {word}\nb: [{word}]") == {"a": word, "b": [word]}


def test_texts() -> None:
    assert value("a: 'null'\nb: \"~\"\nc: ''") == {"a": "null", "b": "~", "c": ""}
    assert value("a: >-\n  one\n  two\nb: |\n  x\n  y\n") == {"a": "one two", "b": "x\ny"}
    assert value('a: "\\u00e9\\tx"') == {"a": "\u00e9\tx"}
    assert value("a: !!str 1\nb: ! 2") == {"a": "1", "b": "2"}


def test_an_alias_stands_for_what_it_names() -> None:
    assert value("a: &x [1, 2]\nb: *x\nc: &y t\nd: *y") == {
        "a": ["1", "2"],
        "b": ["1", "2"],
        "c": "t",
        "d": "t",
    }


@pytest.mark.parametrize("empty", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_told_with_its_key(empty: str) -> None:
    assert said(f"aa: {empty}\n") == ["1:1-3 `aa` is empty"]
    assert value(empty) is None


def test_an_empty_item_is_told() -> None:
    assert said("a:\n  - b\n  -\n  - c\n") == ["3:4-5 an item of this list is empty"]


def test_all_problems_of_one_file_are_told() -> None:
    text = "a: 1\na: 2\nb: !!set {x}\nc:\nd: &q 1\ne: &q 2\nf: *none\ng: 1\ng: 2\n"
    assert said(text) == [
        "2:1-2 duplicate key `a`, already given on line 1",
        "3:4-11 the tag `tag:yaml.org,2002:set` is not allowed",
        "3:11-12 `x` is empty",
        "4:1-2 `c` is empty",
        "6:4-8 the anchor `&q` is given twice, first on line 5",
        "7:4-9 the alias `*none` is not defined",
    ]


def place(text: str, *loc: str | int, on_key: bool = False) -> tuple[int, int, int]:
    source, problems = read_yaml("a.yaml", text.encode())
    assert not problems
    span = source.resolve(loc, on_key=on_key)
    return span.line, span.column, span.end_column


def test_places_of_keys_values_and_items() -> None:
    text = "a:\n  - x: one\n    y: [two, three]\n"
    assert place(text, "a", on_key=True) == (1, 1, 2)
    assert place(text, "a", 0, "x") == (2, 8, 11)
    assert place(text, "a", 0, "y", on_key=True) == (3, 5, 6)
    assert place(text, "a", 0, "y", 1) == (3, 14, 19)


def test_places_behind_a_byte_order_mark() -> None:
    assert place("\ufeffa: b\n", "a") == (1, 4, 5)


def test_places_with_carriage_returns() -> None:
    source, _ = read_yaml("a.yaml", b"a: b\r\nc: dd\r\n")
    span = source.resolve(("c",))
    assert (span.line, span.column, span.end_column) == (2, 4, 6)
    assert source.line(2) == "c: dd"


def test_places_after_wide_characters_count_characters() -> None:
    assert place("\u9867\u5ba2: [\U0001f600, z]\n", "\u9867\u5ba2", 1) == (1, 9, 10)


def test_places_of_what_an_alias_brings_are_those_of_its_anchor() -> None:
    text = "a: &x {k: v}\nb: *x\n"
    assert place(text, "b") == (2, 4, 6)
    assert place(text, "b", "k") == (1, 11, 12)


def test_limits() -> None:
    deep = composer.MAX_DEPTH
    assert isinstance(value("[" * deep + "]" * deep), list)
    assert said("[" * (deep + 1)) == [f"1:{deep + 1}-{deep + 2} nested deeper than 100 levels"]
    assert "nested deeper" in said("[" * 200_000)[0]
    assert "nested deeper" in said("{a: " * 200_000)[0]
    assert "nested deeper" in said("- " * 200_000)[0]
    assert "a key must be plain text" in said("? " * 200_000)[0]
    assert "at most 32 MB" in said(b"#" * (MAX_BYTES + 1))[0]
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{y}: &{y} [{', '.join(['*' + x] * 10)}]\n"
        for x, y in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "aliases expand to more than 100,000 values" in said(bomb)[0]


def test_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composer, "MAX_NODES", 10)
    assert said("[" + "[]," * 20 + "]") == ["1:32-33 the file holds more than 10 values"]


def test_too_many_problems_end_the_reading() -> None:
    assert len(said("- ~\n" * 5_000)) == composer.MAX_PROBLEMS


SYNTAX = [
    ("a: [b\nc: d\n", "1:4-5 not YAML: a list opened here with `[` does not end well"),
    ("a: [b", "1:4-5 not YAML: a list opened here with `[` does not end well"),
    ("a: {b: c", "1:4-5 not YAML: a mapping opened here with `{` does not end well"),
    ('a: "b\n', "1:4-5 not YAML: a quoted text that starts here does not end well"),
    ("a: b: c\n", "1:5-6 not YAML: a colon cannot stand here"),
    ("a: @b\n", "1:4-5 not YAML: no value can start with this character"),
    ("a: %b\n", "1:4-5 not YAML: no value can start with this character"),
    ("a:\n\t- b\n", "2:1-2 a tab indents this line"),
    ("a:\n  - b\n  \t- c\n", "3:3-4 a tab indents this line"),
    ("a: b\x00\n", "1:5-6 a control character stands here"),
    ("a: b\x1b[31m\n", "1:5-6 a control character stands here"),
    ("a:\n<<<<<<< HEAD\n- b\n=======\n- c\n>>>>>>> x\n", "2:1-13 a merge conflict is left"),
    ("a: b\n---\nc: d\n", "2:1-4 a second YAML document starts here"),
    ("a: &x [*x]\n", "1:8-10 the alias `*x` stands inside what it names"),
    ("[a]: b\n", "1:1-2 a key must be plain text"),
    ("? {a: b}\n: c\n", "1:3-4 a key must be plain text"),
    ("&k a: b\n*k : c\n", "2:1-3 an alias cannot be a key"),
    ("<<: {a: b}\n", "1:1-3 merge keys (`<<`) are not part of YAML 1.2"),
    ("a: !!python/object:os.system x\n", "1:4-31 the tag `tag:yaml.org,2002:python/object"),
    ("a: !!binary eA==\n", "1:4-17 the tag `tag:yaml.org,2002:binary` is not allowed"),
]


@pytest.mark.parametrize(("text", "expected"), SYNTAX)
def test_what_is_not_read(text: str, expected: str) -> None:
    found = said(text)
    assert found
    assert found[-1].startswith(expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: caf\xe9 x\n", "1:7-8 not UTF-8 text: byte 0xe9 cannot be read"),
        (b"a: b\r\nc: \xff\n", "2:4-5 not UTF-8 text: byte 0xff cannot be read"),
        (b"\xef\xbb\xbfa\xff", "1:2-3 not UTF-8 text: byte 0xff cannot be read"),
        ("a: b".encode("utf-16"), "0:0-1 the file looks like UTF-16, not UTF-8"),
        ("a: b".encode("utf-16-be"), "0:0-1 the file looks like UTF-16, not UTF-8"),
        ("a: b".encode("utf-16-le"), "0:0-1 the file looks like UTF-16, not UTF-8"),
    ],
)
def test_bytes_of_another_encoding(content: bytes, expected: str) -> None:
    assert said(content) == [expected]


def test_the_line_of_a_bad_byte_is_shown() -> None:
    with pytest.raises(InputError) as caught:
        decode("p.txt", b"one\ntw\xf6 lines\r\nthree")
    assert caught.value.problems[0].text == "tw\ufffd lines"


YAMLISH = st.text(
    alphabet=st.sampled_from([*"ab:-?[]{},&*!|>'\"%@`#~<=\n \t\r\u2028\x85\ufeff\U0001f600\x00"]),
    max_size=60,
)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    check(*read_yaml("a.yaml", content))


@given(YAMLISH)
def test_any_text_is_read_or_refused(text: str) -> None:
    check(*read_yaml("a.yaml", text.encode()))


def check(source: Source, problems: list[Problem]) -> None:
    assert source.complete or problems
    for problem in problems:
        assert problem.path == "a.yaml"
        assert problem.message
        assert problem.why
        assert problem.help
        assert (problem.line == 0) == (problem.column == 0)
        assert problem.end_column > problem.column


VALUES = st.recursive(
    st.text(alphabet="abn~01 :'-\u00e9", min_size=1, max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(alphabet="abc", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def flow(node: object) -> str:
    """Write a value as YAML, every text in single quotes."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(flow(item) for item in node) + "]"
    return "'" + str(node).replace("'", "''") + "'"


def trimmed(node: object) -> object:
    """The value without white space around its texts, which means nothing."""
    if isinstance(node, dict):
        return {str(key).strip(): trimmed(inner) for key, inner in node.items()}
    if isinstance(node, list):
        return [trimmed(item) for item in node]
    return node.strip() if isinstance(node, str) else node


@given(VALUES)
def test_what_is_written_is_read_with_its_places(node: object) -> None:
    text = flow(node)
    source, problems = read_yaml("a.yaml", text.encode())
    assert not problems
    assert source.value == trimmed(node)
    walk(source, node, ())


def walk(source: Source, node: object, loc: tuple[str | int, ...]) -> None:
    if isinstance(node, str):
        span = source.resolve(loc)
        if loc:
            assert source.text[span.column - 1 : span.end_column - 1] == flow(node)
        return
    inner = node.items() if isinstance(node, dict) else enumerate(node)  # type: ignore[arg-type]
    for step, item in inner:
        walk(source, item, (*loc, step))
