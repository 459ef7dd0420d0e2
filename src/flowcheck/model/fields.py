"""What single values in the files must look like: texts, ids, dates, durations, flags.

Every scalar arrives as text (`readers.located_yaml`), so that `no`, `on` and `1.0` stay what they
look like; these types give them their form. White space around a text is taken off there too.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What could drive a terminal; no text may hold it."""
ID = r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$"
SHA256 = r"^[0-9a-f]{64}$"
DURATION = (
    r"^P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?$"
)

Text = Annotated[str, Meta(min_length=1)]
Id = Annotated[str, Meta(pattern=ID)]
Sha256 = Annotated[str, Meta(pattern=SHA256)]
Names = Text | Annotated[list[Text], Meta(min_length=1)]
"""A list of texts, or one that stands alone: `listed` makes both a list."""
Date = dt.date
Flag = Literal["true", "false"]
TRUE = "true"
Duration = Annotated[str, Meta(pattern=DURATION, max_length=64)]
Severity = Literal["error", "warning", "info"]
Grade = Literal["error", "warning", "info", "off"]
Grades = dict[str, Grade]


def listed(names: str | Sequence[str] | None) -> list[str]:
    """Return what `Names` or nothing stands for."""
    return [names] if isinstance(names, str) else list(names or ())
