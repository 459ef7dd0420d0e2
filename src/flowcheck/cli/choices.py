"""Options with a fixed set of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection


def choose(option: str, value: str, known: Collection[str]) -> str:
    """Return an option's value if it is known.

    Raises:
        UsageError: It is not; names the nearest.
    """
    if value in known:
        return value
    hint = did_you_mean(value, known) or f"one of: {', '.join(known)}"
    raise UsageError(f"{option}: `{value}` is not known; {hint}")
