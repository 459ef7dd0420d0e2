"""Colours as they are seen: in full, in grey, and by whoever sees no red."""

from __future__ import annotations

Color = tuple[float, float, float]
READ = 4.5
"""Contrast of text that WCAG 2.2 asks for at level AA."""
SEEN = 3.0
"""The same of a line."""
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                (-0.011820, 0.042940, 0.968881))  # fmt: skip
"""Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB."""


def linear(color: str) -> Color:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def luminance(color: Color) -> float:
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), color, strict=True))


def contrast(one: Color, other: Color) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def without_red(color: Color) -> Color:
    r, g, b = (
        min(1.0, max(0.0, sum(w * c for w, c in zip(row, color, strict=True))))
        for row in DEUTERANOPIA
    )
    return r, g, b


def grey(color: Color) -> Color:
    return (luminance(color),) * 3
