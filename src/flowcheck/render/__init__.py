"""Formats: one module each, whose `render(report, look)` gives the whole output as text."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowcheck.engine import Report


class Look(Struct, frozen=True, gc=False):
    """How output looks.

    Attributes:
        color: Whether ANSI colours are used.
        width: Columns of the terminal.
        claims: Whether machine formats list every claim.
        quiet: Whether only findings are shown, and no summary.
    """

    color: bool = False
    width: int = 100
    claims: bool = False
    quiet: bool = False


def formats() -> tuple[str, ...]:
    """Return the names of the formats, sorted: the modules of this folder that render a report."""
    names = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(name.removesuffix("_format") for name in names if name.endswith("_format")))


def render(name: str, report: Report, look: Look) -> str:
    """Return a report in the format of that name."""
    module = import_module(f"{__name__}.{name}_format")
    function = cast("Callable[[Report, Look], str]", module.render)
    return function(report, look)
