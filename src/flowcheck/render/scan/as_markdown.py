"""A scan as Markdown: a comment or a page, with a table for each state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.facts.parties.entry import block_lines
from flowcheck.facts.parties.party import DECIDED, STATES, UNDECLARED
from flowcheck.facts.parties.words import places
from flowcheck.render.findings import where
from flowcheck.render.markdown import code, plain, prose, row
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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowcheck.facts.parties.party import Stranger
    from flowcheck.facts.parties.sighting import Sighting
    from flowcheck.render import Look
    from flowcheck.views.code_scan import CodeScan, VendorRow

_MOST = 6


def render(scan: CodeScan, look: Look) -> str:
    """Return the summary, what is not declared with its entries, and the rest folded away."""
    mark = "\u274c" if scan.report.failed else "\u2705"
    parts = [f"## {mark} {plain(summary(scan))}\n"]
    if not look.quiet:
        parts += [f"\n{prose(text)}\n" for text in (looked_at(scan), *what_next(scan))]
    for state in STATES:
        rows = scan.of_state(state)
        lines = [_vendor(scan, found, look) for found in rows]
        lines += [_settled(s, look) for s in scan.settled] if state == DECIDED else []
        if lines:
            table = _table("Vendor", "What is known", "Where") + "".join(lines)
            parts.append(_section(TITLES[state], len(lines), table, folded=state != UNDECLARED))
        if state == UNDECLARED:
            parts += [_entries(rows)] if rows else []
            parts += [_strangers(scan, look)] if scan.unknown else []
    entries = about_entries(scan)
    if entries:
        body = "".join(f"- {prose(text)}\n" for text in entries)
        parts.append(_section(ENTRIES, len(entries), body, folded=True))
    if scan.problems:
        files = (f"- {code(p.path)}: {prose(p.message)}\n" for p in scan.problems)
        title = f"{counted(len(scan.problems), 'file')} not read in full"
        parts.append(f"\n<details>\n<summary>{title}</summary>\n\n{''.join(files)}\n</details>\n")
    return "".join(parts)


def _section(title: str, number: int, body: str, *, folded: bool) -> str:
    if not folded:
        return f"\n### {title} ({number})\n\n{body}"
    return f"\n<details>\n<summary>{title} ({number})</summary>\n\n{body}\n</details>\n"


def _table(*titles: str) -> str:
    return row(*titles) + row(*("---" for _ in titles))


def _vendor(scan: CodeScan, found: VendorRow, look: Look) -> str:
    party = found.party
    name = f"**{plain(party.vendor.name)}** {code(party.vendor.id)}<br>{plain(called(scan, party))}"
    known = "<br>".join(map(prose, state_lines(scan, found))) or "\u2014"
    shown = party.counting if party.state == UNDECLARED else party.sightings
    return row(name, known, _where(shown, look))


def _settled(stranger: Stranger, look: Look) -> str:
    known = prose(decided(stranger.decision)) if stranger.decision is not None else ""
    return row(code(stranger.id), known, _where(stranger.sightings, look))


def _strangers(scan: CodeScan, look: Look) -> str:
    table = _table("Party", "Where")
    for stranger in scan.unknown:
        table += row(code(stranger.id), _where(stranger.counting, look))
    return _section(UNKNOWN, len(scan.unknown), table, folded=False)


def _where(sightings: Iterable[Sighting], look: Look) -> str:
    every = places(sightings)
    shown = every if len(every) == _MOST + 1 else every[:_MOST]
    lines = [f"{code(where(place, look.prefix))} {prose(place.note)}" for place in shown]
    left = len(every) - len(shown)
    return "<br>".join([*lines, f"and {left} more places"] if left else lines)


def _entries(rows: Iterable[VendorRow]) -> str:
    """Return the entries that the inventory lacks as a block to copy."""
    lines = ["vendors:"]
    for found in rows:
        first, *rest = block_lines(found.entry or {"id": found.party.vendor.id})
        lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    return "\n```yaml\n" + "\n".join(lines) + "\n```\n"
