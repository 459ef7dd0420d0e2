"""Groups of packages, whatever the tool calls them: which of them are for development only."""

from __future__ import annotations

import re

from flowcheck.model.mention import DEV, DIRECT

_DEVELOPMENT = re.compile(
    r"(?:^|[^a-z])(?:dev(?:el(?:op(?:ment)?)?)?|tests?|testing|lint(?:ing|ers?)?|docs?|ci|typing|types"
    r"|mypy|build|tools?|tooling|bench(?:marks?)?|analy[sz]ers?|local|debug|quality|format|style)(?:$|[^a-z])"
)


def group_role(name: str) -> str:
    """Return the role of what stands in a group or extra of that name, as `dev` or `aws`."""
    return DEV if _DEVELOPMENT.search(name.lower()) else DIRECT
