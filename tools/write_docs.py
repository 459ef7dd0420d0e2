"""Write the generated pages: rules, commands, vocabulary, and those that are kept elsewhere.

Usage: python tools/write_docs.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from command_page import command_page
from evidence_page import evidence_page
from example_page import example_page
from flowcheck.rules import all_rules
from moved_page import moved
from scanner_page import scanner_page
from vocabulary_pages import vocabulary_pages

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FOLDERS = ("rules", "vocabulary")
"""Of docs/, in which every page is generated."""
GROUPS = {
    "FC1": "Disclosure",
    "FC2": "Promises",
    "FC3": "The flow graph",
    "FC4": "Housekeeping",
    "FC5": "The policy itself",
    "FC6": "The code base",
    "FC9": "The organisation's own rules",
}


def pages() -> dict[Path, str]:
    """Return each generated page by its path."""
    found = {DOCS / "rules" / f"{rule.code}.md": rule.page for rule in all_rules()}
    found[DOCS / "rules" / "index.md"] = rule_index()
    found |= {DOCS / "vocabulary" / name: text for name, text in vocabulary_pages().items()}
    found[DOCS / "commands.md"] = command_page()
    found[DOCS / "evidence.md"] = evidence_page()
    found[DOCS / "examples.md"] = example_page()
    found[DOCS / "scanned-files.md"] = scanner_page()
    found[DOCS / "adr" / "index.md"] = decision_index()
    kept = sorted((ROOT / "integrations").glob("*/README.md"))
    homes = {page: DOCS / "guides" / f"{page.parent.name}.md" for page in kept}
    found |= {home: moved(page, home, homes) for page, home in homes.items()}
    return found


def rule_index() -> str:
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


def decision_index() -> str:
    """Return the list of decisions, by their titles."""
    lines = ["# Decisions", "", "Why the house is built as it is.", ""]
    for page in sorted((DOCS / "adr").glob("0*.md")):
        title = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        lines.append(f"- [{title}]({page.name})")
    return "\n".join(lines) + "\n"


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
    found = [path for folder in FOLDERS for path in (DOCS / folder).glob("*.md")]
    extra = [path for path in found if path not in wanted]
    if not check:
        for path in extra:
            path.unlink()
        return 0
    for path in [*stale, *extra]:
        print(f"{path.relative_to(DOCS.parent)} is stale: make generate")
    return 1 if stale or extra else 0


if __name__ == "__main__":
    raise SystemExit(main())
