"""The colours in the dark: same hue, light and dark exchanged, and contrast kept."""

from __future__ import annotations

from colorsys import rgb_to_hls

import pytest

from flowcheck.render.map_html.ink import dark, dark_rules


def parts(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts(colour)]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", ["#16191d", "#0b5c96", "#b3002d", "#4d545e"])
def test_what_is_read_on_white_is_read_in_the_dark(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5
    assert contrast(dark(colour), dark("#ffffff")) >= 4.5


@pytest.mark.parametrize("colour", ["#0b5c96", "#b3002d", "#f3ecd9"])
def test_the_hue_stays(colour: str) -> None:
    before, after = rgb_to_hls(*parts(colour))[0], rgb_to_hls(*parts(dark(colour)))[0]
    assert after == pytest.approx(before, abs=0.02)


def test_each_colour_that_is_drawn_has_a_rule() -> None:
    drawn = '<rect fill="#ffffff" stroke="#b3002d"/><path fill="none" stroke="black"/>'
    assert dark_rules(drawn) == (
        f'.view [fill="#ffffff"]{{fill:{dark("#ffffff")}}}'
        f'.view [stroke="#b3002d"]{{stroke:{dark("#b3002d")}}}'
        f'.view [stroke="black"]{{stroke:{dark("#000000")}}}'
    )
    assert dark("#ffffff") == "#161616"
