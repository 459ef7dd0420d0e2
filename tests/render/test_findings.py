"""What the formats for programs share: order, unique fingerprints, sentences, bytes, failing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from flowcheck.engine import NEVER
from flowcheck.model.source import Span
from flowcheck.render.findings import (
    gravest_first,
    sentences,
    unique_fingerprints,
    uri_of,
    utf8_column,
)
from hostile import finding, lifted, report_of

if TYPE_CHECKING:
    from flowcheck.engine import Report

HERE = Span("a.yaml", 1, 1, 1, 2)


def test_the_gravest_stand_first_and_what_is_lifted_last(failing: Report) -> None:
    ordered = gravest_first(lifted(failing).findings)
    assert [f.severity for f in ordered] == [
        *("error", "error", "warning", "warning"),
        *("error", "info"),
    ]
    assert [f.stands for f in ordered] == [True] * 4 + [False] * 2


def test_equal_fingerprints_are_numbered() -> None:
    found = [finding("x", HERE, number=n) for n in (1, 2, 1, 1)]
    one, two = f"{1:032x}", f"{2:032x}"
    assert unique_fingerprints(found) == [one, two, f"{one}:2", f"{one}:3"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("the vendor is not named", "the vendor is not named."),
        ("is it?", "is it?"),
        ('the text: "We share."', 'the text: "We share."'),
        ("two\nlines", "two\ufffdlines."),
        ("", "."),
    ],
)
def test_a_message_is_one_line_and_ends_with_a_stop(text: str, sentence: str) -> None:
    assert sentences(finding(text, HERE)) == [sentence, sentence]


def test_bytes_are_counted_as_reviewdog_counts_them(failing: Report) -> None:
    report = report_of(failing, [], {"a.yaml": "a\U00010400b\nplain\né: 名前\n"})
    assert utf8_column(report, Span("a.yaml", 1, 3, 1, 4)) == 6
    assert utf8_column(report, Span("a.yaml", 1, 3, 1, 4), end=True) == 7
    assert utf8_column(report, Span("a.yaml", 2, 3, 3, 6), end=True) == 11
    assert utf8_column(report, Span("a.yaml", 2, 3, 3, 6)) == 3


def test_a_path_is_a_uri_reference() -> None:
    assert uri_of("inventory/ü 名#1?.yaml") == "inventory/%C3%BC%20%E5%90%8D%231%3F.yaml"


@pytest.mark.parametrize("fail_on", ["error", "warning", "info", NEVER])
def test_the_findings_that_fail_are_those_that_the_exit_code_tells(
    failing: Report, fail_on: str
) -> None:
    for one in failing.findings:
        alone = replace(failing, findings=(one,), fail_on=fail_on)
        assert alone.fails(one) == alone.failed
