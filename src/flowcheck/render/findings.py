"""Findings as the formats for programs tell them: their order, names, places and words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from flowcheck.model.finding import SEVERITIES
from flowcheck.render.frame import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.engine import Report
    from flowcheck.model.finding import Finding, Place
    from flowcheck.model.source import Span

MOST_PLACES = 6
"""Further places in code that are shown of a finding; those for programs to read give all."""


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity, the standing ones first of each; otherwise as they come."""
    return sorted(findings, key=lambda f: (not f.stands, SEVERITIES.index(f.severity)))


def unique_fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return a fingerprint for each finding that no other of them has.

    Two findings about the same terms of one record, as with two statements that deny one flow,
    share a fingerprint; the later ones get their number after a colon.
    """
    seen: dict[str, int] = {}
    unique = []
    for finding in findings:
        number = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        unique.append(finding.fingerprint + (f":{number}" if number > 1 else ""))
    return unique


def sentences(finding: Finding) -> list[str]:
    """Return what is wrong and what to do, each one line that ends with a full stop."""
    told = (finding.draft.message, *finding.draft.help)
    return [_stopped(printable(text)) for text in told]


def _stopped(text: str) -> str:
    return text if text.rstrip("\"')").endswith((".", "!", "?")) else text + "."


def also_at(finding: Finding, prefix: str = "", most: int = MOST_PLACES) -> list[str]:
    """Return the further places in code that a finding rests on, one line each.

    Args:
        finding: The finding.
        prefix: The way from the repository's root to the project's.
        most: How many are given; how many more there are is said.
    """
    further = finding.further
    shown = len(further) if len(further) == most + 1 else most
    lines = [f"{where(place, prefix)}: {printable(place.note)}" for place in further[:shown]]
    left = len(further) - shown
    return [*lines, f"and {left} more (`flowcheck scan` lists all)"] if left > 0 else lines


def where(place: Place, prefix: str = "") -> str:
    """Return a place in code as people read it: path, line and column."""
    mention = place.mention
    return printable(f"{prefix}{mention.path}:{mention.line}:{mention.column}")


def uri_of(path: str) -> str:
    """Return a path, relative and with forward slashes, as a URI reference."""
    return quote(path.encode("utf-8", "surrogateescape"))


def utf8_column(report: Report, span: Span, *, end: bool = False) -> int:
    """Return the 1-based column of a span's start, or of its end, in bytes of UTF-8."""
    line, column = (span.end_line, span.end_column) if end else (span.line, span.column)
    text = report.line(span.path, line)
    return column if text.isascii() else len(text[: column - 1].encode()) + 1
