"""Differences as people and programs read them: one module a format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowcheck.render import Look
    from flowcheck.views.inventory_diff import Difference

FORMATS = ("text", "json", "markdown", "sarif")
"""The first is the default."""


def render(name: str, difference: Difference, look: Look) -> str:
    """Return a difference in the format of that name."""
    module = import_module(f"{__name__}.as_{name}")
    function = cast("Callable[[Difference, Look], str]", module.render)
    return function(difference, look)
