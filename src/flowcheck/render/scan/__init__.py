"""What a scan of the code base shows, in a format: text, JSON, Markdown or SARIF."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowcheck.render import Look
    from flowcheck.views.code_scan import CodeScan

FORMATS = ("text", "json", "markdown", "sarif")


def render(name: str, scan: CodeScan, look: Look) -> str:
    """Return a scan in the format of that name."""
    module = import_module(f"{__name__}.as_{name}")
    function = cast("Callable[[CodeScan, Look], str]", module.render)
    return function(scan, look)
