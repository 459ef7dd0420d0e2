"""`flowcheck policy`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowcheck.cli.choices import choose
from flowcheck.cli.output import emit
from flowcheck.project import load

if TYPE_CHECKING:
    from pathlib import Path


def graph(root: Path, *, format_: str, output: Path | None) -> int:
    """Write the policy graph."""
    choose("--format", format_, ("json", "graphml"))
    from flowcheck.views.policy_graph import to_graphml, to_json

    found = load(root).policy_graph
    emit(to_graphml(found) if format_ == "graphml" else to_json(found), output)
    return 0
