"""Links in documents: to the web alone, and only where nothing in them could be markup."""

from __future__ import annotations

import re

_SAFE = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&*+,;=%-]+", re.IGNORECASE)


def safe_url(url: str) -> str:
    """Return an address that may be linked to, or "" for any other."""
    return url if _SAFE.fullmatch(url) else ""
