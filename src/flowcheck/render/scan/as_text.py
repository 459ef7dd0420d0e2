"""A scan as text: what is not declared first, with every place, then the rest in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.parties.entry import block_lines
from flowcheck.facts.parties.party import DECIDED, DECLARED, STATES, UNDECLARED, UNPROVED
from flowcheck.facts.parties.words import places
from flowcheck.render.findings import where
from flowcheck.render.frame import pen_of, printable
from flowcheck.render.scan.words import (
    ENTRIES,
    TITLES,
    UNKNOWN,
    about_entries,
    called,
    decided,
    looked_at,
    state_lines,
    summary,
    what_next,
)
from flowcheck.render.summary import counted
from flowcheck.render.width import columns, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.facts.parties.party import Stranger
    from flowcheck.facts.parties.sighting import Sighting
    from flowcheck.model.finding import Place
    from flowcheck.render import Look
    from flowcheck.render.frame import Pen
    from flowcheck.views.code_scan import CodeScan, VendorRow

_INDENT = "    "
_WIDEST_PLACE = 48
_NARROWEST = 30
_SHORT = 2
"""Places that are shown of a vendor which asks for nothing."""
_MOST_LINES = 10
_STYLES = {UNDECLARED: "error", UNPROVED: "bold", DECIDED: "bold", DECLARED: "ok"}


def render(scan: CodeScan, look: Look) -> str:
    """Return the vendors by state, the parties that nobody knows, and the summary."""
    pen = pen_of(look)
    parts = []
    for state in STATES:
        found = [_vendor(scan, row, pen, look.width) for row in scan.of_state(state)]
        if state == DECIDED:
            found += [_stranger(stranger, pen, look.width) for stranger in scan.settled]
        parts += _section(TITLES[state], found, pen, _STYLES[state])
        if state == UNDECLARED:
            found = [_stranger(stranger, pen, look.width) for stranger in scan.unknown]
            parts += _section(UNKNOWN, found, pen, "warning")
    entries = about_entries(scan)
    if entries:
        parts.append(_few(f"{ENTRIES} ({len(entries)})", "bold", entries, pen, look.width))
    if scan.problems:
        parts.append(_problems(scan, pen, look.width))
    if not look.quiet:
        parts.append(_closing(scan, pen, look.width))
    return "\n\n".join("\n".join(part) for part in parts) + "\n" if parts else ""


def _section(title: str, parts: list[list[str]], pen: Pen, style: str) -> list[list[str]]:
    return [[pen(style, f"{title} ({len(parts)})")], *parts] if parts else []


def _vendor(scan: CodeScan, row: VendorRow, pen: Pen, width: int) -> list[str]:
    party = row.party
    name = f"{pen('bold', printable(party.vendor.name))} ({party.vendor.id})"
    lines = [f"  {name}", *_folded(called(scan, party), _INDENT, width)]
    for text in state_lines(scan, row):
        lines += _folded(text, _INDENT, width)
    urgent = party.state == UNDECLARED
    lines += _places(party.counting if urgent else party.sightings, pen, width, short=not urgent)
    if row.entry is not None:
        first, *rest = block_lines(row.entry)
        lines += [f"{_INDENT}{pen('bold', 'its entry')}:", f"{_INDENT}  - {first}"]
        lines += [f"{_INDENT}    {line}" for line in rest]
    return lines


def _stranger(stranger: Stranger, pen: Pen, width: int) -> list[str]:
    lines = [f"  {pen('bold', printable(stranger.id))}"]
    if stranger.decision is not None:
        lines += _folded(decided(stranger.decision), _INDENT, width)
    shown = stranger.counting or stranger.sightings
    return [*lines, *_places(shown, pen, width, short=not stranger.counting)]


def _places(sightings: Iterable[Sighting], pen: Pen, width: int, *, short: bool) -> list[str]:
    """Return where something is seen and what stands there, in two columns."""
    every = places(sightings)
    shown = every[:_SHORT] if short and len(every) > _SHORT + 1 else every
    wide = min(_WIDEST_PLACE, max(columns(where(place)) for place in shown))
    lines = [line for place in shown for line in _place(place, pen, wide, width)]
    left = len(every) - len(shown)
    return [*lines, f"{_INDENT}and {left} more places"] if left else lines


def _place(place: Place, pen: Pen, wide: int, width: int) -> list[str]:
    shown, note = where(place), printable(place.note)
    linked = _INDENT + pen.file(place.mention.path, shown)
    indent = _INDENT + " " * (wide + 2)
    first, *rest = fold(note, max(_NARROWEST, width - len(indent)))
    if columns(shown) > wide:
        return [linked, *(indent + piece for piece in (first, *rest))]
    head = linked + " " * (wide - columns(shown) + 2) + first
    return [head, *(indent + piece for piece in rest)]


def _problems(scan: CodeScan, pen: Pen, width: int) -> list[str]:
    texts = []
    for problem in scan.problems:
        at = f":{problem.line}:{problem.column}" if problem.line else ""
        texts.append(f"{problem.path}{at}: {problem.message}")
    title = f"{counted(len(scan.problems), 'file')} not read in full"
    return _few(title, "warning", texts, pen, width)


def _few(title: str, style: str, texts: list[str], pen: Pen, width: int) -> list[str]:
    """Return a title and the first of some texts."""
    lines = [pen(style, title)]
    for text in texts[:_MOST_LINES]:
        lines += _folded(text, "  ", width)
    left = len(texts) - _MOST_LINES
    return [*lines, f"  and {left} more"] if left > 0 else lines


def _closing(scan: CodeScan, pen: Pen, width: int) -> list[str]:
    style = "error" if scan.report.failed else "ok"
    first, *rest = fold(summary(scan), max(_NARROWEST, width))
    lines = [pen(style, first), *rest]
    for text in (looked_at(scan), *what_next(scan)):
        lines += _folded(text, "", width)
    return lines


def _folded(text: str, indent: str, width: int) -> list[str]:
    return [indent + piece for piece in fold(printable(text), max(_NARROWEST, width - len(indent)))]
