"""A diagram as Mermaid, for pages that draw it themselves: READMEs, wikis and merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.drawing.sheet import clean
from flowcheck.render.map.style import LINES, is_red

if TYPE_CHECKING:
    from flowcheck.render.map.diagram import Box, Diagram

_ACTING = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "#quot;", "#": "#35;", "`": "#96;"}
_ARROW = {"dashed": "-.->", "": "-->"}


def mermaid(diagram: Diagram, title: str) -> str:
    """Return a flowchart.

    Args:
        diagram: Each box becomes a node with the lines of its rows.
        title: Stands above it, as a comment.
    """
    names = {box.id: f"n{number}" for number, box in enumerate(diagram.boxes)}
    lines = [f"%% {clean(title)}", "flowchart LR"]
    for number, cluster in enumerate(diagram.used_clusters):
        boxes = [box for box in diagram.boxes if box.cluster == cluster.id]
        lines.append(f'  subgraph c{number}["{_words(cluster.title)}"]')
        lines += [f'    {names[box.id]}["{_label(box)}"]' for box in boxes]
        lines.append("  end")
        dash = "" if cluster.style == "rounded" else ",stroke-dasharray:5 3"
        lines.append(f"  style c{number} fill:#ffffff,stroke:#4d545e{dash}")
    for edge in diagram.edges:
        line = LINES[edge.state]
        arrow = "==>" if line.width > 3 else _ARROW[line.dash]  # noqa: PLR2004 - the widest
        lines.append(f"  {names[edge.tail]} {arrow} {names[edge.head]}")
    for number, edge in enumerate(diagram.edges):
        line = LINES[edge.state]
        lines.append(f"  linkStyle {number} stroke:{line.color},stroke-width:{line.width}px")
    red = [names[box.id] for box in diagram.boxes if is_red(box.state)]
    lines += ["  classDef default fill:#ffffff,stroke:#16191d,color:#16191d"]
    if red:
        lines += ["  classDef red stroke:#b3002d,stroke-width:3px", f"  class {','.join(red)} red"]
    return "\n".join(lines) + "\n"


def _label(box: Box) -> str:
    lines = (line for row in box.rows for line in row.lines)
    return "<br/>".join(_words(" ".join(text.text for text in line)) for line in lines)


def _words(text: str) -> str:
    """Return a text as it may stand in quotation marks: what acts there becomes a reference."""
    return "".join(_ACTING.get(letter, letter) for letter in clean(text)) or " "
