"""How a language reads settings: an expression, and words without which it need not be tried."""

from __future__ import annotations

import re
from typing import NamedTuple


class Settings(NamedTuple):
    """How a language reads settings.

    Attributes:
        hints: Parts of a program, one of which stands in each that reads a setting.
        pattern: Matches a reading, with a group `name`.
    """

    hints: tuple[str, ...]
    pattern: re.Pattern[str]

    def read_in(self, text: str) -> list[re.Match[str]]:
        """Return the readings in a program, of which some may be in comments."""
        if not any(map(text.__contains__, self.hints)):
            return []
        return list(self.pattern.finditer(text))


def settings(hints: str, pattern: str) -> Settings:
    """Return how a language reads settings.

    Args:
        hints: Words, which white space separates.
        pattern: A verbose regular expression for what precedes the name, and for the name.
    """
    return Settings(tuple(hints.split()), re.compile(pattern, re.VERBOSE))
