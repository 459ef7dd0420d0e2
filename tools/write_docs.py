"""Write the generated pages: one a rule from its docstring, and their index.

Usage: python tools/write_docs.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from flowcheck.rules import all_rules

DOCS = Path(__file__).parent.parent / "docs"
GROUPS = {
    "FC1": "Disclosure",
    "FC2": "Promises",
    "FC3": "The flow graph",
    "FC4": "Housekeeping",
    "FC5": "The policy itself",
    "FC9": "The organisation's own rules",
}


def pages() -> dict[Path, str]:
    """Return each generated page by its path."""
    found = {DOCS / "rules" / f"{rule.code}.md": rule.page for rule in all_rules()}
    found[DOCS / "rules" / "README.md"] = index()
    return found


def index() -> str:
    """Return the list of rules, by group."""
    lines = ["# Rules", "", "`flowcheck explain CODE` shows each page in the terminal.", ""]
    for prefix, title in GROUPS.items():
        lines += [f"## {title}", "", "| code | name | severity | finds |", "|---|---|---|---|"]
        for rule in all_rules():
            if rule.code.startswith(prefix):
                link = f"[{rule.code}]({rule.code}.md)"
                lines.append(f"| {link} | {rule.name} | {rule.severity} | {rule.title} |")
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Write the pages, or with `--check` tell whether they are current."""
    check = "--check" in sys.argv[1:]
    stale = []
    wanted = pages()
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    extra = [path for path in (DOCS / "rules").glob("*.md") if path not in wanted]
    if not check:
        for path in extra:
            path.unlink()
        return 0
    for path in [*stale, *extra]:
        print(f"{path.relative_to(DOCS.parent)} is stale: make generate")
    return 1 if stale or extra else 0


if __name__ == "__main__":
    raise SystemExit(main())
