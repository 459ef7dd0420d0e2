"""Judging files by the schemas with the real check-jsonschema."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SCHEMAS = ROOT / "schemas"


def kind_of(path: str) -> str:
    """The kind of a project's YAML file: inventory, rules or config; "" for another file."""
    if path == "flowcheck.yaml":
        return "config"
    folder = path.partition("/")[0]
    return folder if folder in ("inventory", "rules") and path.endswith((".yaml", ".yml")) else ""


def check(schema: Path, files: Iterable[Path]) -> list[dict[str, Any]]:
    """Return what check-jsonschema says against files."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile",
         *map(str, (schema, *files))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    said = json.loads(done.stdout)
    return [*said.get("errors", []), *said.get("parse_errors", [])]


def refused(folder: Path, documents: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    """Return the documents that the written schemas refuse, with what is said.

    Args:
        folder: An empty one.
        documents: By title, the path in a project and the text.
    """
    titles: dict[str, str] = {}
    batches: dict[str, list[Path]] = {}
    for number, (title, (path, text)) in enumerate(documents.items()):
        file = folder / f"{number}.yaml"
        file.write_text(text, encoding="utf-8")
        titles[str(file)] = title
        batches.setdefault(kind_of(path), []).append(file)
    found: dict[str, list[str]] = {}
    for kind, files in batches.items():
        for error in check(SCHEMAS / f"{kind}.schema.json", files):
            message = error.get("message", "it cannot be parsed")
            found.setdefault(titles[error["filename"]], []).append(message)
    return found
