"""Claims: what a declared flow does, one point per combination of its terms."""

from __future__ import annotations

from typing import NamedTuple

COLLECT, USE, SHARE, STORE = "collect", "use", "share", "store"

OURSELVES = "us"
"""The recipient term of the controller: its own systems, stores and staff."""

COLLECT_FACETS = ("data", "source", "occasion", "subject")
USE_FACETS = ("data", "purpose", "subject")
SHARE_FACETS = ("data", "recipient", "purpose", "subject", "region")
_FACETS = {COLLECT: COLLECT_FACETS, USE: USE_FACETS}


class Claim(NamedTuple):
    """One point: a term per facet, None where the facet is not borne or not declared.

    Attributes:
        action: Term of the action facet.
        data: Data term.
        purpose: Purpose term.
        recipient: Vendor id or recipient term.
        source: Source term.
        occasion: Occasion term.
        subject: Data subject term.
        region: Country of the recipient.
        condition: The declared conditions and all terms above them.
    """

    action: str
    data: str | None = None
    purpose: str | None = None
    recipient: str | None = None
    source: str | None = None
    occasion: str | None = None
    subject: str | None = None
    region: str | None = None
    condition: frozenset[str] = frozenset()

    def term(self, facet: str) -> str | None:
        """Return the claim's term in a facet."""
        value: str | None = getattr(self, facet)
        return value


def facets_of(action: str) -> tuple[str, ...]:
    """Return the facets that a claim of an action bears (semantics, section 3).

    Sharing stands for every action below it: sell, rent, trade and a project's own.
    """
    return _FACETS.get(action, SHARE_FACETS)
