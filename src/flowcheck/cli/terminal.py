"""What the place that output goes to can show, and where it stands: columns, links, repository."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

USUAL, WIDEST = 100, 120
_DIGITS = 9
_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal")
_VARIABLES = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM", "TILIX_ID")
_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm")
_VTE = 5000
"""The first version of the VTE library (GNOME Terminal and others) with OSC 8 links."""


def columns() -> int:
    """Return the columns to write in: those of `COLUMNS` or of the terminal, else 100."""
    given = os.environ.get("COLUMNS", "")
    found = int(given) if given.isdecimal() and len(given) < _DIGITS else 0
    if not found:
        with suppress(OSError, ValueError, AttributeError):  # no terminal, or a stream of no file
            found = os.get_terminal_size(sys.stdout.fileno()).columns
    return min(found or USUAL, WIDEST)


def has_links(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal that is known to open OSC 8 links.

    `FORCE_HYPERLINK` decides where it is set. Within screen and tmux nobody can tell: none then.
    """
    asked = os.environ.get("FORCE_HYPERLINK")
    if asked:
        return asked != "0"
    term = os.environ.get("TERM", "")
    if not stream.isatty() or term == "dumb" or term.startswith(("screen", "tmux")):
        return False
    vte = os.environ.get("VTE_VERSION", "")
    return (
        os.environ.get("TERM_PROGRAM") in _PROGRAMS
        or any(os.environ.get(name) for name in _VARIABLES)
        or term in _TERMS
        or (vte.isdecimal() and len(vte) < _DIGITS and int(vte) >= _VTE)
    )


def file_uri(folder: str) -> str:
    """Return a folder's URI, with a slash at its end."""
    from pathlib import Path

    return Path(os.path.abspath(folder)).as_uri().rstrip("/") + "/"


def way_from_repository(folder: str) -> str:
    """Return the way from the root of a folder's git repository to it, with slashes; "" where none.

    Code hosts know a file by that way, and not by where the project stands in the repository. Where
    there is no repository (files copied into an image), it is the way from the current folder.
    """
    real = os.path.realpath(folder)
    here = real
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            here = os.path.realpath(os.curdir)
            break
        here = above
    way = os.path.relpath(real, here).replace(os.sep, "/")
    return "" if way == "." or way.startswith("..") else f"{way}/"
