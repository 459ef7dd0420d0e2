"""ISO 8601 durations, as far as retention needs them: compared by their length in days."""

from __future__ import annotations

import re

_DURATION = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
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
