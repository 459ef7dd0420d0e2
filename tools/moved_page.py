"""A page that is kept elsewhere in the repository, moved into docs: its links are led anew."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)")


def moved(source: Path, target: Path, homes: dict[Path, Path]) -> str:
    """Return a page's text for another place.

    Args:
        source: The page.
        target: Where it will stand.
        homes: Pages that are moved, by where they are kept: links to these follow them.
    """

    def led(link: re.Match[str]) -> str:
        place = (source.parent / link.group(1)).resolve()
        place = homes.get(place, place)
        return "](" + os.path.relpath(place, target.parent).replace(os.sep, "/")

    return _LINK.sub(led, source.read_text(encoding="utf-8"))
