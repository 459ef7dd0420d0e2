"""Texts as YAML that nobody could take for something else, and that looks as people write it."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"(?:\.\./|https?://)*[A-Za-z][A-Za-z0-9]+(?:[ _/.-][A-Za-z0-9]+)*/?")
_WORDS_OF_YAML = frozenset(("true", "false", "null", "yes", "no", "on", "off"))


def scalar(text: str) -> str:
    """Return a text of one line as YAML: plain where no reader could take it for something else."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False)
