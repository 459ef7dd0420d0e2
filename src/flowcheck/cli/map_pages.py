"""The pages of a map as files: named one after the other, and told from those of another map."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from flowcheck.cli.output import emit, emit_all, emit_bytes
from flowcheck.errors import UsageError
from flowcheck.facts.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.cli.output import Manner

_WHOLE = ("pdf", "html")
"""The formats that hold all pages in one file."""


def write_pages(pages: Sequence[bytes], format_: str, output: str | None, manner: Manner) -> None:
    """Write pages: one as it is, several to a file each, all of them or none.

    Args:
        pages: Each as it is written.
        format_: What they are.
        output: The file of one page, or what those of several are called after; None for stdout.
        manner: Says what is written, and what is left from another map.

    Raises:
        UsageError: They cannot be written there.
    """
    text = format_ not in ("png", "pdf")
    if len(pages) == 1:
        if output is None and not text and sys.stdout.isatty():
            raise UsageError(f"--format {format_} is no text; name a file with --output")
        if output is None and text:
            emit(pages[0].decode(), None)
        else:
            emit_bytes(pages[0], output)
        if output is not None and format_ not in _WHOLE:
            _tell_old_pages(output, [output], manner)
        return
    if output is None:
        raise UsageError(
            f"{len(pages)} pages, and {format_} holds one; name a file with --output, of which"
            " each page gets its own, or write --format pdf"
        )
    names = _names(output, len(pages))
    emit_all(dict(zip(names, pages, strict=True)))
    manner.say(f"wrote {names[0]} to {os.path.basename(names[-1])}: {len(pages)} pages")
    _tell_old_pages(output, names, manner)


def _names(output: str, count: int) -> list[str]:
    """Return a file's name for each page: "map.svg" gives "map-01.svg", "map-02.svg" ..."""
    digits = len(str(count))
    stem, suffix = os.path.splitext(output)
    return [f"{stem}-{number:0{digits}}{suffix}" for number in range(1, count + 1)]


def _tell_old_pages(output: str, written: Sequence[str], manner: Manner) -> None:
    """Say which files look like pages of this map and are none: they may be a former one's.

    They stay: nothing proves that flowcheck wrote them.
    """
    stem, suffix = os.path.splitext(output)
    like = re.compile(rf"{re.escape(os.path.basename(stem))}(-[0-9]{{1,3}})?{re.escape(suffix)}")
    folder = os.path.dirname(output)
    there = sorted(name for name in os.listdir(folder or ".") if like.fullmatch(name))
    old = [name for name in there if os.path.join(folder, name) not in written]
    if old:
        manner.warn(
            f"{listed(old, 3)} {'is no page' if len(old) == 1 else 'are no pages'} of this map, and"
            f" may be left from another; delete {'it' if len(old) == 1 else 'them'} where so"
        )
