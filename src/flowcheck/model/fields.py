"""What single values in the files must look like: texts, ids, dates, durations, flags.

Every scalar arrives as text (`readers.located_yaml`), so that `no`, `on` and `1.0` stay what they
look like; these types give dates, durations and flags their form.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from flowcheck.model.duration import parse_duration

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _listed(value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was typed
    return [value] if isinstance(value, str) else value


def _error(message: str, why: str, help_: str) -> PydanticCustomError:
    return PydanticCustomError("flowcheck", message, {"why": why, "help": help_})


def _date(value: Any) -> dt.date:  # noqa: ANN401
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    why = "what ends or ages by it could not be told"
    help_ = "write a day of the calendar, as 2026-12-31"
    raise _error("expected a date as YYYY-MM-DD", why, help_)


def _flag(value: Any) -> bool:  # noqa: ANN401
    if value in ("true", "false"):
        return bool(value == "true")
    why = "`yes`, `on` and `1` are plain texts here"
    raise _error("expected `true` or `false`", why, "write `true` or `false`")


def _duration(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str) and parse_duration(value) is not None:
        return value
    why = "lengths of time are compared with what the policy promises"
    help_ = "write P30D, P6M or P1Y (30 days, 6 months, 1 year)"
    raise _error("expected an ISO 8601 duration", why, help_)


Text = Annotated[
    str,
    StringConstraints(
        min_length=1, strip_whitespace=True, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"
    ),
]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]
FlowId = Annotated[str, StringConstraints(pattern=r"^[^\s\p{C}]+$")]
Names = Annotated[list[Text], BeforeValidator(_listed), Field(min_length=1)]
Date = Annotated[dt.date, BeforeValidator(_date)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Duration = Annotated[str, BeforeValidator(_duration)]
Severity = Literal["error", "warning", "info"]
Grades = dict[str, Literal["error", "warning", "info", "off"]]
