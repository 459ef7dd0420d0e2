"""A diagram as DOT: tables with a port for each row, columns as ranks, no words on an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import graphviz

from flowcheck.render.drawing.sheet import INK, clean
from flowcheck.render.map.diagram import LEFT, MIDDLE, RIGHT
from flowcheck.render.map.style import LINES, is_red

if TYPE_CHECKING:
    from flowcheck.render.drawing.sheet import Text
    from flowcheck.render.map.diagram import Box, Cluster, Diagram, Row

FACE = "Arial"
_MARGIN = 9
_ROOMY, _LOOSE, _DENSE, _MANY = "0.28", "0.09", "0.05", 30
"""Inches between boxes of a column, from where there are few to where there are many boxes."""
_CLUSTER = {
    "rounded": {"style": "rounded", "color": "#4d545e"},
    "boundary": {"style": "dashed", "color": INK, "penwidth": "2.2"},
    "dotted": {"style": "dotted", "color": INK, "penwidth": "1.6"},
}


def dot(diagram: Diagram, title: str, apart: float, *, exact: bool = True) -> str:
    """Return the DOT source of a diagram.

    Args:
        diagram: Its boxes are drawn at their own size.
        title: Of the graph.
        apart: Points between two columns.
        exact: Whether a row has its size whatever its words take, since they are drawn elsewhere.
    """
    graph = graphviz.Digraph(
        "map",
        graph_attr={
            "rankdir": "LR",
            "newrank": "true",
            "outputorder": "edgesfirst",
            "nodesep": _ROOMY
            if diagram.loose
            else _DENSE
            if len(diagram.boxes) > _MANY
            else _LOOSE,
            "ranksep": f"{apart / 72:.3f}",
            "tooltip": _escaped(title),
            "fontname": FACE,
        },
        node_attr={"shape": "plain", "fontname": FACE},
        edge_attr={"arrowsize": "0.6"},
    )
    names = {box.id: f"n{number}" for number, box in enumerate(diagram.boxes)}
    for number, cluster in enumerate(diagram.used_clusters):
        tables = {
            names[box.id]: (_table(box, exact=exact), _escaped(box.rows[0].words))
            for box in diagram.boxes
            if box.cluster == cluster.id
        }
        _cluster(graph, cluster, number, tables)
    ranks = [(LEFT, "min"), (RIGHT, "max")]
    if not diagram.chain:
        ranks.insert(1, (MIDDLE, "same"))
    for column, rank in ranks:
        with graph.subgraph() as part:
            part.attr(rank=rank)
            for box in diagram.boxes:
                if box.column == column:
                    part.node(names[box.id])
    for number, edge in enumerate(diagram.edges):
        line = LINES[edge.state]
        graph.edge(
            f"{names[edge.tail]}:p0:e",
            f"{names[edge.head]}:{_port(diagram, edge.head, edge.port)}:w",
            id=f"e{number}",
            color=line.color,
            penwidth=f"{line.width}",
            style=line.dash or "solid",
            weight="4" if is_red(edge.state) else "1",
            tooltip=_escaped(edge.title),
        )
    source: str = graph.source
    return source


def _port(diagram: Diagram, name: str, port: str) -> str:
    box = next(box for box in diagram.boxes if box.id == name)
    return f"p{[row.port for row in box.rows].index(port)}"


def _cluster(
    graph: graphviz.Digraph, cluster: Cluster, number: int, tables: dict[str, tuple[str, str]]
) -> None:
    """Add a cluster; `tables` are label and tooltip of its boxes, by the name of each."""
    with graph.subgraph(name=f"cluster_{number}") as part:
        part.attr(
            id=f"c{number}",
            label=f'<<FONT POINT-SIZE="9"><B>{_words(cluster.title)}</B></FONT>>'
            if cluster.title
            else "",
            labelloc="b" if cluster.style == "boundary" else "t",
            labeljust="l",
            margin=str(_MARGIN),
            comment=_escaped(cluster.id),
            **_CLUSTER[cluster.style],
        )
        for name, (label, tooltip) in tables.items():
            part.node(name, label=label, tooltip=tooltip)


def _table(box: Box, *, exact: bool) -> str:
    rows = "".join(_row(box, row, n, exact=exact) for n, row in enumerate(box.rows))
    return f'<<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>>'


def _row(box: Box, row: Row, number: int, *, exact: bool) -> str:
    fill = f' BGCOLOR="{row.fill}"' if row.fill else ""
    fixed = ' FIXEDSIZE="TRUE"' if exact else ""
    words = "<BR/>".join("  ".join(map(_text, line)) for line in row.lines)
    return (
        f'<TR><TD PORT="p{number}" ALIGN="LEFT" BALIGN="LEFT"{fixed} WIDTH="{box.width:.0f}"'
        f' HEIGHT="{row.height:.0f}"{fill}>{words or " "}</TD></TR>'
    )


def _text(text: Text) -> str:
    words = f"<B>{_words(text.text)}</B>" if text.bold else _words(text.text)
    return f'<FONT COLOR="{text.color}" POINT-SIZE="{text.size}">{words}</FONT>'


def _words(text: str) -> str:
    """Return a text as it stands in an HTML-like label; one that is empty would be no label."""
    return escape(text, {'"': "&quot;"}) or " "


def _escaped(text: str) -> str:
    """Return a text as an attribute: neither a backslash nor `<...>` means anything in it."""
    escaped: str = graphviz.escape(clean(text))
    return escaped
