"""Every attribute of a record is documented, where it stands and on the page of the files."""

from __future__ import annotations

import re

import pytest
from msgspec import Struct

from conftest import ROOT
from flowcheck.model import schema
from flowcheck.views.attribute_docs import attribute_docs, summary

RECORDS = [
    record
    for record in vars(schema).values()
    if isinstance(record, type) and issubclass(record, Struct)
]
PAGE = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
each = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)


class Above:
    """The base.

    Attributes:
        one: The first.
        two: The second, whose words
            go on: here.
    """


class Below(Above):
    """A class.

    It says more.

    Attributes:
        two: Another second.
        three: The third.

    Raises:
        four: No attribute.
    """


def test_attributes_are_read_from_the_docstrings_of_a_class_and_its_bases() -> None:
    assert attribute_docs(Below) == {
        "one": "The first.",
        "two": "Another second.",
        "three": "The third.",
    }
    assert attribute_docs(Above)["two"] == "The second, whose words go on: here."
    assert summary(Below) == "A class."


@each
def test_every_attribute_is_documented_and_nothing_else(record: type[Struct]) -> None:
    assert set(attribute_docs(record)) == set(record.__struct_fields__)


@each
def test_the_page_of_the_files_names_every_key(record: type[Struct]) -> None:
    for key in record.__struct_encode_fields__:
        assert re.search(rf"`{key}`|[`{{ ]{key}:", PAGE), f"{record.__name__}.{key}"
