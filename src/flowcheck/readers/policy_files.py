"""Finding files that look like a privacy policy."""

from __future__ import annotations

import os
import re

_NAME = re.compile(
    r"privacy|datenschutz|data[-_ ]?protection|confidentialit|privacidad|riservatezza",
    re.IGNORECASE,
)
_SUFFIXES = (".txt", ".md", ".markdown", ".text")
_SKIPPED = frozenset(("node_modules", "vendor", "venv", "site-packages", "dist", "build", "target"))
_DEEPEST, _MOST_FOLDERS, _MOST = 4, 5_000, 5


def likely_policies(root: str) -> list[str]:
    """Return the files that are called like a policy, the likeliest first, relative to a folder.

    Folders that hold what others wrote are not looked into, nor those hidden or deep below.

    Args:
        root: The folder to look through.
    """
    found = []
    for count, (here, folders, files) in enumerate(os.walk(root)):
        if count > _MOST_FOLDERS:
            break
        inner = os.path.relpath(here, root)
        depth = 0 if inner == "." else inner.count(os.sep) + 1
        kept = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED)
        folders[:] = kept if depth < _DEEPEST else []
        for name in files:
            if _NAME.search(name) and name.lower().endswith(_SUFFIXES) and name.isprintable():
                path = name if inner == "." else os.path.join(inner, name)
                found.append((depth, "policy" not in name.lower(), path))
    return [path for *_, path in sorted(found)[:_MOST]]
