"""Type: widths as the engine has them, and lines that fit."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn_maps import Bundled
from flowcheck.render.drawing.type import broken, fitted, letters_beyond, width

TEXTS = (  # ASCII: the engine measures other letters as spaces
    "Web shop",
    "IP address / performance monitoring",
    "Wasabi (US T)",
    "ij",
)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_a_width_is_that_of_the_engine(text: str, bold: bool) -> None:  # noqa: FBT001
    label = f"<B>{text}</B>" if bold else text
    source = f"graph {{ node [fontname=Arial fontsize=20]; a [label=<{label}>] }}"
    graph = json.loads(Bundled().engine.run(source, "-Kdot", "-Tjson"))
    (measured,) = [op["width"] for op in graph["objects"][0]["_ldraw_"] if op["op"] == "T"]
    assert width(text, 20, bold=bold) == pytest.approx(measured, abs=0.2)


@given(st.text(max_size=80), st.floats(20, 200))
def test_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    lines = broken(text.replace("\0", ""), room, 8)
    assert "".join("".join(lines).split()) == "".join(text.replace("\0", "").split())
    assert all(width(line, 8) <= room or len(line) == 1 for line in lines)


def test_a_long_word_is_broken_at_its_own_seams() -> None:
    assert broken("android-in-app-purchase", 60, 6.6, bold=True) == ["android-in-app-", "purchase"]


@given(st.text(max_size=40), st.floats(20, 100))
def test_what_is_cut_fits(text: str, room: float) -> None:
    assert width(fitted(text, room, 8), 8) <= room


def test_it_is_known_which_letters_there_are() -> None:
    assert letters_beyond("Grüße \u00a79") == ""
    assert letters_beyond("\u5e83 a\u544a\u5e83") == "\u5e83\u544a"
