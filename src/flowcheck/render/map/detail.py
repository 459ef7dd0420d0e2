"""The detail pages: every flow as a row of its receiver, with its id, data and purpose in words.

First what is collected, then what own systems send each other, then the families of recipients; on
as many pages as it takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.render.drawing.sheet import Text, clean
from flowcheck.render.drawing.type import fitted
from flowcheck.render.map.diagram import LEFT, PAD, RIGHT, Box, Cluster, Diagram, Edge, Row, head
from flowcheck.render.map.slices import SENDER, WIDE, name_height, name_lines
from flowcheck.render.map.style import LAWFUL, NAME, OURS, PEOPLE, THEIRS
from flowcheck.render.map.words import country, worst
from flowcheck.views.families import LEGAL
from flowcheck.views.map_parties import RECIPIENT, SOURCE, SUBJECT, SYSTEM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowcheck.render.map.slices import Section, Slice
    from flowcheck.views.data_map import DataMap
    from flowcheck.views.map_parties import Party


def page_diagram(data_map: DataMap, section: Section, slices: Sequence[Slice]) -> Diagram:
    """Return the diagram of one page.

    Args:
        data_map: Knows the parties.
        section: What the page is about.
        slices: The receivers of the page.
    """
    flows = [flow for part in slices for flow in part.flows]
    diagram = Diagram()
    order = list(data_map.parties)
    for name in sorted(dict.fromkeys(flow.source for flow in flows), key=order.index):
        diagram.boxes.append(_sender(data_map.parties[name], diagram))
    for number, part in enumerate(slices):
        cluster, fill = _receivers(data_map, section, part.party, slices)
        diagram.clusters.setdefault(cluster.id, cluster)
        name = f"{number}>{part.party.id}"
        diagram.boxes.append(_receiver(name, part, cluster.id, fill))
        for row, flow in zip(part.rows, part.flows, strict=True):
            edge = Edge(f"<{flow.source}", name, flow.id, flow.state, (flow.id,), row.title)
            diagram.edges.append(edge)
    return diagram


def _sender(party: Party, diagram: Diagram) -> Box:
    clusters = {
        SUBJECT: (Cluster("subjects", "DATA SUBJECTS", LEFT), PEOPLE),
        SOURCE: (Cluster("sources", "OTHER SOURCES", LEFT), PEOPLE),
        SYSTEM: (Cluster("senders", "OUR SYSTEMS", LEFT, "boundary"), OURS),
        RECIPIENT: (Cluster("onward", "VENDORS, ONWARD", LEFT), THEIRS),
    }
    cluster, fill = clusters[party.kind]
    diagram.clusters.setdefault(cluster.id, cluster)
    words = name_lines(party)
    texts = tuple(Text(PAD, 10.4 + 10 * n, text, NAME, bold=True) for n, text in enumerate(words))
    row = Row("name", name_height(words), texts, fill)
    return Box(f"<{party.id}", cluster.id, LEFT, SENDER, (row,))


def _receiver(name: str, part: Slice, cluster: str, fill: str) -> Box:
    party = part.party
    about = [country(party)] if party.country else []
    about += [party.role.replace("_", " ")] if party.role else []
    about += [f"part {part.part}"] if part.part else []
    shown = fitted(clean(party.name), WIDE - 150, NAME, bold=True)
    row = head(shown, ", ".join(about), "", WIDE, fill, port="name")
    return Box(name, cluster, RIGHT, WIDE, (row, *part.rows), worst(part.flows))


def _receivers(
    data_map: DataMap, section: Section, party: Party, slices: Sequence[Slice]
) -> tuple[Cluster, str]:
    if section.kind == SYSTEM:
        title = f"TRUST BOUNDARY: {clean(data_map.controller)} (controller)"
        return Cluster("ours", title, RIGHT, "boundary"), OURS
    family = party.family
    if family == LEGAL:
        return Cluster("legal", "LEGAL RECIPIENTS (own controllers)", RIGHT, "dotted"), LAWFUL
    roles = {part.party.role for part in slices if part.party.family == family}
    word = {"processor": "PROCESSORS", "controller": "CONTROLLERS"}.get(
        next(iter(roles)) if len(roles) == 1 else "", "RECIPIENTS"
    )
    return Cluster(family, f"{word}: {family}", RIGHT), THEIRS
