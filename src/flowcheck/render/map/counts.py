"""The counts of a map: how many of its flows are not disclosed, and what the others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.views.data_map import AMBIGUOUS, CONDITIONAL, PROHIBITED, UNDISCLOSED

if TYPE_CHECKING:
    from flowcheck.views.data_map import DataMap


def counts(data_map: DataMap) -> tuple[str, str, bool]:
    """Return what the counts say in two lines, and whether something is not disclosed."""
    states = [flow.state for flow in data_map.flows]
    total = len(states)
    of = f"of {total:,} declared flow{'s' if total != 1 else ''}"
    if data_map.filtered:
        of = f"of the {total:,} flow{'s' if total != 1 else ''} shown"
    bad = [(name.upper(), states.count(name)) for name in (UNDISCLOSED, PROHIBITED, AMBIGUOUS)]
    found = [f"{number:,} {word}" for word, number in bad if number]
    waived = sum(flow.waived for flow in data_map.flows)
    said = [f"{number:,} {word}" for word, number in data_map.by_verdict.items() if number]
    rest = ", ".join(said)
    if conditional := states.count(CONDITIONAL):
        rest += f"; {conditional:,} under a condition"
    if waived:
        rest += f"; {waived:,} waived"
    if found:
        return f"X {', '.join(found)} {of}", rest, True
    flows = "flows shown" if data_map.filtered else "declared flows"
    all_ = (
        f"All {total:,} {flows} are"
        if total != 1
        else f"The one {flows.replace('flows', 'flow')} is"
    )
    return f"{all_} disclosed", rest, False
