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
        links: Whether a terminal gets OSC 8 links.
        base: The project's root as a URI that ends with a slash, for links to files; "" for none.
        prefix: The way from the repository's root to the project's, "" or ending with a slash, for
            the formats that a code host reads: it knows files by their path in the repository.
    """

    color: bool = False
    width: int = 100
    claims: bool = False
    quiet: bool = False
    links: bool = False
    base: str = ""
    prefix: str = ""


def formats() -> tuple[str, ...]:
    """Return the names of the formats, sorted: the modules of this folder that render a report."""
    names = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(name.removesuffix("_format") for name in names if name.endswith("_format")))


def render(name: str, report: Report, look: Look) -> str:
    """Return a report in the format of that name."""
    module = import_module(f"{__name__}.{name}_format")
    function = cast("Callable[[Report, Look], str]", module.render)
    return function(report, look)
