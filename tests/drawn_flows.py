"""Plain drawings of a project's flows: what the HTML file needs of a page, without an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from flowcheck.render.flow_mark import flow_mark
from flowcheck.render.frame import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.facts import Facts
    from flowcheck.model.inventory import Flow

STEP, WIDE = 26, 900


def pages(facts: Facts) -> list[tuple[str, str]]:
    """An overview, where flows with the same ends share a line, and a page with a line for each."""
    flows = facts.inventory.flows
    bundles: dict[tuple[str, str], list[Flow]] = {}
    for flow in flows:
        bundles.setdefault((flow.sender, flow.to), []).append(flow)
    return [
        ("Overview", page(facts, list(bundles.values()))),
        (
            "Every flow of every system to every recipient, one by one",
            page(facts, [[flow] for flow in flows]),
        ),
    ]


def page(facts: Facts, lines: Sequence[Sequence[Flow]]) -> str:
    """An SVG with a line for each of the bundles, between boxes with the names of its ends."""
    senders = list(dict.fromkeys(flow.sender for line in lines for flow in line))
    receivers = list(dict.fromkeys(flow.to for line in lines for flow in line))
    height = STEP * (max(len(senders), len(receivers)) + 2)
    parts = [_line(facts, line, senders, receivers) for line in lines]
    parts += [_box(facts, name, 20, senders.index(name)) for name in senders]
    for name in receivers:
        into = [flow for line in lines for flow in line if flow.to == name]
        box = _box(facts, name, WIDE - 200, receivers.index(name), f" x{len(into)}")
        parts.append(f'<g class="flow row" data-flows={_marks(into)}>{box}</g>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}pt" height="{height}pt"'
        f' viewBox="0 0 {WIDE} {height}"><rect width="{WIDE}" height="{height}" fill="#ffffff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _box(facts: Facts, name: str, x: int, row: int, times: str = "") -> str:
    label = escape(printable(facts.name(name))[:30] + times)
    return (
        f'<rect x="{x}" y="{STEP * (row + 1) - 14}" width="180" height="20" fill="#dde6ee"'
        f' stroke="#16191d"/><text x="{x + 5}" y="{STEP * (row + 1)}" font-size="11"'
        f' fill="#16191d">{label}</text>'
    )


def _line(facts: Facts, line: Sequence[Flow], senders: list[str], receivers: list[str]) -> str:
    bad = any(facts.verdict(flow).word in ("ambiguous", "omitted", "incorrect") for flow in line)
    y, to = STEP * (senders.index(line[0].sender) + 1), STEP * (receivers.index(line[0].to) + 1)
    paint = 'stroke="#b3002d" stroke-width="3.4"' if bad else 'stroke="#0b5c96"'
    curve = f"M 200,{y} C 400,{y} 500,{to} {WIDE - 200},{to}"
    path = f'<path d="{curve}" fill="none" {paint}/>'
    return f'<g class="flow edge" data-flows={_marks(line)}>{path}</g>'


def _marks(flows: Sequence[Flow]) -> str:
    return quoteattr(" ".join(flow_mark(flow.id) for flow in flows))
