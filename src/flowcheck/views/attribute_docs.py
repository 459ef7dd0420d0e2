"""What the docstring of a record says of each of its attributes."""

from __future__ import annotations

import re
from functools import cache
from inspect import cleandoc

_SECTION = re.compile(r"^Attributes:\n((?:[ \t]+.*\n?|\n)+)", re.MULTILINE)
_ENTRY = re.compile(r"^ {4}(\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)


@cache
def attribute_docs(record: type) -> dict[str, str]:
    """Return the description of each attribute of a class, those of its bases first.

    Args:
        record: A class whose docstring has a section "Attributes:", Google style.
    """
    found: dict[str, str] = {}
    for base in reversed(record.__mro__):
        section = _SECTION.search(cleandoc(vars(base).get("__doc__") or ""))
        if section:
            for name, words in _ENTRY.findall(section[1]):
                found[name] = " ".join(words.split())
    return found


def summary(record: type) -> str:
    """Return the first line of a class's docstring."""
    return cleandoc(record.__doc__ or "").partition("\n")[0]
