"""A document of twice the flows costs twice the work."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from companies import judged, of_size
from flowcheck.render.documents import KINDS, make, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flowcheck.engine import Report


def calls(report: Report, kind: str) -> int:
    """Return how many functions are called to make a document in every format."""
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        document = make(kind, report)
        for format_ in KINDS[kind]:
            write(format_, document)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_flows_cost_twice_the_calls(
    write_project: Callable[..., Path], kind: str
) -> None:
    few = judged(write_project(of_size(100)))
    calls(few, kind)  # what is worked out once is worked out
    first = calls(few, kind)
    lots = judged(write_project(of_size(400)))
    calls(lots, kind)
    assert calls(lots, kind) < 4.4 * first
