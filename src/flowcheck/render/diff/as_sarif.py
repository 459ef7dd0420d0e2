"""A difference as SARIF: the new findings alone, as a lint writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.sarif_format import render as render_report

if TYPE_CHECKING:
    from flowcheck.render import Look
    from flowcheck.views.inventory_diff import Difference


def render(difference: Difference, look: Look) -> str:
    """Return one run that holds the new findings."""
    return render_report(difference.report, look)
