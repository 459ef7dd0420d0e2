"""The mark of a flow: what a drawing, a link and a proof call it."""

from __future__ import annotations

from urllib.parse import quote

PREFIX = "flow-"


def flow_mark(flow: str) -> str:
    """Return the mark of a flow by its id: `flow-` and the id, percent-encoded.

    It is an id and a class token in SVG and HTML, and the fragment of a link (`#flow-web-errors`):
    of ASCII letters, digits and `_.-~%`, and no two flows have the same.
    """
    return PREFIX + quote(flow, safe="")
