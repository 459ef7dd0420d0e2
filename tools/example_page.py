"""The page of the examples: their READMEs, one after the other."""

from __future__ import annotations

import re
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"


def example_page() -> str:
    """Return the page: the index of the examples, then each of them."""
    index = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    order = re.findall(r"\]\(([a-z0-9-]+)/README\.md\)", index)
    parts = [re.sub(r"\[([^]]+)\]\(\1/README\.md\)", r"[\1](#\1)", index)]
    for name in order:
        title, _, body = (EXAMPLES / name / "README.md").read_text(encoding="utf-8").partition("\n")
        parts.append(f"## {name}\n\n**{title.removeprefix('# ')}.**\n{body}")
    return "\n".join(parts)
