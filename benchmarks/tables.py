"""Markdown tables of figures, aligned so that they read well in a terminal too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from measure import Sample


def table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return a table: its first column to the left, the others to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *lines, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    shown = []
    for line in (heads, rule, *lines):
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        shown.append(f"| {' | '.join(cells)} |")
    return "\n".join(shown)


def amount(value: float, kind: str) -> str:
    """Return a figure with its unit: seconds as ms, or bytes as MB."""
    return f"{value / 1e6:,.0f} MB" if kind == "memory" else f"{value * 1000:,.0f} ms"


def spread(sample: Sample, kind: str) -> str:
    """Return the least and the greatest of a sample."""
    return f"{amount(sample.of(kind, min), kind)[:-3]}-{amount(sample.of(kind, max), kind)[:-3]}"


def yes(reached: bool) -> str:  # noqa: FBT001 - the word for a truth
    """Return the word for it."""
    return "yes" if reached else "no"
