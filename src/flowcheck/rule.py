"""What a rule is: a code, a name, a default severity, a page, and a check of the facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flowcheck.facts import Facts
    from flowcheck.model.finding import Draft

DOCS = "https://flowcheck.readthedocs.io/en/stable/"
"""Where the documentation is published; the `Documentation` of pyproject.toml is the same."""
_CODE = re.compile(r"[Ff][Cc]\d{0,3}")


class Rule(Struct, frozen=True, gc=False):
    """One rule.

    Attributes:
        code: Stable, never reused, as "FC101".
        name: In lower case with hyphens, accepted wherever the code is.
        severity: By default: error, warning or info.
        doc: The module's docstring, which is the rule's page in Markdown.
        check: Yields a draft for each finding.
        reads_code: Whether it looks at the code base: where that was not scanned as a whole, what
            it does not find may be there all the same.
    """

    code: str
    name: str
    severity: str
    doc: str
    check: Callable[[Facts], Iterable[Draft]]
    reads_code: bool = False

    @property
    def page(self) -> str:
        """The page in Markdown, headed by code, name and severity."""
        title, _, body = self.doc.strip().partition("\n")
        return (
            f"# {self.code} {self.name}\n\n{title}\n\nDefault severity: {self.severity}.\n{body}\n"
        )

    @property
    def title(self) -> str:
        """The page's first line: what the rule finds."""
        return self.doc.strip().partition("\n")[0]


def docs_url(code: str) -> str:
    """Return the address of a rule's page."""
    return f"{DOCS}rules/{code}/"


def selects(selector: str, rule: Rule) -> bool:
    """Tell whether a selector means a rule: its name, its code, a code's prefix, or "all"."""
    if _CODE.fullmatch(selector):
        return rule.code.startswith(selector.upper())
    return selector in (rule.name, "all")
