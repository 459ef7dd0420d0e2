"""JSON Lines, version 1: the contract for programs that read as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowcheck.render.json_format import dump, finding_value, flow_value, head_value, summary_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowcheck.engine import Report
    from flowcheck.render import Look


def render(report: Report, look: Look) -> str:
    """Return one value a line, each with its `type`.

    `run` comes first; `finding`, for each, as in JSON; `flow`, with `look.claims` only; `summary`
    comes last: where it is missing, the output was cut off.
    """
    return "".join(dump(value, indent=None) for value in _values(report, look))


def _values(report: Report, look: Look) -> Iterator[dict[str, Any]]:
    yield {"type": "run", **head_value(report)}
    for finding in report.findings:
        yield {"type": "finding", **finding_value(finding)}
    if look.claims:
        for flow in report.facts.inventory.flows:
            yield {"type": "flow", **flow_value(report, flow, claims=True)}
    yield {"type": "summary", **summary_value(report)}
