"""A rule as SARIF describes it: its page, its level, and what GitHub filters by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowcheck.rule import docs_url

if TYPE_CHECKING:
    from flowcheck.rule import Rule

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}
_TAGS = {
    "FC1": ("disclosure",),
    "FC2": ("promise",),
    "FC3": ("data-flow",),
    "FC4": ("waiver",),
    "FC5": ("policy",),
    "FC6": ("source-code",),
    "FC9": ("house-rule",),
}
_GUESSED = "FC6"
"""The rules that read source code guess; all others judge exactly what is declared."""


def rule_value(rule: Rule) -> dict[str, Any]:
    """Return a reporting descriptor."""
    family = rule.code[:3]
    why = _first_paragraph(rule.doc, "Why it matters")
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title} {why}".strip()},
        "help": {"text": rule.page, "markdown": rule.page},
        "helpUri": docs_url(rule.code),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": ["privacy", "compliance", *_TAGS.get(family, ())],
            "precision": "medium" if family == _GUESSED else "very-high",
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _first_paragraph(page: str, heading: str) -> str:
    """Return the first paragraph below a heading on one line, without emphasis."""
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return " ".join(section.strip().partition("\n\n")[0].replace("**", "").split())
