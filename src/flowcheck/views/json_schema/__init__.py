"""JSON Schema of the YAML files, for editors: every key described, every known term offered.

Draft 7: what every editor's YAML support understands. What a schema cannot say, or only in messages
that nobody could read, is left to `flowcheck lint` (ADR 16).
"""

from __future__ import annotations

import json
from typing import Any

from flowcheck.model import schema
from flowcheck.views.json_schema.known import Known
from flowcheck.views.json_schema.shapes import Shapes

__all__ = ["KINDS", "Known", "json_schema", "schema_text"]

KINDS: dict[str, type[schema.Record]] = {
    "inventory": schema.InventoryFile,
    "rules": schema.RulePack,
    "config": schema.Config,
}
"""Each kind of file, and what it holds."""


def json_schema(kind: str, known: Known) -> dict[str, Any]:
    """Return the schema of a kind of file.

    Args:
        kind: One of `KINDS`.
        known: The terms and ids that are known.
    """
    shapes = Shapes(known)
    top = shapes.record(KINDS[kind])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": f"Written by `flowcheck schema {kind}`.",
        **top,
        "definitions": dict(sorted(shapes.named.parts.items())),
    }


def schema_text(kind: str, known: Known) -> str:
    """Return the schema of a kind of file as JSON."""
    return json.dumps(json_schema(kind, known), indent=1, ensure_ascii=False) + "\n"
