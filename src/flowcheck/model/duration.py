"""ISO 8601 durations, as far as retention needs them: compared by their length in days."""

from __future__ import annotations

import re

_DURATION = re.compile(
    r"P(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<weeks>[0-9]+)W)?(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?(?:(?P<seconds>[0-9]+)S)?)?"
)
_DAYS = {
    "years": 365.0,
    "months": 365.0 / 12,
    "weeks": 7.0,
    "days": 1.0,
    "hours": 1 / 24,
    "minutes": 1 / 1440,
    "seconds": 1 / 86400,
}


def parse_duration(text: str) -> float | None:
    """Return the length in days, or None where the text is no ISO 8601 duration.

    A year counts 365 days and a month a twelfth of it, so that P12M equals P1Y and P365D.
    Source: ISO 8601-1:2019, 5.5.2.
    """
    match = _DURATION.fullmatch(text)
    if match is None or len(text) > 64 or not any(match.groupdict().values()):  # noqa: PLR2004
        return None
    if text.endswith("T"):
        return None
    return sum(int(number) * _DAYS[unit] for unit, number in match.groupdict().items() if number)
