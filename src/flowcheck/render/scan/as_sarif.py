"""A scan as SARIF: its findings, as a lint gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render import sarif_format

if TYPE_CHECKING:
    from flowcheck.render import Look
    from flowcheck.views.code_scan import CodeScan


def render(scan: CodeScan, look: Look) -> str:
    """Return one run with the findings on code."""
    return sarif_format.render(scan.report, look)
