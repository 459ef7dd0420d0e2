"""Write the JSON Schemas of the built-in vocabulary, which the repository's own YAML files name.

Usage: python tools/write_schemas.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from flowcheck.project.vocabulary import built_in_vocabulary
from flowcheck.views.json_schema import KINDS, Known, schema_text

ROOT = Path(__file__).parent.parent


def schemas() -> dict[Path, str]:
    """Return each schema by its path."""
    known = Known(built_in_vocabulary())
    return {ROOT / "schemas" / f"{kind}.schema.json": schema_text(kind, known) for kind in KINDS}


def main() -> int:
    """Write the schemas, or with `--check` tell whether they are current."""
    check = "--check" in sys.argv[1:]
    stale = False
    for path, text in schemas().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            print(f"{path.relative_to(ROOT)} is stale: make generate")
            stale = True
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
