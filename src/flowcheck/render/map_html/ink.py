"""The colours of the drawings in the dark: the same hues, with light and dark exchanged."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls

_USED = re.compile(r' (fill|stroke)="(#[0-9a-fA-F]{6}|black|white)"')
_NAMED = {"black": "#000000", "white": "#ffffff"}
_DARKEST, _LIGHTEST = 0.085, 0.93
"""Lightness that white and black become: the page's own, in `map.css`."""


def dark_rules(drawings: str) -> str:
    """Return the CSS rules that give each colour in some drawings its counterpart in the dark."""
    used = sorted(set(_USED.findall(drawings)))
    return "".join(
        f'.view [{key}="{colour}"]{{{key}:{dark(_NAMED.get(colour, colour))}}}'
        for key, colour in used
    )


def dark(colour: str) -> str:
    """Return the counterpart of a colour `#rrggbb`: its hue, with the lightness turned round."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    turned = _DARKEST + (1 - light) * (_LIGHTEST - _DARKEST)
    parts = hls_to_rgb(hue, turned, saturation)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)
