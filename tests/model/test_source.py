"""Offsets into places, and addresses into spans."""

from __future__ import annotations

import pytest

from flowcheck.model.source import Address, Span, Text
from flowcheck.readers.located_yaml import read_yaml


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (6, (3, 1)), (7, (3, 2))]
)
def test_an_offset_is_a_line_and_a_column(offset: int, place: tuple[int, int]) -> None:
    assert Text("t", "ab\ncd\ne").place(offset) == place


def test_a_line_is_without_its_end() -> None:
    text = Text("t", "one\r\ntwo\nthree")
    assert [text.line(n) for n in range(5)] == ["", "one", "two", "three", ""]
    assert text.line(2) == "two"


def test_an_address_grows() -> None:
    address = Address("a.yaml").child("systems", 0)
    assert address.child("id").loc == ("systems", 0, "id")
    assert address.key("id").on_key


YAML = "systems:\n  - id: app\n    derives: [a, 'b c']\n    name:\n      long\n      text\n"


@pytest.mark.parametrize(
    ("loc", "on_key", "span"),
    [
        ((), False, (1, 1, 1, 2)),
        (("systems",), True, (1, 1, 1, 8)),
        (("systems", 0), False, (2, 5, 2, 12)),
        (("systems", 0, "id"), False, (2, 9, 2, 12)),
        (("systems", 0, "derives"), True, (3, 5, 3, 12)),
        (("systems", 0, "derives"), False, (3, 14, 3, 24)),
        (("systems", 0, "derives", 0), False, (3, 15, 3, 16)),
        (("systems", 0, "derives", 1), False, (3, 18, 3, 23)),
        (("systems", 0, "derives", 9), False, (3, 14, 3, 24)),
        (("systems", 0, "id", 0), False, (2, 9, 2, 12)),  # a lone term where a list may stand
        (("systems", 0, "nothing"), False, (2, 5, 2, 12)),
        (("systems", 0, "name"), False, (5, 7, 5, 11)),  # of several lines, the first
    ],
)
def test_an_address_is_a_span(
    loc: tuple[str | int, ...], *, on_key: bool, span: tuple[int, int, int, int]
) -> None:
    source, problems = read_yaml("a.yaml", YAML.encode())
    assert not problems
    assert source.resolve(loc, on_key=on_key) == Span("a.yaml", *span)


def test_the_value_at_a_path() -> None:
    source, _ = read_yaml("a.yaml", YAML.encode())
    assert source.at(("systems", 0, "derives", 1)) == "b c"
    assert source.at(("systems", 5, "id")) is None
    assert source.at(("systems", 0, "id", "deeper")) is None
