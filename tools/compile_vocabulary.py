"""Compile `vocabulary.yaml` into `vocabulary.json`, the form that is read at start-up.

Usage: python tools/compile_vocabulary.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "src" / "flowcheck" / "data"
KEYS = ("synonyms", "definition", "generic", "special", "fides", "dpv", "adequacy")


def compiled(terms: dict[str, dict[str, dict[str, Any]]]) -> str:
    """Return the vocabulary as JSON, one term a line: label, parents and the rest in order."""
    facets = []
    for facet, entries in terms.items():
        lines = [f"{json.dumps(name)}: {json.dumps(row(e))}" for name, e in entries.items()]
        facets.append(json.dumps(facet) + ": {\n" + ",\n".join(lines) + "\n}")
    return "{" + ",\n".join(facets) + "}\n"


def row(entry: dict[str, Any]) -> list[Any]:
    """Return one term's values in the order of `flowcheck.model.vocabulary.Term`."""
    values = [entry.get(key, [] if key == "synonyms" else "") for key in KEYS]
    values[KEYS.index("generic")] = entry.get("generic") == "true"
    parents = entry.get("parents", [])
    return [entry["label"], [parents] if isinstance(parents, str) else parents, *values]


def main() -> int:
    """Write the compiled form, or with `--check` tell whether it is current."""
    source = (DATA / "vocabulary.yaml").read_text(encoding="utf-8")
    wanted = compiled(yaml.load(source, Loader=yaml.BaseLoader))  # noqa: S506 - makes texts only
    target = DATA / "vocabulary.json"
    if "--check" in sys.argv[1:]:
        current = target.exists() and target.read_text(encoding="utf-8") == wanted
        print(
            "vocabulary.json is current" if current else "vocabulary.json is stale: make generate"
        )
        return 0 if current else 1
    target.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
